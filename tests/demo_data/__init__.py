"""The tables of the demo shop make a shop that could be."""
