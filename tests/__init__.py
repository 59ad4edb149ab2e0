"""Tests: sentences about the shop, in rooms that mirror the program's."""
