"""The first run of a terminal: a new shop, or one more terminal of a company that exists."""
