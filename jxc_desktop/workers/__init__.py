"""Threads that work at their own pace, after the commit."""
