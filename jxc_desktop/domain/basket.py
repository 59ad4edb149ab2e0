"""The basket at the till: what one customer buys and brings back, and what it comes to.

A basket is a value: every change is a new basket, and every change that cannot be is a `Refusal`
that leaves the old one as it was. Line numbers always run 1, 2, 3 … as the lines stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from jxc_desktop.domain.apportion import apportion
from jxc_desktop.domain.basket_line import BasketLine, ReturnOf
from jxc_desktop.domain.discount import Discount, DiscountKind
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import CustomerId
from jxc_desktop.domain.numbers import ONE, ZERO, Money, Quantity, UnitPrice
from jxc_desktop.domain.rounding import NO_ROUNDING, RoundingRule, RoundingScope
from jxc_desktop.domain.sellable import SellableItem

__all__ = ["Basket", "BasketCustomer", "BasketLine", "Discount", "DiscountKind", "ReturnOf"]

LINES_MAX = 1000
NOTE_MAX = 200


@dataclass(frozen=True, slots=True)
class BasketCustomer:
    """The customer who was named at the till, with the figures as the till knew them."""

    customer: CustomerId
    name: str
    member: bool
    credit_limit: Money
    owed: Money
    deposit: Money

    @property
    def credit_left(self) -> Money:
        """What may still go on account; below zero once the limit is passed."""
        return self.credit_limit - self.owed


@dataclass(frozen=True, slots=True)
class Basket:
    """What one customer buys and brings back; the shares in its lines are always up to date."""

    lines: tuple[BasketLine, ...] = ()
    customer: BasketCustomer | None = None
    order_discount: Discount | None = None
    rounding_rule: RoundingRule = NO_ROUNDING
    note: str = ""

    @property
    def sale_lines(self) -> tuple[BasketLine, ...]:
        """The goods that leave the shop."""
        return tuple(line for line in self.lines if not line.is_return)

    @property
    def return_lines(self) -> tuple[BasketLine, ...]:
        """The goods that come back."""
        return tuple(line for line in self.lines if line.is_return)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to sell or take back."""
        return not self.lines

    @property
    def goods_total(self) -> Money:
        """The goods before discounts: those that leave less those that come back."""
        return Money.sum(-line.gross if line.is_return else line.gross for line in self.lines)

    @property
    def discount_total(self) -> Money:
        """All that discounts take off, on lines and on the sale."""
        return Money.sum(line.discount_amount + line.order_share for line in self.lines)

    @property
    def rounding(self) -> Money:
        """What the rounding adds; below zero for what it drops."""
        return Money.sum(line.rounding_share for line in self.lines)

    @property
    def total(self) -> Money:
        """What the customer pays; below zero: what the customer gets back."""
        return Money.sum(-line.paid if line.is_return else line.paid for line in self.lines)

    @property
    def pieces(self) -> int:
        """How many things are on the counter; a weighed line is one thing."""
        return sum(1 if line.item.weighed else line.quantity.milli // 1000 for line in self.lines)

    def line(self, number: int) -> BasketLine:
        """The line `number`, from 1; refused when there is none."""
        if not 0 < number <= len(self.lines):
            raise Refusal("line_unknown", number=number)
        return self.lines[number - 1]

    def line_that_takes(self, item: SellableItem) -> BasketLine | None:
        """The line that one more `item` would join: same unit, same price, nothing special."""
        if item.weighed:
            return None
        price = _asked_price(self.customer, item)
        plain = (
            line
            for line in self.sale_lines
            if (line.item.product, line.item.unit, line.price) == (item.product, item.unit, price)
            and line.discount is None
            and line.fixed_amount is None
        )
        return next(plain, None)

    def with_item(
        self, item: SellableItem, quantity: Quantity = ONE, *, amount: Money | None = None
    ) -> Basket:
        """Put goods in: on the line that has them already, or on a new one.

        `amount` is what a scale printed on the label; it wins over quantity times price, and
        such goods keep a line of their own, as weighed goods do.
        """
        joined = self.line_that_takes(item) if amount is None else None
        if joined is not None:
            return self.with_quantity(joined.number, joined.quantity + quantity)
        price = item.unit_price if amount is not None else _asked_price(self.customer, item)
        return self._with_new(BasketLine(0, item, quantity, price, fixed_amount=amount))

    def with_return(
        self,
        item: SellableItem,
        quantity: Quantity,
        return_of: ReturnOf | None,
        price: UnitPrice,
    ) -> Basket:
        """Take goods back: at what was paid when the receipt is here, at `price` when it is not.

        More of a sale's line that is already coming back joins it, so that all of it together
        is never more than was sold.
        """
        if return_of is not None:
            place = (return_of.sale, return_of.line)
            for line in self.return_lines:
                known = line.return_of
                if known is not None and (known.sale, known.line) == place:
                    return self.with_quantity(line.number, line.quantity + quantity)
        returned = BasketLine(0, item, quantity, price, return_of=return_of, is_return=True)
        return self._with_new(returned)

    def with_quantity(self, number: int, quantity: Quantity) -> Basket:
        """Change how much of line `number` there is."""
        line = self.line(number)
        if line.fixed_amount is not None:
            raise Refusal("label_amount_fixed", name=line.item.name, amount=line.fixed_amount)
        return self._with_changed(replace(line, quantity=quantity))

    def without(self, number: int) -> Basket:
        """Take line `number` out; the lines behind it move up."""
        gone = self.line(number)
        return _relined(self, (line for line in self.lines if line is not gone))

    def with_line_discount(self, number: int, discount: Discount | None) -> Basket:
        """Give a discount on line `number`, or take it away again."""
        line = self.line(number)
        if line.is_return:
            raise Refusal("discount_on_return", name=line.item.name)
        if discount is not None:
            discount.refuse_unless_it_fits(line.gross, line.quantity)
        return self._with_changed(replace(line, discount=discount))

    def with_order_discount(self, discount: Discount | None) -> Basket:
        """Give a discount on all goods that leave the shop, or take it away again."""
        if discount is not None:
            discount.refuse_unless_it_fits(self._before_order_discount)
        return _settled(replace(self, order_discount=discount))

    def with_customer(self, customer: BasketCustomer | None) -> Basket:
        """Name the customer (or nobody); member prices follow, a scale's own amount does not."""
        named = replace(self, customer=customer)
        return _relined(
            named,
            (
                line
                if line.is_return or line.fixed_amount is not None
                else replace(line, price=_asked_price(customer, line.item))
                for line in self.lines
            ),
        )

    def with_rounding(self, rule: RoundingRule) -> Basket:
        """Round by `rule` from now on."""
        return _settled(replace(self, rounding_rule=rule))

    def with_note(self, note: str) -> Basket:
        """Write a note on the sale."""
        if len(note) > NOTE_MAX:
            raise Refusal("note_too_long", length=len(note), limit=NOTE_MAX)
        return replace(self, note=note)

    @property
    def _before_order_discount(self) -> Money:
        return Money.sum(line.before_order_discount for line in self.sale_lines)

    def _with_new(self, line: BasketLine) -> Basket:
        if len(self.lines) >= LINES_MAX:
            raise Refusal("basket_full", limit=LINES_MAX)
        line.refuse_if_impossible()
        return _relined(self, (*self.lines, line))

    def _with_changed(self, changed: BasketLine) -> Basket:
        changed.refuse_if_impossible()
        return _relined(
            self, (changed if line.number == changed.number else line for line in self.lines)
        )


def _asked_price(customer: BasketCustomer | None, item: SellableItem) -> UnitPrice:
    return item.price_for(member=customer is not None and customer.member)


def _relined(basket: Basket, lines: Iterable[BasketLine]) -> Basket:
    """The basket with `lines`, numbered anew."""
    numbered = tuple(
        line if line.number == number else replace(line, number=number)
        for number, line in enumerate(lines, start=1)
    )
    relined = replace(basket, lines=numbered)
    if not relined.sale_lines:
        # A discount given to these goods must not wait for those of the next customer.
        relined = replace(relined, order_discount=None)
    return _settled(relined)


def _settled(basket: Basket) -> Basket:
    """The basket with the order discount and the rounding shared out anew."""
    return _sharing_rounding(_sharing_order_discount(basket))


def _sharing_order_discount(basket: Basket) -> Basket:
    sold = basket.sale_lines
    weights = [line.before_order_discount for line in sold]
    off = ZERO
    if basket.order_discount is not None:
        off = basket.order_discount.taken_off(Money.sum(weights))
    amounts = apportion(off, [weight.minor for weight in weights])
    shares = {line.number: share for line, share in zip(sold, amounts, strict=True)}
    lines = (_sharing(line, shares.get(line.number, ZERO), ZERO) for line in basket.lines)
    return replace(basket, lines=tuple(lines))


def _sharing_rounding(basket: Basket) -> Basket:
    rule = basket.rounding_rule
    sold = basket.sale_lines
    if rule.per is RoundingScope.LINE:
        amounts = tuple(rule.difference(line.net) for line in sold)
    else:
        amounts = apportion(rule.difference(basket.total), [line.net.minor for line in sold])
    shares = {line.number: share for line, share in zip(sold, amounts, strict=True)}
    lines = (
        _sharing(line, line.order_share, shares.get(line.number, ZERO)) for line in basket.lines
    )
    return replace(basket, lines=tuple(lines))


def _sharing(line: BasketLine, order_share: Money, rounding_share: Money) -> BasketLine:
    """The line with these shares: the same one when it has them already."""
    if line.order_share == order_share and line.rounding_share == rounding_share:
        return line
    return replace(line, order_share=order_share, rounding_share=rounding_share)
