"""Tests of joining a company at the first run."""
