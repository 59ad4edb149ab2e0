"""Tests of the safety screen."""
