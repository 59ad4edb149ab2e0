"""Tests of approving in place."""
