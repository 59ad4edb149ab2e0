"""Counting the drawer."""

from __future__ import annotations

import pytest

from jxc_desktop.domain.cash_count import DENOMINATIONS, CashCount
from jxc_desktop.domain.numbers import ZERO, Money
from tests.domain.shelf import refused


def test_notes_and_coins_come_to_what_they_are_worth() -> None:
    counted = CashCount.of({Money(10_000): 3, Money(500): 4, Money(50): 3, Money(10): 7})
    # 300 + 20 + 1.50 + 0.70
    assert counted.total == Money(32_220)
    assert counted.pieces[0] == (Money(10_000), 3)
    assert counted.pieces[1] == (Money(5000), 0)


def test_an_empty_drawer() -> None:
    assert CashCount.of({}).total == ZERO


def test_one_of_each() -> None:
    assert CashCount.of(dict.fromkeys(DENOMINATIONS, 1)).total == Money(18_660)


@pytest.mark.parametrize(("expected", "over"), [(32_220, 0), (32_000, 220), (32_500, -280)])
def test_over_and_short(expected: int, over: int) -> None:
    counted = CashCount.of({Money(10_000): 3, Money(500): 4, Money(50): 3, Money(10): 7})
    assert counted.over(Money(expected)) == Money(over)


def test_a_count_that_cannot_be() -> None:
    with refused("count_negative", count=-1):
        CashCount.of({Money(10_000): -1})
    with refused("count_too_large"):
        CashCount.of({Money(10_000): 100_000})
    with refused("denomination_unknown"):
        CashCount.of({Money(300): 1})
