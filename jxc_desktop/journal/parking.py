"""Documents that are kept but cannot be projected yet."""

from __future__ import annotations


class CannotProject(Exception):
    """This version cannot project the document: it is parked, and blocks nobody."""
