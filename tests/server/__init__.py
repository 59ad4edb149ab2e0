"""The server's core: what it stores, orders, finds and hands out."""
