"""The moving average cost of what is on the shelf."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.cost import StockValue
from jxc_desktop.domain.numbers import NOTHING, ZERO, Money, Quantity, UnitPrice
from tests.domain.shelf import pieces

LAST_KNOWN = UnitPrice(20_000)
moves = st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)), max_size=12)


def test_ten_at_two_yuan_and_ten_at_three_cost_two_fifty_each() -> None:
    stock = StockValue().received(pieces(10), UnitPrice(20_000))
    stock = stock.received(pieces(10), UnitPrice(30_000))
    assert (stock.quantity, stock.value) == (pieces(20), Money(5000))
    assert stock.unit_cost(LAST_KNOWN) == UnitPrice(25_000)


def test_a_sale_at_the_average_does_not_change_the_average() -> None:
    stock = StockValue(pieces(20), Money(5000)).issued(pieces(8), UnitPrice(25_000))
    assert (stock.quantity, stock.value) == (pieces(12), Money(3000))
    assert stock.unit_cost(LAST_KNOWN) == UnitPrice(25_000)
    assert stock.residue(LAST_KNOWN) == ZERO


def test_a_third_of_a_yuan_is_kept_to_four_decimals() -> None:
    assert StockValue(pieces(3), Money(100)).unit_cost(LAST_KNOWN) == UnitPrice(3333)


def test_an_empty_shelf_remembers_the_last_cost_and_shows_what_is_left_over() -> None:
    stock = StockValue(pieces(3), Money(100)).issued(pieces(3), UnitPrice(3300))
    assert (stock.quantity, stock.value) == (NOTHING, Money(1))
    assert stock.unit_cost(LAST_KNOWN) == LAST_KNOWN
    assert stock.residue(LAST_KNOWN) == Money(1)


def test_goods_sold_before_they_were_received_cost_what_was_last_known() -> None:
    stock = StockValue().issued(pieces(2), LAST_KNOWN)
    assert (stock.quantity, stock.value) == (pieces(-2), Money(-400))
    assert stock.unit_cost(LAST_KNOWN) == LAST_KNOWN
    assert stock.residue(LAST_KNOWN) == ZERO
    assert stock.residue(UnitPrice(15_000)) == Money(-100)


def test_tills_that_knew_different_costs_may_leave_goods_worth_less_than_nothing() -> None:
    stock = StockValue(pieces(2), Money(300)).issued(pieces(1), UnitPrice(35_000))
    assert (stock.quantity, stock.value) == (pieces(1), Money(-50))
    assert stock.unit_cost(LAST_KNOWN) == LAST_KNOWN
    assert stock.residue(LAST_KNOWN) == Money(-250)


@given(moves.flatmap(lambda parts: st.tuples(st.just(parts), st.permutations(parts))))
def test_the_order_in_which_moves_arrive_does_not_matter(
    orders: tuple[list[tuple[int, int]], list[tuple[int, int]]],
) -> None:
    results = []
    for order in orders:
        stock = StockValue()
        for quantity, cost in order:
            stock = stock.received(Quantity(quantity), UnitPrice(cost))
        results.append(stock)
    assert results[0] == results[1]


@given(st.integers(1, 10**9), st.integers(0, 10**12))
def test_the_average_times_the_quantity_is_the_value_within_its_last_decimal(
    milli: int, value: int
) -> None:
    cost = StockValue(Quantity(milli), Money(value)).unit_cost(LAST_KNOWN)
    assert abs(cost.amount(Quantity(milli)).minor - value) <= milli // 200_000 + 1
