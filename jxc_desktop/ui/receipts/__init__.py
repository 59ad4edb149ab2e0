"""Receipts to look through, print again, void or take back."""
