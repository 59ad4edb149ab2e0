"""Everything the shop can ask; answers are frozen rows."""
