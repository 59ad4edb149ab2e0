"""Counting the drawer: so many pieces of each note and coin, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Money

DENOMINATIONS = tuple(Money(fen) for fen in (10_000, 5000, 2000, 1000, 500, 100, 50, 10))
"""Notes and coins in use, the largest first: 100, 50, 20, 10, 5, 1 yuan, 5 and 1 jiao."""
PIECES_LIMIT = 100_000
CASH_LIMIT = Money(100_000_000)
"""A drawer holds less than 1,000,000.00 yuan: more is a code scanned into the amount."""


@dataclass(frozen=True, slots=True)
class CashCount:
    """What lies in the drawer; every denomination once, the largest first, none left out."""

    pieces: tuple[tuple[Money, int], ...]

    @staticmethod
    def of(pieces: Mapping[Money, int]) -> CashCount:
        """The count of `pieces` by denomination; what is not mentioned is not there."""
        for denomination, count in pieces.items():
            if denomination not in DENOMINATIONS:
                raise Refusal("denomination_unknown", denomination=denomination)
            if count < 0:
                raise Refusal("count_negative", denomination=denomination, count=count)
            if count >= PIECES_LIMIT:
                raise Refusal("count_too_large", denomination=denomination, count=count)
        return CashCount(tuple((note, pieces.get(note, 0)) for note in DENOMINATIONS))

    @property
    def total(self) -> Money:
        """What it comes to."""
        return Money.sum(Money(note.minor * count) for note, count in self.pieces)

    def over(self, expected: Money) -> Money:
        """长短款: how much more there is than expected; below zero where there is less."""
        return self.total - expected
