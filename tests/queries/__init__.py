"""Tests of what the shop can ask."""
