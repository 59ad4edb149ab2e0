"""Goods that come back, with the receipt and without it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.basket_line import tax_included
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ONE, ZERO, Money, Rate, UnitPrice
from tests.domain.shelf import COLA, pieces, refused, sold, tax_in


def test_one_of_three_comes_back_at_what_was_paid() -> None:
    back = Basket().with_return(COLA, ONE, sold(3, 1000), COLA.unit_price)
    assert (back.total, back.goods_total, back.lines[0].gross) == (
        Money(-333),
        Money(-333),
        Money(333),
    )
    assert back.lines[0].is_return


def test_the_second_and_the_third_give_back_the_rest() -> None:
    second = Basket().with_return(COLA, ONE, sold(3, 1000, 1, 333), COLA.unit_price)
    third = Basket().with_return(COLA, ONE, sold(3, 1000, 2, 667), COLA.unit_price)
    assert (second.total, third.total) == (Money(-334), Money(-333))


def test_never_more_than_was_sold_less_what_has_come_back() -> None:
    with pytest.raises(Refusal) as refusal:
        Basket().with_return(COLA, pieces(2), sold(3, 1000, 2, 667), COLA.unit_price)
    assert refusal.value.code == "return_over_sold"
    assert refusal.value.facts["left"] == ONE


def test_two_scans_of_the_same_receipt_line_count_together() -> None:
    receipt_line = sold(2, 700)
    back = Basket().with_return(COLA, ONE, receipt_line, COLA.unit_price)
    back = back.with_return(COLA, ONE, receipt_line, COLA.unit_price)
    assert [line.quantity for line in back.lines] == [pieces(2)]
    with refused("return_over_sold"):
        back.with_return(COLA, ONE, receipt_line, COLA.unit_price)


def test_different_lines_of_a_receipt_and_goods_without_one_stay_apart() -> None:
    back = Basket().with_return(COLA, ONE, None, UnitPrice(30_000))
    back = back.with_return(COLA, ONE, sold(1, 350), COLA.unit_price)
    back = back.with_return(COLA, ONE, sold(1, 320, line=2), COLA.unit_price)
    assert [line.gross for line in back.lines] == [Money(300), Money(350), Money(320)]
    assert back.total == Money(-970)


def test_without_the_receipt_the_given_price_counts() -> None:
    back = Basket().with_return(COLA, pieces(2), None, UnitPrice(30_000))
    assert (back.total, tax_in(back)) == (Money(-600), Money(-69))


def test_an_exchange_is_one_basket() -> None:
    exchange = Basket().with_item(COLA, pieces(3)).with_return(COLA, ONE, sold(1, 320), ONE_YUAN)
    assert exchange.total == Money(730)
    assert (len(exchange.sale_lines), len(exchange.return_lines)) == (1, 1)
    assert exchange.pieces == 4


def test_a_scan_after_a_return_sells_it_does_not_return_one_more() -> None:
    exchange = Basket().with_return(COLA, ONE, None, COLA.unit_price).with_item(COLA)
    assert (exchange.total, len(exchange.lines)) == (ZERO, 2)


def test_a_refund_already_too_large_takes_nothing_from_the_customer() -> None:
    # Another till refunded by hand what was left; the receipt line then owes nothing, not less.
    assert sold(3, 1000, 1, 1000).refund(ONE) == ZERO


ONE_YUAN = UnitPrice(10_000)


@given(
    paid=st.integers(0, 10**9),
    parts=st.lists(st.integers(1, 500), min_size=1, max_size=20),
    rate=st.integers(0, 10_000),
)
def test_no_fen_is_lost_or_invented_over_any_split_of_a_return(
    paid: int, parts: list[int], rate: int
) -> None:
    item = replace(COLA, tax_rate=Rate(rate))
    receipt_line = sold(sum(parts), paid)
    refunds, taxes = [], []
    for part in parts:
        line = Basket().with_return(item, pieces(part), receipt_line, ONE_YUAN).lines[0]
        refunds.append(line.net)
        taxes.append(line.tax)
        receipt_line = replace(
            receipt_line,
            returned=receipt_line.returned + line.quantity,
            refunded=receipt_line.refunded + line.net,
        )
        assert ZERO <= line.tax <= line.net
    assert Money.sum(refunds) == Money(paid)
    assert Money.sum(taxes) == tax_included(Money(paid), item.tax_rate)
    assert not receipt_line.left
