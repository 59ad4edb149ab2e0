"""Signing in, and coming back to a till that was locked."""
