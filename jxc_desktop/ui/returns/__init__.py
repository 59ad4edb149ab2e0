"""Goods that come back, with their receipt or without."""
