"""jxc: purchasing, sales, stock and money of a small shop in one program, online or not."""

__version__ = "0.1.0"
