"""Tests of the arithmetic of a shop."""
