"""Power cuts at the till: killed at random moments, nothing confirmed is lost."""
