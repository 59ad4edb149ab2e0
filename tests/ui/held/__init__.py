"""Tests of baskets put aside."""
