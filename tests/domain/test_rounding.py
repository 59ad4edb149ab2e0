"""抹零: what is dropped, what may be added, and what is never touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.basket import Basket, Discount
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ONE, ZERO, Money, Rate, UnitPrice
from jxc_desktop.domain.rounding import (
    NO_ROUNDING,
    RoundingDirection,
    RoundingRule,
    RoundingScope,
    RoundingStep,
    RoundingWhen,
    refuse_charging_more,
)
from tests.domain.shelf import COLA, costing, pieces, sold

DOWN, HALF_UP, UP = RoundingDirection.DOWN, RoundingDirection.HALF_UP, RoundingDirection.UP
FEN, JIAO, YUAN = RoundingStep.FEN, RoundingStep.JIAO, RoundingStep.YUAN
rules = st.builds(
    RoundingRule,
    direction=st.sampled_from(RoundingDirection),
    step=st.sampled_from(RoundingStep),
    per=st.sampled_from(RoundingScope),
)


@pytest.mark.parametrize(
    ("direction", "step", "amount", "paid"),
    [
        (DOWN, FEN, 1037, 1037),
        (DOWN, JIAO, 1037, 1030),
        (DOWN, YUAN, 1037, 1000),
        (DOWN, JIAO, 1030, 1030),
        (DOWN, YUAN, 99, 0),
        (HALF_UP, FEN, 1037, 1037),
        (HALF_UP, JIAO, 1034, 1030),
        (HALF_UP, JIAO, 1035, 1040),
        (HALF_UP, YUAN, 1049, 1000),
        (HALF_UP, YUAN, 1050, 1100),
        (UP, FEN, 1037, 1037),
        (UP, JIAO, 1031, 1040),
        (UP, JIAO, 1030, 1030),
        (UP, YUAN, 1001, 1100),
    ],
)
def test_what_a_customer_pays_by_each_rule(
    direction: RoundingDirection, step: RoundingStep, amount: int, paid: int
) -> None:
    rule = RoundingRule(direction, step)
    assert Money(amount) + rule.difference(Money(amount)) == Money(paid)


@given(rules, st.integers(-(10**9), 0))
def test_money_that_goes_back_is_never_rounded(rule: RoundingRule, amount: int) -> None:
    assert rule.difference(Money(amount)) == ZERO


@given(rules, st.integers(1, 10**9))
def test_rounding_ends_on_the_step_and_stays_within_it(rule: RoundingRule, amount: int) -> None:
    difference = rule.difference(Money(amount))
    assert (amount + difference.minor) % rule.step == 0
    assert abs(difference.minor) < rule.step
    assert difference <= ZERO or rule.may_charge_more


def test_by_default_nothing_is_rounded_and_nobody_is_charged_more() -> None:
    assert RoundingRule() == NO_ROUNDING
    assert not NO_ROUNDING.may_charge_more
    assert NO_ROUNDING.difference(Money(1037)) == ZERO


def test_the_key_rounds_when_it_is_pressed_and_not_before() -> None:
    rule = RoundingRule(step=YUAN, when=RoundingWhen.BY_KEY)
    basket = Basket(rounding_rule=rule).with_item(COLA)
    assert basket.total == Money(350)
    assert basket.with_rounding(rule.pressed()).total == Money(300)


def test_a_cash_only_rule_leaves_a_wallet_payment_to_the_fen() -> None:
    rule = RoundingRule(step=JIAO, cash_only=True)
    assert rule.for_payment(all_cash=True) == rule
    assert rule.for_payment(all_cash=False) == NO_ROUNDING
    for_all = RoundingRule(step=JIAO)
    assert for_all.for_payment(all_cash=False) == for_all


@pytest.mark.parametrize("direction", [HALF_UP, UP])
def test_a_rule_that_may_charge_more_is_refused(
    direction: RoundingDirection,
) -> None:
    rule = RoundingRule(direction, JIAO)
    with pytest.raises(Refusal) as refusal:
        refuse_charging_more(rule)
    assert refusal.value.code == "rounding_up_not_allowed"
    refuse_charging_more(RoundingRule(direction, FEN))
    refuse_charging_more(RoundingRule(DOWN, YUAN))


def test_a_supermarket_rounds_the_sale_and_a_department_store_each_line() -> None:
    basket = Basket().with_item(costing(108, 1)).with_item(costing(109, 2))
    by_sale = basket.with_rounding(RoundingRule(step=JIAO))
    assert (by_sale.rounding, by_sale.total) == (Money(-7), Money(210))
    assert [line.paid for line in by_sale.lines] == [Money(105), Money(105)]
    by_line = basket.with_rounding(RoundingRule(step=JIAO, per=RoundingScope.LINE))
    assert (by_line.rounding, by_line.total) == (Money(-17), Money(200))
    assert [line.paid for line in by_line.lines] == [Money(100), Money(100)]


def test_rounding_comes_after_the_discounts() -> None:
    basket = Basket().with_item(costing(1037)).with_order_discount(Discount.percent(Rate(1000)))
    rounded = basket.with_rounding(RoundingRule(step=JIAO))
    # 10.37 less 10 % (1.04) is 9.33.
    assert (rounded.discount_total, rounded.rounding, rounded.total) == (
        Money(104),
        Money(-3),
        Money(930),
    )


def test_a_rule_taken_off_again_leaves_no_trace() -> None:
    basket = Basket().with_item(costing(1037))
    assert basket.with_rounding(RoundingRule(step=YUAN)).with_rounding(NO_ROUNDING) == basket


def test_a_refund_gives_back_to_the_fen_what_was_paid_whatever_the_rule() -> None:
    basket = Basket(rounding_rule=RoundingRule(step=YUAN))
    back = basket.with_return(COLA, ONE, sold(3, 1030), UnitPrice(0))
    assert (back.total, back.rounding) == (Money(-343), ZERO)


def test_an_exchange_is_rounded_on_what_the_customer_still_pays() -> None:
    basket = Basket(rounding_rule=RoundingRule(step=JIAO)).with_item(costing(777))
    exchanged = basket.with_return(COLA, pieces(1), sold(1, 350), UnitPrice(0))
    assert (exchanged.rounding, exchanged.total) == (Money(-7), Money(420))
    assert exchanged.return_lines[0].rounding_share == ZERO


def test_a_line_rule_does_not_touch_the_goods_that_come_back() -> None:
    rule = RoundingRule(step=JIAO, per=RoundingScope.LINE)
    exchanged = Basket(rounding_rule=rule).with_item(costing(777))
    exchanged = exchanged.with_return(COLA, pieces(1), sold(1, 353), UnitPrice(0))
    assert [line.paid for line in exchanged.lines] == [Money(770), Money(353)]
