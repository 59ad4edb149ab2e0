"""Tests of the shift screens."""
