"""Codes that a scanner reads, and their check digits."""

from __future__ import annotations

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.typed_text import is_digits

_SHOWN_MAX = 40
_GS1_LENGTHS = (8, 12, 13, 14)


def check_digit(data: str) -> str:
    """The check digit that follows `data`: weights 3, 1, 3 … from the right (GS1 7.9)."""
    if not is_digits(data):
        raise Refusal("barcode_not_digits", code=data[:_SHOWN_MAX])
    weighed = sum(
        int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(data))
    )
    return str(-weighed % 10)


def has_check_digit(code: str) -> bool:
    """Whether the last digit of `code` is the check digit of the others."""
    return len(code) > 1 and is_digits(code) and check_digit(code[:-1]) == code[-1]


def refuse_misread(code: str) -> None:
    """Refuse a number as long as those of GS1 whose last digit is not its check digit.

    A code of another length, or with letters, is the shop's own: nothing is known of it.
    """
    if is_digits(code) and len(code) in _GS1_LENGTHS and not has_check_digit(code):
        raise Refusal("barcode_check_digit", code=code, expected=check_digit(code[:-1]))


def spellings(code: str) -> tuple[str, ...]:
    """The ways in which one number may be filed: a UPC-A is an EAN-13 with a zero in front."""
    if not is_digits(code):
        return (code,)
    if len(code) == 12:
        return code, "0" + code
    if len(code) == 13 and code.startswith("0"):
        return code, code[1:]
    return (code,)
