"""Discounts on a line and on the whole sale."""

from __future__ import annotations

import pytest

from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.discount import Discount, DiscountKind
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.numbers import ONE, ZERO, Money, Quantity, Rate, UnitPrice
from tests.domain.shelf import APPLES, COLA, costing, pieces, refused, sold


def test_fifteen_percent_off_three_bottles() -> None:
    basket = Basket().with_item(COLA, pieces(3))
    line = basket.with_line_discount(1, Discount.percent(Rate(1500), "临期")).lines[0]
    # 10.50 x 15 % = 1.575, rounded 1.58
    assert (line.gross, line.discount_amount, line.net) == (Money(1050), Money(158), Money(892))


def test_two_yuan_off_a_line() -> None:
    basket = Basket().with_item(COLA, pieces(3)).with_line_discount(1, Discount.off(Money(200)))
    assert (basket.discount_total, basket.total) == (Money(200), Money(850))


def test_a_new_price_for_each_bottle() -> None:
    basket = Basket().with_item(COLA, pieces(3))
    basket = basket.with_line_discount(1, Discount.to_price(UnitPrice(30_000)))
    assert basket.total == Money(900)


def test_a_discount_remembers_why_and_who_allowed_it() -> None:
    discount = Discount.off(Money(200), "破损", PersonId(3))
    assert (discount.reason, discount.approved_by) == ("破损", PersonId(3))


def test_a_discount_can_be_taken_back() -> None:
    basket = Basket().with_item(COLA)
    discounted = basket.with_line_discount(1, Discount.off(Money(100)))
    assert discounted.with_line_discount(1, None) == basket


def test_ten_yuan_off_the_sale_is_shared_by_what_each_line_costs() -> None:
    basket = Basket()
    for product, fen in enumerate([1000, 2000, 4000], start=1):
        basket = basket.with_item(costing(fen, product))
    shared = basket.with_order_discount(Discount.off(Money(1000)))
    # 1000 x 1/7, 2/7, 4/7 = 142.86, 285.71, 571.43
    assert [line.order_share for line in shared.lines] == [Money(143), Money(286), Money(571)]
    assert shared.total == Money(6000)
    assert shared.with_order_discount(None) == basket


def test_the_whole_sale_for_fifty() -> None:
    basket = Basket().with_item(costing(5280)).with_item(APPLES)
    assert basket.with_order_discount(Discount.to_price(UnitPrice(500_000))).total == Money(5000)


def test_a_percentage_of_the_sale_follows_the_goods() -> None:
    basket = Basket().with_item(costing(1000, 1)).with_order_discount(Discount.percent(Rate(1000)))
    assert basket.total == Money(900)
    assert basket.with_item(costing(500, 2)).total == Money(1350)


def test_an_order_discount_comes_after_the_lines_own_and_spares_goods_coming_back() -> None:
    basket = Basket().with_item(costing(1000)).with_line_discount(1, Discount.off(Money(200)))
    basket = basket.with_return(COLA, ONE, sold(1, 350), UnitPrice(0))
    basket = basket.with_order_discount(Discount.percent(Rate(5000)))
    assert [line.net for line in basket.lines] == [Money(400), Money(350)]
    assert basket.total == Money(50)


def test_a_discount_that_outgrew_the_line_stops_at_nothing() -> None:
    basket = Basket().with_item(COLA, pieces(3)).with_line_discount(1, Discount.off(Money(900)))
    assert basket.with_quantity(1, ONE).total == ZERO


def test_an_order_discount_that_outgrew_the_goods_stops_at_nothing() -> None:
    basket = Basket().with_item(costing(1000, 1)).with_item(costing(300, 2))
    basket = basket.with_order_discount(Discount.off(Money(1200)))
    assert basket.without(1).total == ZERO


def test_the_next_customer_does_not_inherit_an_order_discount() -> None:
    basket = Basket().with_item(COLA).with_order_discount(Discount.percent(Rate(1000)))
    assert basket.without(1).with_item(COLA).total == Money(350)
    only_returns = basket.with_return(COLA, ONE, None, UnitPrice(35_000)).without(1)
    assert only_returns.order_discount is None


@pytest.mark.parametrize("rate", [Rate(0), Rate(-1), Rate(10_001)])
def test_a_percentage_that_is_none(rate: Rate) -> None:
    with refused("discount_percent_range"):
        Discount.percent(rate)


@pytest.mark.parametrize("amount", [ZERO, Money(-1)])
def test_a_discount_of_nothing_or_less(amount: Money) -> None:
    with refused("discount_not_positive"):
        Discount.off(amount)


def test_a_new_price_below_nothing() -> None:
    with refused("price_negative"):
        Discount.to_price(UnitPrice(-1))


def test_more_off_than_the_goods_cost() -> None:
    basket = Basket().with_item(COLA)
    with refused("discount_over_price"):
        basket.with_line_discount(1, Discount.off(Money(351)))
    with refused("discount_over_price"):
        basket.with_order_discount(Discount.off(Money(351)))
    assert basket.with_line_discount(1, Discount.off(Money(350))).total == ZERO


def test_a_new_price_above_the_old_one_is_no_discount() -> None:
    basket = Basket().with_item(COLA)
    with refused("new_price_above_price"):
        basket.with_line_discount(1, Discount.to_price(UnitPrice(36_000)))
    with refused("new_price_above_price"):
        basket.with_order_discount(Discount.to_price(UnitPrice(36_000)))


def test_goods_coming_back_get_no_discount() -> None:
    back = Basket().with_return(COLA, ONE, None, UnitPrice(35_000))
    with refused("discount_on_return"):
        back.with_line_discount(1, Discount.off(Money(1)))


@pytest.mark.parametrize(
    ("kind", "amount"), [(DiscountKind.PERCENT, Money(5)), (DiscountKind.AMOUNT, None)]
)
def test_a_discount_without_the_figure_of_its_kind_is_a_bug(
    kind: DiscountKind, amount: Money | None
) -> None:
    with pytest.raises(ValueError, match="discount with"):
        Discount(kind, amount=amount)


def test_a_discount_on_a_scale_label_counts_from_the_printed_amount() -> None:
    basket = Basket().with_item(APPLES, Quantity(485), amount=Money(629))
    assert basket.with_line_discount(1, Discount.percent(Rate(1000))).total == Money(566)
