"""Money, quantity, price and rate: whole numbers that do not mix."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice, divide_half_away

whole = st.integers(-(2**61), 2**61)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(5, 10, 1), (-5, 10, -1), (4, 10, 0), (-4, 10, 0), (15, 10, 2), (25, 10, 3), (5, -10, -1)],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert divide_half_away(numerator, denominator) == rounded


@given(whole, st.integers(-(10**6), 10**6).filter(bool))
def test_rounding_is_never_more_than_half_a_unit_off(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    rounded = divide_half_away(numerator, denominator)
    assert abs(exact - rounded) <= Fraction(1, 2)
    assert divide_half_away(-numerator, denominator) == -rounded


def test_nothing_is_divided_by_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        divide_half_away(1, 0)


@pytest.mark.parametrize("wrong", [1.0, True, "1", None])
def test_only_whole_numbers_are_money(wrong: object) -> None:
    with pytest.raises(TypeError, match="whole number"):
        Money(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [2**62, -(2**62)])
def test_money_fits_where_it_is_stored(wrong: int) -> None:
    with pytest.raises(OverflowError):
        Money(wrong)


def test_an_amount_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="cannot be changed"):
        Money(1)._units = 2


def test_kinds_do_not_mix() -> None:
    assert Money(1) != Quantity(1)
    assert Money(1) != 1
    with pytest.raises(TypeError, match="do not mix"):
        Money(1) + Quantity(1)  # type: ignore[operator]
    with pytest.raises(TypeError, match="do not mix"):
        Money.sum([Money(1), Quantity(1)])
    with pytest.raises(TypeError, match="do not mix"):
        _ = Money(1) < 2  # type: ignore[operator]


@given(whole, whole)
def test_amounts_order_and_add_as_numbers_do(one: int, other: int) -> None:
    a, b = Money(one), Money(other)
    assert (a < b, a <= b, a > b, a >= b, a == b) == (
        one < other,
        one <= other,
        one > other,
        one >= other,
        one == other,
    )
    half, other_half = Money(one // 2), Money(other // 2)
    assert (half + other_half).minor == one // 2 + other // 2
    assert (half - other_half).minor == one // 2 - other // 2
    assert ((-a).minor, abs(a).minor, bool(a)) == (-one, abs(one), one != 0)
    assert Money.sum([half, other_half]) == half + other_half


def test_equal_amounts_are_one_key_and_survive_a_copy() -> None:
    assert len({Money(5), Money(5), Quantity(5)}) == 2
    assert pickle.loads(pickle.dumps(Money(5))) == Money(5)
    assert repr(Rate(1300)) == "Rate(1300)"


def test_prices_times_quantities() -> None:
    assert UnitPrice(129_800).amount(Quantity(485)) == Money(630)
    assert UnitPrice(129_800).amount(Quantity(-485)) == Money(-630)
    assert UnitPrice(35_000).at_rate(Rate(8500)) == UnitPrice(29_750)
    assert Money(350).at_rate(Rate(1500)) == Money(53)
    assert Money(1000).share(1, 3) == Money(333)
    assert Quantity(2000).times(Quantity(24_000)) == Quantity(48_000)
