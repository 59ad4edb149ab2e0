"""What people type: signs that a Chinese input method made full-width, and digits."""

from __future__ import annotations

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_PLAIN = {sign: sign - 0xFEE0 for sign in _FULL_WIDTH} | {0x3000: 0x20, 0xFFE5: 0xA5}


def half_width(text: str) -> str:
    """`text` with ０１２ＡＢＣ．－￥ and the wide blank made plain; all else stays as it is.

    Not NFKC: that also turns 5² into 52 and ① into 1, which nobody meant.
    """
    return text.translate(_PLAIN)


def is_digits(text: str) -> bool:
    """Whether `text` is nothing but 0 to 9 (`str.isdigit` also takes ² and ٣)."""
    return text.isascii() and text.isdigit()
