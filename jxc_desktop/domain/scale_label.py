"""The labels that a shop's scales print: which item, and how much of it or for how much.

A layout is written as it looks on the label, a letter a digit:

    F  flag (the prefix)     W  item     E  amount     N  weight     U  unit price
    P  pieces                C  check digit

Amounts and prices are in fen, weights in grams.

A code that is registered as a product's own barcode is that product: ask for it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from jxc_desktop.domain.barcode import check_digit
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Money, Quantity, UnitPrice, divide_half_away
from jxc_desktop.domain.typed_text import is_digits

_PATTERN = re.compile(r"F+[WENUPC]+")
_LENGTHS = (13, 18)
_FEN_E4 = 100
_PIECE_MILLI = 1000


class CheckRule(StrEnum):
    """How a scale computes its check digit, over the digits before it.

    On 13 digits the two EAN rules agree; on 18 they do not, and scales differ.
    """

    RIGHT = "right"
    """EAN: the last digit weighs 3."""
    LEFT = "left"
    """EAN counted from the other end: the first digit weighs 1."""
    FIRST_12 = "first_12"
    """EAN over the first twelve digits, wherever the check digit stands."""
    NONE = "none"
    """Not looked at: some scales print a wrong one."""


@dataclass(frozen=True, slots=True)
class ScaleLayout:
    """One kind of label in this shop, and the prefixes by which it is known."""

    name: str
    pattern: str
    prefixes: tuple[str, ...]
    check: CheckRule = CheckRule.RIGHT

    def __post_init__(self) -> None:
        """Refuse a layout that no label could be read by, with the reason."""
        reason = self._what_is_wrong()
        if reason:
            raise Refusal("scale_layout_wrong", pattern=self.pattern, reason=reason)

    def matches(self, code: str) -> bool:
        """Whether `code` has the length and a prefix of this layout."""
        return len(code) == len(self.pattern) and code.startswith(self.prefixes)

    def field(self, letter: str, code: str) -> str:
        """The digits of `code` that stand under `letter`, if any do."""
        return code[self.pattern.find(letter) :][: self.pattern.count(letter)]

    def _what_is_wrong(self) -> str:
        pattern = self.pattern
        runs = [letter for letter, _ in groupby(pattern)]
        flags = pattern.count("F")
        unchecked = self.check is CheckRule.NONE
        reasons = {
            "length": len(pattern) not in _LENGTHS,
            "letters": _PATTERN.fullmatch(pattern) is None or len(runs) != len(set(runs)),
            "item": "W" not in pattern,
            "value": not set("ENP") & set(pattern),
            "check": pattern.count("C") > 1 or ("C" not in pattern and not unchecked),
            "prefix": not self.prefixes
            or any(len(prefix) != flags or not is_digits(prefix) for prefix in self.prefixes),
        }
        return next((reason for reason, wrong in reasons.items() if wrong), "")


@dataclass(frozen=True, slots=True)
class ScaleLabel:
    """What one label says; of weight, amount, unit price and pieces it says one or more."""

    layout: str
    prefix: str
    item_code: str
    weight: Quantity | None = None
    amount: Money | None = None
    unit_price: UnitPrice | None = None
    pieces: Quantity | None = None

    @property
    def lookup_codes(self) -> tuple[str, ...]:
        """How the item may be filed: as printed, without leading zeros, with the prefix."""
        bare = self.item_code.lstrip("0") or "0"
        return tuple(dict.fromkeys((self.item_code, bare, self.prefix + self.item_code)))

    def quantity_at(self, price: UnitPrice) -> Quantity:
        """How much it is; where only the amount is printed, by the item's price per unit."""
        if self.weight is not None:
            return self.weight
        if self.pieces is not None:
            return self.pieces
        assert self.amount is not None
        divisor = (self.unit_price or price).e4
        if divisor <= 0:
            raise Refusal("scale_label_needs_price", item=self.item_code)
        return Quantity(max(1, divide_half_away(self.amount.minor * 100_000, divisor)))


def parse(code: str, layouts: Iterable[ScaleLayout]) -> ScaleLabel | None:
    """What the label `code` says by the first layout whose check digit agrees.

    None when no layout knows such a code; refused when one does and the check digit is wrong
    (a smudged label or a misread digit), or when the label stands for nothing at all.
    """
    if not is_digits(code):
        return None
    known = [layout for layout in layouts if layout.matches(code)]
    if not known:
        return None
    for layout in known:
        if _agrees(layout, code):
            return _read(layout, code)
    raise Refusal("scale_label_damaged", code=code)


def _agrees(layout: ScaleLayout, code: str) -> bool:
    if layout.check is CheckRule.NONE:
        return True
    place = layout.pattern.find("C")
    return _expected(layout.check, code, place) == code[place]


def _expected(rule: CheckRule, code: str, place: int) -> str:
    data = code[:12] if rule is CheckRule.FIRST_12 else code[:place]
    if rule is CheckRule.LEFT and len(data) % 2:
        # Counted from the left the first digit weighs 1; a zero behind shifts every weight so.
        data += "0"
    return check_digit(data)


def _read(layout: ScaleLayout, code: str) -> ScaleLabel:
    weight = _whole(layout.field("N", code))
    amount = _whole(layout.field("E", code))
    price = _whole(layout.field("U", code), _FEN_E4)
    pieces = _whole(layout.field("P", code), _PIECE_MILLI)
    if 0 in (weight, amount, pieces):
        raise Refusal("scale_label_empty", code=code)
    return ScaleLabel(
        layout.name,
        layout.field("F", code),
        layout.field("W", code),
        weight=None if weight is None else Quantity(weight),
        amount=None if amount is None else Money(amount),
        unit_price=None if price is None else UnitPrice(price),
        pieces=None if pieces is None else Quantity(pieces),
    )


def _whole(digits: str, each: int = 1) -> int | None:
    return int(digits) * each if digits else None
