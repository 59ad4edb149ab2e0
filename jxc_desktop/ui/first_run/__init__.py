"""The first run: four calm steps make the shop, its till and its owner."""
