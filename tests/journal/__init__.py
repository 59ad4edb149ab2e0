"""The journal: posted, applied, verified, rebuilt."""
