"""Tests of taking a customer's money."""
