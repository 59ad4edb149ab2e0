"""A discount on a line or on the whole sale: a percentage, an amount or a new price."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.numbers import ONE, ZERO, Money, Quantity, Rate, UnitPrice

ALL_OF_IT = Rate(10_000)


class DiscountKind(StrEnum):
    """How a discount is said."""

    PERCENT = "percent"
    AMOUNT = "amount"
    NEW_PRICE = "new_price"


@dataclass(frozen=True, slots=True)
class Discount:
    """What is taken off, why, and who allowed it; exactly the field of its kind is filled.

    On a whole sale `price` is the new price of all its goods together.
    """

    kind: DiscountKind
    rate: Rate | None = None
    """The part taken off: 15 % off (八五折) is `Rate(1500)`."""
    amount: Money | None = None
    price: UnitPrice | None = None
    reason: str = ""
    approved_by: PersonId | None = None

    def __post_init__(self) -> None:
        """Refuse a figure that no discount can have."""
        figures = {
            DiscountKind.PERCENT: self.rate,
            DiscountKind.AMOUNT: self.amount,
            DiscountKind.NEW_PRICE: self.price,
        }
        filled = [kind for kind, figure in figures.items() if figure is not None]
        if filled != [self.kind]:
            message = f"a {self.kind} discount with {filled}"
            raise ValueError(message)
        if self.rate is not None and not Rate(0) < self.rate <= ALL_OF_IT:
            raise Refusal("discount_percent_range", rate=self.rate)
        if self.amount is not None and self.amount <= ZERO:
            raise Refusal("discount_not_positive", amount=self.amount)
        if self.price is not None and self.price < UnitPrice(0):
            raise Refusal("price_negative", price=self.price)

    @staticmethod
    def percent(rate: Rate, reason: str = "", approved_by: PersonId | None = None) -> Discount:
        """`rate` off."""
        return Discount(DiscountKind.PERCENT, rate=rate, reason=reason, approved_by=approved_by)

    @staticmethod
    def off(amount: Money, reason: str = "", approved_by: PersonId | None = None) -> Discount:
        """`amount` off the line or the sale."""
        return Discount(DiscountKind.AMOUNT, amount=amount, reason=reason, approved_by=approved_by)

    @staticmethod
    def to_price(
        price: UnitPrice, reason: str = "", approved_by: PersonId | None = None
    ) -> Discount:
        """Each unit (or the whole sale) for `price`."""
        return Discount(DiscountKind.NEW_PRICE, price=price, reason=reason, approved_by=approved_by)

    def taken_off(self, gross: Money, quantity: Quantity = ONE) -> Money:
        """What this takes off `quantity` that cost `gross`: never below nothing or above all.

        A basket goes on changing after a discount was given, so an amount that has become too
        large, or a new price that is no longer lower, is held within these bounds.
        """
        return max(ZERO, min(gross, self.asked_off(gross, quantity)))

    def asked_off(self, gross: Money, quantity: Quantity = ONE) -> Money:
        """What the words of this discount say, were there no bounds."""
        if self.rate is not None:
            return gross.at_rate(self.rate)
        if self.amount is not None:
            return self.amount
        assert self.price is not None
        return gross - self.price.amount(quantity)

    def refuse_unless_it_fits(self, gross: Money, quantity: Quantity = ONE) -> None:
        """Refuse to take off more than the goods cost, and a new price above the old one."""
        asked = self.asked_off(gross, quantity)
        if asked > gross:
            raise Refusal("discount_over_price", discount=asked, price=gross)
        if asked < ZERO:
            raise Refusal("new_price_above_price", price=gross, new_price=gross - asked)
