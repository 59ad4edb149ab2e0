"""What the payment page shows at one moment, and what is left on the screen after a sale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.tender import MethodKind, Tender, quick_amounts

if TYPE_CHECKING:
    from jxc_desktop.domain.basket import Basket, BasketCustomer
    from jxc_desktop.domain.tender import PaymentMethod


@dataclass(frozen=True, slots=True)
class AccountShown:
    """What the customer owes (or left with us), and what it will be after this payment."""

    name: str
    kind: MethodKind
    limit: Money
    before: Money
    now: Money
    """What this payment adds to the debt, or takes off the deposit; below zero when it gives."""

    @property
    def after(self) -> Money:
        """The debt, or the deposit, once this is done."""
        return self.before + self.now if self.is_debt else self.before - self.now

    @property
    def is_debt(self) -> bool:
        """Whether it is the debt that changes, and not the deposit."""
        return self.kind is MethodKind.ON_ACCOUNT

    @property
    def over(self) -> Money:
        """By how much this passes the credit limit, or what is left of the deposit."""
        most = self.limit if self.is_debt else self.before
        reached = self.after if self.is_debt else self.now
        return max(ZERO, reached - most) if self.now > ZERO else ZERO


@dataclass(frozen=True, slots=True)
class PaymentShown:
    """The tender so far, and what can be done next."""

    basket: Basket
    tender: Tender
    methods: tuple[PaymentMethod, ...]
    chosen: PaymentMethod
    preset: Money
    """What is taken when nothing was typed; above zero also for money that goes back."""
    account: AccountShown | None
    prints: bool

    @property
    def goes_back(self) -> bool:
        """Whether the customer is paid."""
        return self.tender.total < ZERO

    @property
    def quick(self) -> tuple[Money, ...]:
        """The amounts that a customer is likely to hand over; only cash comes in notes."""
        if self.tender.missing <= ZERO or not self.chosen.gives_change:
            return ()
        return quick_amounts(self.tender.missing)


@dataclass(frozen=True, slots=True)
class SoldShown:
    """The sale that was just taken: what the cashier hands back, until the next scan."""

    serial: int
    total: Money
    tendered: Money
    change: Money
    paid_by: tuple[str, ...]
    customer: str


def account_shown(
    method: PaymentMethod, customer: BasketCustomer | None, amount: Money
) -> AccountShown | None:
    """What `amount` by `method` does to the customer's account; None for other methods."""
    if customer is None or not method.kind.needs_customer:
        return None
    before = customer.owed if method.kind is MethodKind.ON_ACCOUNT else customer.deposit
    return AccountShown(customer.name, method.kind, customer.credit_limit, before, amount)


def preset_amount(tender: Tender, method: PaymentMethod, customer: BasketCustomer | None) -> Money:
    """All that is missing; of a deposit no more than there is."""
    missing = abs(tender.missing)
    if method.kind is MethodKind.DEPOSIT and customer is not None and tender.missing > ZERO:
        return min(missing, max(ZERO, customer.deposit))
    return missing
