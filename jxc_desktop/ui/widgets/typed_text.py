"""What a scanner or a hurried hand really typed: cleaned of what no code contains. Knows no Qt."""

from __future__ import annotations

import re
import unicodedata

CODE_LENGTH_MAX = 200
_AIM_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z]")


def cleaned_code(text: str, length_max: int = CODE_LENGTH_MAX) -> str:
    """`text` in half-width signs, without control signs and line ends, at most `length_max` long.

    The bound is applied first, so that a pasted novel costs nothing.
    """
    half_width = unicodedata.normalize("NFKC", text[:length_max])
    kept = (sign for sign in half_width if unicodedata.category(sign)[0] != "C")
    return "".join(kept)[:length_max]


def without_aim_identifier(code: str) -> str:
    """`code` without the three signs by which some scanners name the symbology (`]E0`)."""
    match = _AIM_IDENTIFIER.match(code)
    return code[match.end() :] if match else code
