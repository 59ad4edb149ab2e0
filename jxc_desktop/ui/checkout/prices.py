"""Giving something away: discounts on a line or the sale, and 抹零, each with who allowed it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ONE, Money, UnitPrice
from jxc_desktop.domain.permissions import Permission, beyond_role
from jxc_desktop.domain.rounding import (
    NO_ROUNDING,
    RoundingRule,
    RoundingStep,
    RoundingWhen,
)
from jxc_desktop.ui.counter.screen import CounterScreen, DiscountQuestion, PriceQuestion
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import fact_text

if TYPE_CHECKING:
    from jxc_desktop.commands.approve import Approved
    from jxc_desktop.domain.basket import Basket, BasketLine
    from jxc_desktop.domain.discount import Discount
    from jxc_desktop.ui.approval.presenter import ApprovalPresenter
    from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
    from jxc_desktop.ui.counter.doors import Doors

Giving = Callable[["Discount | None"], "Basket"]
"""The basket with this discount given."""


class PricePresenter:
    """Asks for the discount, gets it allowed where the cashier's role falls short, and gives it."""

    def __init__(
        self,
        doors: Doors,
        in_hand: BasketInHand,
        approvals: ApprovalPresenter,
        screen: CounterScreen,
    ) -> None:
        self._doors = doors
        self._in_hand = in_hand
        self._approvals = approvals
        self._screen = screen
        self._shops_rule = in_hand.basket.rounding_rule

    def discount_line(self) -> None:
        """A discount on the marked line; of goods that come back, the price."""
        line = self._in_hand.marked_line
        if line is None:
            self._screen.show_refusal(Refusal("no_line_marked"))
        elif line.is_return and line.return_of is None:
            self._ask_return_price(line)
        elif line.is_return:
            self._screen.show_refusal(Refusal("discount_on_return", name=line.item.name))
        else:
            number = line.number

            def give(discount: Discount | None) -> Basket:
                return self._in_hand.basket.with_line_discount(number, discount)

            limit = self._doors.cashier.discount_limit
            question = DiscountQuestion(
                line.item.name, line.gross, line.quantity, limit, line.discount
            )
            self._ask(question, give, Permission.DISCOUNT_LINE)

    def discount_order(self) -> None:
        """A discount on all goods that leave the shop."""
        basket = self._in_hand.basket
        if not basket.sale_lines:
            self._screen.show_refusal(Refusal("basket_empty"))
            return

        def give(discount: Discount | None) -> Basket:
            return self._in_hand.basket.with_order_discount(discount)

        gross = Money.sum(line.before_order_discount for line in basket.sale_lines)
        limit = self._doors.cashier.discount_limit
        question = DiscountQuestion(_("整单"), gross, ONE, limit, basket.order_discount)
        self._ask(question, give, Permission.DISCOUNT_ORDER)

    def press_rounding(self) -> None:
        """The 抹零 key: drops the small change, then more of it, then nothing again."""
        basket = self._in_hand.basket
        steps = rounding_steps(self._shops_rule)
        if basket.is_empty or len(steps) == 1:
            code = "basket_empty" if basket.is_empty else "rounded_already"
            self._screen.show_refusal(Refusal(code))
            return
        at = steps.index(basket.rounding_rule) if basket.rounding_rule in steps else 0
        rule = steps[(at + 1) % len(steps)]

        def allowed(_approved: Approved | None) -> None:
            self._in_hand.put(self._in_hand.basket.with_rounding(rule))
            dropped = fact_text(self._in_hand.basket.rounding)
            self._screen.show_notice(_("抹零 {amount}").format(amount=dropped))

        self._approvals.need([Permission.ROUND_BY_KEY], self._in_hand.grants, allowed)

    def _ask(self, question: DiscountQuestion, give: Giving, permission: Permission) -> None:
        def answered(discount: Discount | None) -> Refusal | None:
            try:
                changed = give(discount)
                if discount is None:
                    self._in_hand.put(changed)
                    return None
            except Refusal as refusal:
                return refusal
            limit = self._doors.cashier.discount_limit
            needed = [permission, *sorted(beyond_role(changed.sale_lines, limit))]
            self._approvals.need(
                needed, self._in_hand.grants, lambda approved: self._give(give, discount, approved)
            )
            return None

        self._screen.ask_discount(question, answered)

    def _give(self, give: Giving, discount: Discount, approved: Approved | None) -> None:
        if approved is not None:
            discount = replace(discount, approved_by=approved.approver)
        self._in_hand.put(give(discount))
        losing = [line.item.name for line in self._in_hand.basket.sale_lines if line.below_cost]
        if losing:
            self._screen.show_warning(_("低于成本：{names}").format(names="、".join(losing[:3])))

    def _ask_return_price(self, line: BasketLine) -> None:
        limit = line.item.unit_price
        question = PriceQuestion(line.item.name, line.item.unit_name, line.price, limit)

        def answered(price: UnitPrice) -> Refusal | None:
            if price > limit:
                return Refusal("return_price_too_high", price=limit)
            try:
                basket = self._in_hand.basket.without(line.number)
                changed = basket.with_return(line.item, line.quantity, None, price)
                self._in_hand.put(changed, len(changed.lines))
            except Refusal as refusal:
                return refusal
            return None

        self._screen.ask_price(question, answered)


def rounding_steps(rule: RoundingRule) -> tuple[RoundingRule, ...]:
    """What the key goes through in a shop with `rule`, beginning with what holds by itself."""
    if rule.when is RoundingWhen.BY_KEY and rule.step is not RoundingStep.FEN:
        return rule, rule.pressed()
    by_itself = NO_ROUNDING if rule.step is RoundingStep.FEN else rule
    coarser = [step for step in RoundingStep if step > by_itself.step]
    return by_itself, *(replace(NO_ROUNDING, step=step, per=rule.per) for step in coarser)
