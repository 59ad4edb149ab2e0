"""The basket: what goes in, what comes out, and what it comes to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.basket_line import AMOUNT_LIMIT, PRICE_LIMIT, QUANTITY_LIMIT
from jxc_desktop.domain.discount import Discount
from jxc_desktop.domain.numbers import NOTHING, ONE, ZERO, Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.rounding import RoundingRule, RoundingScope, RoundingStep
from tests.domain.shelf import (
    APPLES,
    COLA,
    COLA_CRATE,
    MEMBER,
    PASSER_BY,
    costing,
    pieces,
    refused,
    sold,
    tax_in,
)


def test_a_basket_begins_empty() -> None:
    basket = Basket()
    assert basket.is_empty
    assert (basket.total, tax_in(basket), basket.pieces) == (ZERO, ZERO, 0)


def test_two_scans_of_a_bottle_are_one_line_of_two() -> None:
    basket = Basket().with_item(COLA).with_item(COLA)
    assert [line.quantity for line in basket.lines] == [pieces(2)]
    assert (basket.total, basket.pieces) == (Money(700), 2)
    assert not basket.is_empty


def test_a_bottle_and_a_crate_are_two_lines_at_their_own_prices() -> None:
    basket = Basket().with_item(COLA).with_item(COLA_CRATE, pieces(2))
    assert [line.gross for line in basket.lines] == [Money(350), Money(15_600)]
    assert [line.base_quantity for line in basket.lines] == [ONE, pieces(48)]
    assert basket.lines[1].cost_amount == Money(10_320)


def test_each_weighing_is_a_line_of_its_own_and_one_thing_on_the_counter() -> None:
    basket = Basket().with_item(APPLES, Quantity(485)).with_item(APPLES, Quantity(1005))
    # 12.98 x 0.485 = 6.2953 and 12.98 x 1.005 = 13.0449
    assert [line.gross for line in basket.lines] == [Money(630), Money(1304)]
    assert basket.pieces == 2


def test_a_scales_printed_amount_wins_over_weight_times_price() -> None:
    basket = Basket().with_item(APPLES, Quantity(485), amount=Money(629))
    assert basket.total == Money(629)
    with refused("label_amount_fixed"):
        basket.with_quantity(1, Quantity(500))


def test_a_bottle_with_a_label_of_its_own_stays_apart_from_the_others() -> None:
    basket = Basket().with_item(COLA, amount=Money(300)).with_item(COLA).with_item(COLA)
    assert [line.gross for line in basket.lines] == [Money(300), Money(700)]
    assert basket.line_that_takes(COLA) == basket.lines[1]


def test_a_bottle_after_a_discounted_one_pays_the_full_price() -> None:
    basket = Basket().with_item(COLA).with_line_discount(1, Discount.off(Money(50)))
    basket = basket.with_item(COLA)
    assert [line.net for line in basket.lines] == [Money(300), Money(350)]


def test_a_price_that_changed_while_the_basket_was_open_starts_a_new_line() -> None:
    dearer = replace(COLA, unit_price=UnitPrice(36_000), member_price=None)
    basket = Basket().with_item(COLA).with_item(dearer)
    assert [line.gross for line in basket.lines] == [Money(350), Money(360)]


def test_lines_move_up_when_one_is_taken_out() -> None:
    basket = Basket().with_item(COLA).with_item(APPLES).with_item(COLA_CRATE).without(2)
    assert [(line.number, line.item.unit_name) for line in basket.lines] == [(1, "瓶"), (2, "箱")]
    assert basket.line(2).item == COLA_CRATE


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_a_line_that_is_not_there_is_named(number: int) -> None:
    basket = Basket().with_item(COLA)
    with refused("line_unknown"):
        basket.without(number)
    with refused("line_unknown"):
        basket.with_quantity(number, ONE)
    with refused("line_unknown"):
        basket.with_line_discount(number, None)


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        (NOTHING, "quantity_zero"),
        (Quantity(-1000), "quantity_negative"),
        (QUANTITY_LIMIT, "quantity_too_large"),
        (Quantity(1500), "quantity_not_whole"),
    ],
)
def test_a_quantity_that_cannot_be_leaves_the_basket_as_it_was(
    quantity: Quantity, code: str
) -> None:
    basket = Basket().with_item(COLA)
    before = basket
    with refused(code):
        basket.with_quantity(1, quantity)
    with refused(code):
        Basket().with_item(COLA, quantity)
    assert basket == before


def test_the_largest_quantity_that_can_be_sold_is_one_below_the_limit() -> None:
    basket = Basket().with_item(COLA, Quantity(99_999_000))
    assert basket.pieces == 99_999
    with refused("quantity_too_large"):
        basket.with_item(COLA)


@pytest.mark.parametrize(
    ("price", "code"),
    [(UnitPrice(-1), "price_negative"), (PRICE_LIMIT, "price_too_large")],
)
def test_a_price_that_cannot_be_is_refused(price: UnitPrice, code: str) -> None:
    with refused(code):
        Basket().with_item(replace(COLA, unit_price=price))


def test_a_line_dearer_than_any_is_refused_and_so_is_a_label_below_nothing() -> None:
    with refused("amount_too_large"):
        Basket().with_item(costing(1_000_000), pieces(10_000))
    with refused("amount_too_large"):
        Basket().with_item(APPLES, amount=AMOUNT_LIMIT)
    with refused("price_negative"):
        Basket().with_item(APPLES, amount=Money(-1))


def test_something_given_away_costs_nothing() -> None:
    assert Basket().with_item(costing(0)).total == ZERO


def test_a_basket_holds_a_thousand_lines_and_says_when_it_is_full() -> None:
    line = Basket().with_item(COLA).lines[0]
    full = Basket(lines=tuple(replace(line, number=n) for n in range(1, 1001)))
    with refused("basket_full"):
        full.with_item(APPLES)
    assert full.with_item(COLA).pieces == 1001


def test_member_prices_come_and_go_with_the_member() -> None:
    basket = Basket().with_item(COLA, pieces(2)).with_item(APPLES, Quantity(485))
    named = basket.with_customer(MEMBER)
    assert [line.gross for line in named.lines] == [Money(640), Money(630)]
    assert named.with_item(COLA).lines[0].quantity == pieces(3)
    assert named.with_customer(PASSER_BY).total == basket.total
    assert named.with_customer(None) == basket


def test_a_member_never_pays_more_than_the_shelf_says() -> None:
    odd = replace(COLA, member_price=UnitPrice(40_000))
    assert Basket().with_customer(MEMBER).with_item(odd).total == Money(350)


def test_a_printed_amount_and_goods_coming_back_do_not_follow_the_member() -> None:
    basket = Basket().with_item(COLA, amount=Money(350))
    basket = basket.with_return(COLA, ONE, None, UnitPrice(35_000))
    assert basket.with_customer(MEMBER).lines == basket.lines


def test_a_member_price_does_not_lift_a_lower_price_that_was_given() -> None:
    basket = Basket().with_item(COLA).with_line_discount(1, Discount.to_price(UnitPrice(33_000)))
    assert basket.total == Money(330)
    assert basket.with_customer(MEMBER).total == Money(320)


def test_the_customer_knows_what_may_still_go_on_account() -> None:
    assert MEMBER.credit_left == Money(38_000)


def test_a_note_stays_with_the_sale_unless_it_is_a_book() -> None:
    assert Basket().with_note("少冰").note == "少冰"
    with refused("note_too_long"):
        Basket().with_note("长" * 201)


def test_a_warning_when_goods_go_below_cost_or_below_the_owners_floor() -> None:
    basket = Basket().with_item(COLA, pieces(2))
    assert not basket.lines[0].below_cost
    assert not basket.lines[0].below_floor
    cheap = basket.with_line_discount(1, Discount.to_price(UnitPrice(29_900))).lines[0]
    assert cheap.below_floor
    assert not cheap.below_cost
    ruinous = basket.with_order_discount(Discount.percent(Rate(5000))).lines[0]
    assert ruinous.below_cost
    no_floor = Basket().with_item(APPLES).with_order_discount(Discount.percent(Rate(10_000)))
    assert not no_floor.lines[0].below_floor


def test_a_return_is_never_a_sale_below_cost() -> None:
    back = Basket().with_return(COLA, ONE, sold(1, 1), UnitPrice(0)).lines[0]
    assert not back.below_cost
    assert not back.below_floor


def test_the_tax_is_inside_the_price() -> None:
    # 3.50 with 13 % inside: 0.4027 tax. 6.30 with 9 %: 0.5202.
    basket = Basket().with_item(COLA).with_item(APPLES, Quantity(485))
    assert [line.tax for line in basket.lines] == [Money(40), Money(52)]
    assert tax_in(basket) == Money(92)
    back = basket.with_return(COLA, ONE, sold(1, 350), UnitPrice(0))
    assert tax_in(back) == Money(52)


amounts = st.integers(1, 10_000_000)
discounts = st.one_of(
    st.none(),
    st.builds(Discount.percent, st.builds(Rate, st.integers(1, 10_000))),
    st.builds(Discount.off, st.builds(Money, st.integers(1, 10**8))),
    st.builds(Discount.to_price, st.builds(UnitPrice, st.integers(0, 10**10 - 1))),
)
rules = st.builds(
    RoundingRule,
    step=st.sampled_from(RoundingStep),
    per=st.sampled_from(RoundingScope),
)


@st.composite
def baskets(draw: st.DrawFn) -> Basket:
    """Baskets of sold goods with every kind of discount that fits, and a rule that rounds down."""
    basket = Basket(rounding_rule=draw(rules))
    for product, fen in enumerate(draw(st.lists(amounts, min_size=1, max_size=8)), start=1):
        weighed = draw(st.booleans())
        quantity = Quantity(draw(st.integers(1, 5000))) if weighed else pieces(product)
        basket = basket.with_item(costing(fen, product, weighed=weighed), quantity)
        discount = draw(discounts)
        line = basket.lines[-1]
        if discount is not None and ZERO <= discount.asked_off(line.gross, quantity) <= line.gross:
            basket = basket.with_line_discount(line.number, discount)
    discount = draw(discounts)
    if discount is not None and ZERO <= discount.asked_off(_goods(basket)) <= _goods(basket):
        basket = basket.with_order_discount(discount)
    return basket


def _goods(basket: Basket) -> Money:
    return Money.sum(line.before_order_discount for line in basket.lines)


@given(baskets())
def test_the_lines_and_the_totals_of_a_basket_tell_the_same_story(basket: Basket) -> None:
    assert basket.total == basket.goods_total - basket.discount_total + basket.rounding
    assert basket.total == Money.sum(line.paid for line in basket.lines)
    assert ZERO <= basket.total <= basket.goods_total
    assert basket.rounding <= ZERO
    for line in basket.lines:
        assert ZERO <= line.paid <= line.net <= line.gross
        assert ZERO <= line.tax <= line.paid


@given(baskets())
def test_the_order_of_changes_does_not_matter_to_the_shares(basket: Basket) -> None:
    anew = Basket(rounding_rule=basket.rounding_rule)
    for line in basket.lines:
        anew = anew.with_item(line.item, line.quantity)
    anew = anew.with_order_discount(None)
    for line in basket.lines:
        anew = anew.with_line_discount(line.number, line.discount)
    assert anew.with_order_discount(basket.order_discount).lines == basket.lines


@given(baskets())
def test_what_was_paid_comes_back_whole_when_everything_comes_back(basket: Basket) -> None:
    back = Basket(rounding_rule=basket.rounding_rule)
    for line in basket.lines:
        sold_line = replace(sold(1, line.paid.minor, line=line.number), sold=line.quantity)
        back = back.with_return(line.item, line.quantity, sold_line, line.price)
    assert back.total == -basket.total
    assert tax_in(back) == -tax_in(basket)


@given(baskets(), st.data())
def test_taking_a_line_out_and_putting_it_back_costs_the_same(
    basket: Basket, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(basket.lines)))
    line = basket.line(number)
    plain = basket.with_order_discount(None)
    again = plain.without(number).with_item(line.item, line.quantity)
    again = again.with_line_discount(len(again.lines), line.discount)
    assert again.total == plain.total
