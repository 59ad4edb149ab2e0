"""What a cashier may change in a basket, what is traced, and who has to allow it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from jxc_desktop.commands.till_trace import TraceRemoval
from jxc_desktop.domain.discount import Discount
from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.permissions import CASHIER, Permission
from jxc_desktop.domain.rounding import (
    NO_ROUNDING,
    RoundingDirection,
    RoundingRule,
    RoundingStep,
    RoundingWhen,
)
from jxc_desktop.queries.find_sellable import find_unit
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.checkout.lines import LinePresenter
from jxc_desktop.ui.checkout.prices import PricePresenter, rounding_steps
from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
from tests.shop import APPLES, COLA_CODE, NOODLES_CODE, OWNER_ID, Shop
from tests.ui.at_the_till import ApprovalMemory, Counter, stand_at
from tests.ui.counter_memory import CounterMemory


@dataclass
class Till:
    """A basket of two colas and noodles, and the keys that change it."""

    counter: Counter
    approval: ApprovalMemory
    rule: RoundingRule = NO_ROUNDING
    screen: CounterMemory = field(default_factory=CounterMemory)

    def __post_init__(self) -> None:
        doors, shop = self.counter.doors, self.counter.shop
        self.in_hand = BasketInHand(doors.desk, self.rule)
        approvals = ApprovalPresenter(doors, self.approval)
        self.lines = LinePresenter(doors, self.in_hand, approvals, self.screen)
        self.prices = PricePresenter(doors, self.in_hand, approvals, self.screen)
        basket = self.in_hand.basket
        for code in (COLA_CODE, NOODLES_CODE, COLA_CODE):
            basket = basket.with_item(shop.item(code))
        self.in_hand.put(basket, 1)

    def quantities(self) -> list[int]:
        return [line.quantity.milli for line in self.in_hand.basket.lines]

    def traced(self) -> list[tuple[int, int, bool]]:
        return [
            (command.quantity.milli, command.amount.minor, command.whole_line)
            for command in self.counter.handed_in(TraceRemoval)
        ]


@pytest.fixture
def till(counter: Counter, approval: ApprovalMemory) -> Till:
    return Till(counter, approval)


def take_away(shop: Shop, *permissions: Permission) -> None:
    left = CASHIER.permissions - set(permissions)
    shop.edit("role", 2, permissions=" ".join(sorted(left)))


def test_more_of_the_marked_line(till: Till) -> None:
    till.lines.more()
    assert till.quantities() == [3000, 1000]
    assert till.traced() == []


def test_less_is_traced_with_what_it_was_worth(till: Till) -> None:
    till.lines.less()
    assert till.quantities() == [1000, 1000]
    assert till.traced() == [(1000, 350, False)]


def test_less_than_one_takes_the_line_out(till: Till) -> None:
    till.lines.mark(2)
    till.lines.less()
    assert till.quantities() == [2000]
    assert till.traced() == [(1000, 450, True)]
    assert till.in_hand.marked == 1


def test_another_quantity_by_the_key(till: Till) -> None:
    till.lines.change_quantity()
    assert till.screen.question.now == Quantity(2000)
    till.screen.answer(Quantity(500))
    assert till.screen.problem == "quantity_not_whole"
    till.screen.answer(Quantity(5000))
    assert till.quantities() == [5000, 1000]


def test_star_five_sets_the_marked_line(till: Till) -> None:
    till.lines.mark(2)
    till.lines.set_quantity(Quantity(5000))
    assert till.quantities() == [2000, 5000]


def test_apples_are_weighed_again_and_never_counted_up(till: Till) -> None:
    apples = till.counter.shop.ask(lambda session: find_unit(session, APPLES, 0))
    assert apples is not None
    till.in_hand.put(till.in_hand.basket.with_item(apples, Quantity(485)), 3)
    till.lines.more()
    assert till.screen.question.weighed
    till.screen.answer(Quantity(500))
    till.lines.less()
    assert till.quantities() == [2000, 1000, 500]


def test_a_line_goes_at_once_and_is_traced(till: Till) -> None:
    till.lines.remove()
    assert till.quantities() == [1000]
    assert till.traced() == [(2000, 700, True)]
    assert till.approval.asked == []


def test_where_removing_needs_approval_nothing_goes_before_it_is_given(
    shop: Shop, approval: ApprovalMemory
) -> None:
    take_away(shop, Permission.REMOVE_LINE)
    till = Till(stand_at(shop), approval)
    till.lines.remove()
    assert till.quantities() == [2000, 1000]
    approval.enter("1000", "1470")
    assert till.quantities() == [1000]
    till.lines.remove()
    approval.dismiss()
    assert till.quantities() == [1000]
    assert till.screen.refusals == ["permission_missing"]


def test_nothing_is_marked_in_an_empty_basket(till: Till) -> None:
    till.in_hand.begin()
    for key in (till.lines.more, till.lines.less, till.lines.remove, till.prices.discount_line):
        key()
    assert till.screen.refusals == ["no_line_marked"] * 4


def test_five_percent_is_within_what_the_cashier_may(till: Till) -> None:
    till.prices.discount_line()
    assert till.screen.question.gross == Money(700)
    till.screen.answer(Discount.percent(Rate(500), "临期"))
    assert till.in_hand.basket.total == Money(1_115)
    assert till.approval.asked == []


def test_half_price_needs_the_owner_and_names_the_owner(till: Till) -> None:
    till.prices.discount_line()
    till.screen.answer(Discount.percent(Rate(4000), "破损"))
    assert till.approval.asked == [Permission.DISCOUNT_OVER_LIMIT]
    assert till.in_hand.basket.total == Money(1_150), "not before it is allowed"
    till.approval.enter("1000", "1470")
    assert till.in_hand.basket.total == Money(870)
    discount = till.in_hand.basket.lines[0].discount
    assert discount is not None
    assert (discount.reason, discount.approved_by) == ("破损", OWNER_ID)
    assert len(till.in_hand.grants) == 1


def test_below_cost_is_said(till: Till) -> None:
    till.approval.allow()
    till.prices.discount_line()
    till.screen.answer(Discount.to_price(UnitPrice(10_000), "临期"))
    assert till.screen.warnings == ["低于成本：可口可乐 500ml"]


def test_more_than_the_goods_cost_is_refused_while_the_question_stays(till: Till) -> None:
    till.prices.discount_line()
    till.screen.answer(Discount.off(Money(701)))
    assert till.screen.problem == "discount_over_price"
    till.screen.answer(None)
    assert till.screen.question is None
    assert till.in_hand.basket.total == Money(1_150)


def test_the_whole_sale_at_a_discount_needs_two_permissions(till: Till) -> None:
    till.approval.allow()
    till.prices.discount_order()
    assert till.screen.question.name == "整单"
    till.screen.answer(Discount.off(Money(150), "熟客"))
    assert till.approval.asked == [Permission.DISCOUNT_ORDER, Permission.DISCOUNT_OVER_LIMIT]
    assert till.in_hand.basket.total == Money(1_000)


def test_the_owner_is_asked_for_nothing(shop: Shop, approval: ApprovalMemory) -> None:
    till = Till(stand_at(shop, OWNER_ID), approval)
    till.prices.discount_order()
    till.screen.answer(Discount.percent(Rate(5000)))
    assert till.in_hand.basket.total == Money(575)
    assert approval.asked == []


def test_a_discount_is_taken_away_again(till: Till) -> None:
    till.prices.discount_line()
    till.screen.answer(Discount.percent(Rate(500)))
    till.prices.discount_line()
    assert till.screen.question.now is not None
    till.screen.answer(None)
    assert till.in_hand.basket.total == Money(1_150)


def test_the_rounding_key_drops_jiao_then_yuan_then_nothing(till: Till) -> None:
    totals = []
    for _ in range(4):
        till.prices.press_rounding()
        totals.append(till.in_hand.basket.total.minor)
    assert totals == [1_150, 1_100, 1_150, 1_150]
    assert till.screen.notices[1] == "抹零 -￥0.50"


def test_a_shop_that_rounds_by_key_has_one_step(counter: Counter, approval: ApprovalMemory) -> None:
    rule = RoundingRule(RoundingDirection.HALF_UP, RoundingStep.YUAN, when=RoundingWhen.BY_KEY)
    till = Till(counter, approval, rule)
    assert till.in_hand.basket.total == Money(1_150)
    till.prices.press_rounding()
    assert till.in_hand.basket.total == Money(1_200)
    till.prices.press_rounding()
    assert till.in_hand.basket.total == Money(1_150)


def test_a_shop_that_rounds_to_the_yuan_by_itself_has_nothing_left_to_drop(
    counter: Counter, approval: ApprovalMemory
) -> None:
    till = Till(counter, approval, RoundingRule(step=RoundingStep.YUAN))
    till.prices.press_rounding()
    assert till.screen.refusals == ["rounded_already"]
    assert len(rounding_steps(RoundingRule(step=RoundingStep.JIAO))) == 2


def test_goods_without_a_receipt_come_back_for_less_but_never_for_more(till: Till) -> None:
    item = till.counter.shop.item(COLA_CODE)
    till.in_hand.begin()
    till.in_hand.put(
        till.in_hand.basket.with_return(item, Quantity(1000), None, item.unit_price), 1
    )
    till.prices.discount_line()
    till.screen.answer(UnitPrice(35_001))
    assert till.screen.problem == "return_price_too_high"
    till.screen.answer(UnitPrice(30_000))
    assert till.in_hand.basket.total == Money(-300)
