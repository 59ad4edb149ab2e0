"""The moving average cost of what is on the shelf."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.cost import StockValue
from jxc_desktop.domain.numbers import NOTHING, Money, Quantity, UnitPrice
from tests.domain.shelf import pieces

LAST_KNOWN = UnitPrice(20_000)


def test_ten_at_two_yuan_and_ten_at_three_cost_two_fifty_each() -> None:
    stock = StockValue(pieces(20), Money(5000))
    assert stock.unit_cost(LAST_KNOWN) == UnitPrice(25_000)


def test_a_sale_at_the_average_does_not_change_the_average() -> None:
    left = StockValue(pieces(20 - 8), Money(5000 - 8 * 250))
    assert left.unit_cost(LAST_KNOWN) == UnitPrice(25_000)


def test_a_third_of_a_yuan_is_kept_to_four_decimals() -> None:
    assert StockValue(pieces(3), Money(100)).unit_cost(LAST_KNOWN) == UnitPrice(3333)


def test_an_empty_shelf_remembers_the_last_cost() -> None:
    assert StockValue().unit_cost(LAST_KNOWN) == LAST_KNOWN
    assert StockValue(NOTHING, Money(1)).unit_cost(LAST_KNOWN) == LAST_KNOWN


def test_goods_sold_before_they_were_received_cost_what_was_last_known() -> None:
    assert StockValue(pieces(-2), Money(-400)).unit_cost(LAST_KNOWN) == LAST_KNOWN


def test_tills_that_knew_different_costs_may_leave_goods_worth_less_than_nothing() -> None:
    assert StockValue(pieces(1), Money(-50)).unit_cost(LAST_KNOWN) == LAST_KNOWN


@given(st.integers(1, 10**9), st.integers(0, 10**12))
def test_the_average_times_the_quantity_is_the_value_within_its_last_decimal(
    milli: int, value: int
) -> None:
    cost = StockValue(Quantity(milli), Money(value)).unit_cost(LAST_KNOWN)
    assert abs(cost.amount(Quantity(milli)).minor - value) <= milli // 200_000 + 1
