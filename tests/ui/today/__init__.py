"""Tests of the owner's home."""
