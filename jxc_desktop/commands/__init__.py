"""Everything the shop can do, each in the imperative."""
