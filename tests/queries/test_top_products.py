"""The best sellers of a date: by net, without what came back, in the words of the shelf."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.queries.top_products import TopProduct, top_products
from tests.queries.plans import plan_of
from tests.shop import COLA, COLA_CASE_CODE, COLA_CODE, NOODLES, NOODLES_CODE, OWNER_ID, Shop

TODAY = date(2026, 11, 24)


def test_the_product_with_the_highest_net_comes_first_in_its_base_unit(shop: Shop) -> None:
    shop.sell(shop.basket(NOODLES_CODE, COLA_CASE_CODE))
    shop.sell(shop.basket(COLA_CODE))
    top = shop.ask(lambda session: top_products(session, TODAY))
    assert top == (
        TopProduct(COLA, "可口可乐 500ml", "瓶", Quantity(25_000), Money(8_150)),
        TopProduct(NOODLES, "康师傅红烧牛肉面(桶) 110g", "瓶", Quantity(1_000), Money(450)),
    )


def test_only_as_many_are_told_as_are_asked_for(shop: Shop) -> None:
    shop.sell(shop.basket(NOODLES_CODE, COLA_CODE))
    top = shop.ask(lambda session: top_products(session, TODAY, limit=1))
    assert [row.product for row in top] == [NOODLES]


def test_what_was_voided_sold_nothing(shop: Shop) -> None:
    sale = shop.sell(shop.basket(COLA_CODE))
    shop.do(void_sale, VoidSale(sale.sale, OWNER_ID, "扫错了"))
    assert shop.ask(lambda session: top_products(session, TODAY)) == ()


@pytest.mark.parametrize("days", [-7, -1, 1])
def test_another_date_does_not_know_them(shop: Shop, days: int) -> None:
    shop.sell(shop.basket(COLA_CODE))
    other = TODAY + timedelta(days=days)
    assert shop.ask(lambda session: top_products(session, other)) == ()


def test_only_the_date_is_read_and_no_receipt(shop: Shop) -> None:
    plan = plan_of(shop, lambda session: top_products(session, TODAY))
    assert any("product_day USING PRIMARY KEY (day=? AND store=?)" in step for step in plan)
    assert not any(step.startswith("SCAN") for step in plan)
