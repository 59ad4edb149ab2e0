"""Tests of the list of exceptions."""
