"""Codes that a scanner reads: their check digits, and the numbers of the shop's own goods."""

from __future__ import annotations

from enum import StrEnum

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.typed_text import half_width

CODE_MAX = 64
"""No code in a shop is longer; more is a text pasted into the wrong field."""
_SHOWN_MAX = 40


class Symbology(StrEnum):
    """The numbers of GS1, told apart by their length."""

    EAN8 = "ean8"
    UPC_A = "upc_a"
    EAN13 = "ean13"
    ITF14 = "itf14"


_BY_LENGTH = {
    8: Symbology.EAN8,
    12: Symbology.UPC_A,
    13: Symbology.EAN13,
    14: Symbology.ITF14,
}


def is_digits(text: str) -> bool:
    """Whether `text` is nothing but 0 to 9 (`str.isdigit` also takes ² and ٣)."""
    return text.isascii() and text.isdigit()


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


def symbology_of(code: str) -> Symbology | None:
    """What `code` is, or None when its length or its check digit is no number of GS1."""
    return _BY_LENGTH.get(len(code)) if has_check_digit(code) else None


def validated(code: str) -> Symbology:
    """What `code` is; refused with the reason when it is no number of GS1."""
    if not is_digits(code):
        raise Refusal("barcode_not_digits", code=code[:_SHOWN_MAX])
    symbology = _BY_LENGTH.get(len(code))
    if symbology is None:
        raise Refusal("barcode_length", code=code[:_SHOWN_MAX], length=len(code))
    expected = check_digit(code[:-1])
    if expected != code[-1]:
        raise Refusal("barcode_check_digit", code=code, expected=expected)
    return symbology


def spellings(code: str) -> tuple[str, ...]:
    """The ways in which one number may be filed: a UPC-A is an EAN-13 with a zero in front."""
    if not is_digits(code):
        return (code,)
    if len(code) == 12:
        return code, "0" + code
    if len(code) == 13 and code.startswith("0"):
        return code, code[1:]
    return (code,)


def is_in_store(code: str) -> bool:
    """Whether `code` is an EAN-13 that GS1 leaves to the shop itself (20 to 29)."""
    return len(code) == 13 and code.startswith("2") and is_digits(code)


def in_store_ean13(prefix: str, number: int) -> str:
    """The shop's own EAN-13 for its product `number`, beginning with `prefix` (20 to 29).

    The prefix must not be one that the shop's scales print; whoever draws the number sees to that.
    """
    if not (len(prefix) == 2 and prefix.startswith("2") and is_digits(prefix)):
        raise Refusal("in_store_prefix", prefix=prefix[:_SHOWN_MAX])
    if not 0 <= number < 10**10:
        raise Refusal("in_store_number", number=number)
    data = f"{prefix}{number:010}"
    return data + check_digit(data)


def scanned_code(text: str) -> str:
    """What came from the scanner or was typed, as a code: trimmed, full-width signs made plain.

    Refuses nothing at all, a text too long for any code, and signs that no barcode holds (Chinese,
    emoji, right-to-left marks), each under a name of its own so that the cashier is told which.
    """
    if len(text) > CODE_MAX * 2:
        raise Refusal("code_too_long", length=len(text), limit=CODE_MAX)
    code = half_width(text).strip()
    if not code:
        raise Refusal("code_empty")
    if len(code) > CODE_MAX:
        raise Refusal("code_too_long", length=len(code), limit=CODE_MAX)
    if not (code.isascii() and code.isprintable()):
        raise Refusal("code_not_plain", code=code[:_SHOWN_MAX])
    return code
