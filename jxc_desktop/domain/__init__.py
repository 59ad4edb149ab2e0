"""The rules and values of a shop; the standard library only."""
