"""Tests of what the shop shows on paper."""
