"""One line of a basket: goods that leave the shop or come back, and what they cost the customer."""

from __future__ import annotations

from dataclasses import dataclass

from jxc_desktop.domain.discount import Discount
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.numbers import NOTHING, ZERO, Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.sellable import SellableItem

QUANTITY_LIMIT = Quantity(100_000_000)
"""A line holds fewer than 100,000 of its unit: more is a code scanned into the quantity."""
PRICE_LIMIT = UnitPrice(10_000_000_000)
"""One unit costs less than 1,000,000.00 yuan."""
AMOUNT_LIMIT = Money(10_000_000_000)
"""One line costs less than 100,000,000.00 yuan, so that 1,000 lines still fit in 大写金额."""


@dataclass(frozen=True, slots=True)
class ReturnOf:
    """The line of the sale that goods come back from, and what has come back of it so far.

    `paid` is what the customer paid for the whole line: after discounts, with its share of the
    order discount and of the rounding (`BasketLine.paid`). `line` counts from 1.
    """

    sale: DocumentKey
    line: int
    sold: Quantity
    paid: Money
    returned: Quantity = NOTHING
    refunded: Money = ZERO

    @property
    def left(self) -> Quantity:
        """What can still come back."""
        return self.sold - self.returned

    def refund(self, quantity: Quantity) -> Money:
        """What `quantity` more gives back: cumulative, so no split loses or invents a fen."""
        back = (self.returned + quantity).milli
        return max(ZERO, self.paid.share(back, self.sold.milli) - self.refunded)


def tax_included(amount: Money, rate: Rate) -> Money:
    """The tax inside `amount`, which includes it."""
    return amount.share(rate.e4, 10_000 + rate.e4)


@dataclass(frozen=True, slots=True)
class BasketLine:
    """Goods of one kind at one price; every amount is >= 0, `is_return` says which way it goes."""

    number: int
    """The place in the basket, from 1."""
    item: SellableItem
    quantity: Quantity
    """More than nothing, in the item's unit."""
    price: UnitPrice
    """What is asked for one unit, before any discount."""
    discount: Discount | None = None
    fixed_amount: Money | None = None
    """The amount that a scale printed; it wins over quantity times price."""
    return_of: ReturnOf | None = None
    is_return: bool = False
    order_share: Money = ZERO
    """This line's share of the order discount."""
    rounding_share: Money = ZERO
    """This line's share of the rounding, below zero where it was dropped."""

    @property
    def gross(self) -> Money:
        """What is asked before discounts; for goods coming back with a receipt, the refund."""
        if self.return_of is not None:
            return self.return_of.refund(self.quantity)
        if self.fixed_amount is not None:
            return self.fixed_amount
        return self.price.amount(self.quantity)

    @property
    def discount_amount(self) -> Money:
        """What the line's own discount takes off."""
        if self.discount is None:
            return ZERO
        return self.discount.taken_off(self.gross, self.quantity)

    @property
    def before_order_discount(self) -> Money:
        """What is left after the line's own discount."""
        return self.gross - self.discount_amount

    @property
    def net(self) -> Money:
        """What the line costs after all discounts; for a return, what it gives back."""
        return self.before_order_discount - self.order_share

    @property
    def paid(self) -> Money:
        """What the line really cost, rounding included: what its return gives back in the end."""
        return self.net + self.rounding_share

    @property
    def base_quantity(self) -> Quantity:
        """The quantity in the product's base unit: what leaves or enters the stock."""
        return self.quantity.times(self.item.factor)

    @property
    def tax(self) -> Money:
        """The tax inside `paid`; cumulative for a return, so that no split loses a fen of it."""
        rate = self.item.tax_rate
        before = ZERO if self.return_of is None else self.return_of.refunded
        return tax_included(before + self.paid, rate) - tax_included(before, rate)

    @property
    def cost_amount(self) -> Money:
        """What the goods cost the shop, as far as the till knew."""
        return self.item.cost.amount(self.base_quantity)

    @property
    def below_cost(self) -> bool:
        """Whether the shop sells this for less than it cost."""
        return not self.is_return and self.net < self.cost_amount

    @property
    def below_floor(self) -> bool:
        """Whether this is sold for less than the lowest price the owner allows."""
        floor = self.item.floor_price
        return not self.is_return and floor is not None and self.net < floor.amount(self.quantity)

    def refuse_if_impossible(self) -> None:
        """Refuse a quantity, a price or an amount that no line can have."""
        _refuse_quantity(self.item, self.quantity)
        refuse_price(self.price)
        returned = self.return_of
        if returned is not None and self.quantity > returned.left:
            raise Refusal(
                "return_over_sold", name=self.item.name, sold=returned.sold, left=returned.left
            )
        if self.gross < ZERO:
            raise Refusal("price_negative", price=self.gross)
        if self.gross >= AMOUNT_LIMIT:
            raise Refusal("amount_too_large", amount=self.gross, limit=AMOUNT_LIMIT)


def _refuse_quantity(item: SellableItem, quantity: Quantity) -> None:
    if not quantity:
        raise Refusal("quantity_zero", name=item.name)
    if quantity < NOTHING:
        raise Refusal("quantity_negative", name=item.name, quantity=quantity)
    if quantity >= QUANTITY_LIMIT:
        raise Refusal("quantity_too_large", name=item.name, quantity=quantity, limit=QUANTITY_LIMIT)
    if not item.weighed and quantity.milli % 1000:
        raise Refusal("quantity_not_whole", name=item.name, quantity=quantity, unit=item.unit_name)


def refuse_price(price: UnitPrice) -> None:
    """Refuse a price that no unit can have (`price_negative`, `price_too_large`)."""
    if price < UnitPrice(0):
        raise Refusal("price_negative", price=price)
    if price >= PRICE_LIMIT:
        raise Refusal("price_too_large", price=price, limit=PRICE_LIMIT)
