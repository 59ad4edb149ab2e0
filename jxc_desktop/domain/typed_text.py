"""What hands and scanners type: full-width signs, digits, and what no code contains."""

from __future__ import annotations

import re

CODE_LENGTH_MAX = 200
_AIM_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_PLAIN = {sign: sign - 0xFEE0 for sign in _FULL_WIDTH} | {0x3000: 0x20, 0xFFE5: 0xA5}


def half_width(text: str) -> str:
    """`text` with ０１２ＡＢＣ．－￥ and the wide blank made plain; all else stays as it is.

    Not NFKC: that also turns 5² into 52 and ① into 1, which nobody meant.
    """
    return text.translate(_PLAIN)


def cleaned_code(text: str) -> str:
    """`text` in half-width signs, without control signs and line ends, `CODE_LENGTH_MAX` at most.

    The bound is applied first, so that a pasted novel costs nothing.
    """
    return _plain(text[:CODE_LENGTH_MAX])


def scanned_code(text: str) -> str:
    """What a scanner meant by `text`: cleaned, and without its name for the symbology (`]E0`).

    Nothing is cut off: whoever reads the scanner bounds what it hears.
    """
    code = _plain(text).strip()
    match = _AIM_IDENTIFIER.match(code)
    return code if match is None else code[match.end() :].strip()


def _plain(text: str) -> str:
    return "".join(filter(str.isprintable, half_width(text)))


def is_digits(text: str) -> bool:
    """Whether `text` is nothing but 0 to 9 (`str.isdigit` also takes ² and ٣)."""
    return text.isascii() and text.isdigit()
