"""The demo shop: a convenience store with its goods, its people and ninety days behind it."""
