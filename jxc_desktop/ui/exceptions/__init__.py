"""The workplace 例外: what stands although something is odd about it, worked off by a person."""
