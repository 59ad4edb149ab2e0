"""Tests of looking through receipts."""
