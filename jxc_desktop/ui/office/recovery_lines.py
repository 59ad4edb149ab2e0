"""A recovery code in lines that are easy to copy by hand. Knows no Qt."""

from __future__ import annotations

_GROUPS_A_LINE = 4


def code_in_lines(code: str) -> str:
    """The groups of a recovery code, a few on each line."""
    groups = code.split("-")
    starts = range(0, len(groups), _GROUPS_A_LINE)
    return "\n".join("  ".join(groups[at : at + _GROUPS_A_LINE]) for at in starts)
