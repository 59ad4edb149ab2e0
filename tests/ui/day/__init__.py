"""Tests of the day screen."""
