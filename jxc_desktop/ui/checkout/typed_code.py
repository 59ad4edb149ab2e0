"""What the cashier typed into the code field: a code, a quantity before it, or a sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from jxc_desktop.domain.formats import parse_quantity
from jxc_desktop.domain.numbers import Quantity
from jxc_desktop.domain.typed_text import half_width

_AHEAD = re.compile(r"([0-9]{1,7}(?:\.[0-9]{0,6})?)\s*[*×]\s*(.*)", re.DOTALL)
_FOR_THE_LINE = re.compile(r"\*\s*([0-9]{1,7}(?:\.[0-9]{0,6})?)")


class Sign(StrEnum):
    """The four signs of a number pad, each with its job at a till."""

    QUANTITY = "*"
    DISCOUNT = "/"
    ROUNDING = "-"
    PAY = "+"


@dataclass(frozen=True, slots=True)
class Typed:
    """`quantity` goes with `code` (or waits for one), or, after `*`, with the marked line."""

    code: str = ""
    quantity: Quantity | None = None
    sign: Sign | None = None


def read_typed(text: str) -> Typed:
    """`12*` and `12*6901…`, `*12`, one of the signs, or else a code or words to search.

    Refuses a quantity that is more exact than a scale (`amount_too_precise`).
    """
    plain = half_width(text).strip()
    if plain in set(Sign):
        return Typed(sign=Sign(plain))
    if match := _FOR_THE_LINE.fullmatch(plain):
        return Typed(quantity=parse_quantity(match[1]), sign=Sign.QUANTITY)
    if match := _AHEAD.fullmatch(plain):
        return Typed(code=match[2].strip(), quantity=parse_quantity(match[1]))
    return Typed(code=plain)


def looks_like_a_barcode(code: str) -> bool:
    """Whether an unknown code is likely one of a product that nobody entered yet."""
    return len(code) >= 6 and code.isascii() and code.isalnum() and any(map(str.isdigit, code))
