"""How an amount is shared over lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.apportion import apportion
from jxc_desktop.domain.numbers import Money

weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(lambda w: sum(w) > 0)


def test_ten_yuan_over_three_equal_lines_gives_the_odd_fen_to_the_first() -> None:
    assert apportion(Money(1000), [1, 1, 1]) == (Money(334), Money(333), Money(333))


def test_the_largest_remainder_gets_the_odd_fen() -> None:
    # 100 over 1:2:4 is 14.28…, 28.57…, 57.14…: the second line is nearest to the next fen.
    assert apportion(Money(100), [1, 2, 4]) == (Money(14), Money(29), Money(57))


def test_a_line_that_costs_nothing_bears_nothing() -> None:
    assert apportion(Money(5), [0, 3, 0]) == (Money(0), Money(5), Money(0))


def test_nothing_is_shared_among_nobody() -> None:
    assert apportion(Money(0), []) == ()
    assert apportion(Money(0), [0, 0]) == (Money(0), Money(0))


@pytest.mark.parametrize("bearers", [[], [0, 0], [3, -1]])
def test_an_amount_that_nobody_can_bear_is_a_bug(bearers: list[int]) -> None:
    with pytest.raises(ValueError, match="cannot be shared"):
        apportion(Money(1), bearers)


@given(st.integers(-(10**11), 10**11), weights)
def test_shares_add_up_to_the_fen_and_are_never_a_fen_away_from_fair(
    amount: int, bearers: list[int]
) -> None:
    shares = apportion(Money(amount), bearers)
    assert Money.sum(shares) == Money(amount)
    whole = sum(bearers)
    for share, weight in zip(shares, bearers, strict=True):
        assert abs(share.minor * whole - amount * weight) < whole


@given(weights, st.data())
def test_no_line_bears_more_than_it_costs(bearers: list[int], data: st.DataObject) -> None:
    amount = data.draw(st.integers(0, sum(bearers)))
    shares = apportion(Money(amount), bearers)
    assert all(share.minor <= weight for share, weight in zip(shares, bearers, strict=True))


@given(st.integers(0, 10**11), weights)
def test_money_back_is_shared_as_money_taken_was(amount: int, bearers: list[int]) -> None:
    taken = apportion(Money(amount), bearers)
    assert apportion(Money(-amount), bearers) == tuple(-share for share in taken)
