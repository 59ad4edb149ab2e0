"""The demo shop: its history and its day."""
