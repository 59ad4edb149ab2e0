"""Everything the shop can show on paper: rows in, bytes out."""
