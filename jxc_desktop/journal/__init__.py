"""Posting facts, projecting them, and proving that both agree."""
