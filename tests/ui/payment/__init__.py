"""Tests of taking the money."""
