"""Tests of the print queue."""
