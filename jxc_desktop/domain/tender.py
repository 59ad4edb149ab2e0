"""How a total is paid (or paid back): by one method or several, with change where there is any."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import MethodId
from jxc_desktop.domain.numbers import ZERO, Money, Rate

CHANGE_LIMIT = Money(1_000_000)
"""Change stays below 10,000.00 yuan: more is a code scanned into the amount."""
REFERENCE_MAX = 64
NO_FEE = Rate(0)
_NOTES_YUAN = (5, 10, 20, 50, 100)


class MethodKind(StrEnum):
    """Where the money of a payment method is afterwards."""

    CASH = "cash"
    WALLET = "wallet"
    CARD = "card"
    TRANSFER = "transfer"
    ON_ACCOUNT = "on_account"
    DEPOSIT = "deposit"

    @property
    def needs_customer(self) -> bool:
        """Whether no money moves, only what a customer owes or has left with us."""
        return self in {MethodKind.ON_ACCOUNT, MethodKind.DEPOSIT}


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """A way to pay that this shop offers."""

    method: MethodId
    name: str
    kind: MethodKind
    fee_rate: Rate = NO_FEE
    opens_drawer: bool = False
    works_offline: bool = True
    gives_change: bool = False
    needs_reference: bool = False

    def fee(self, amount: Money) -> Money:
        """What the channel keeps of `amount`."""
        return amount.at_rate(self.fee_rate)


@dataclass(frozen=True, slots=True)
class Payment:
    """One part of a tender; both amounts have the sign of the total."""

    method: PaymentMethod
    amount: Money
    """What it pays of the total."""
    tendered: Money
    """What was handed over; more than `amount` where there is change."""
    reference: str = ""

    @property
    def change(self) -> Money:
        """What is handed back of it."""
        return self.tendered - self.amount


@dataclass(frozen=True, slots=True)
class Tender:
    """The payments of one total so far; a total below zero is paid out to the customer."""

    total: Money
    payments: tuple[Payment, ...] = ()

    @property
    def paid(self) -> Money:
        """What is paid of the total."""
        return Money.sum(payment.amount for payment in self.payments)

    @property
    def missing(self) -> Money:
        """What is still to pay, or below zero to pay out."""
        return self.total - self.paid

    @property
    def change(self) -> Money:
        """What the customer gets back of what was handed over."""
        return Money.sum(payment.change for payment in self.payments)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def all_cash(self) -> bool:
        """Whether nothing but cash has been used."""
        return all(payment.method.kind is MethodKind.CASH for payment in self.payments)

    def paid_by(self, kind: MethodKind) -> Money:
        """What is paid by methods of `kind`."""
        return Money.sum(payment.amount for payment in self.payments if payment.method.kind is kind)

    def with_payment(self, method: PaymentMethod, tendered: Money, reference: str = "") -> Tender:
        """Take (or, below zero, give) `tendered`; too much only where the method gives change."""
        missing = self.missing
        if not missing:
            raise Refusal("nothing_to_pay", total=self.total)
        if not tendered:
            raise Refusal("tender_zero", method=method.name)
        if (tendered < ZERO) is not (missing < ZERO):
            raise Refusal("tender_sign", method=method.name, tendered=tendered, missing=missing)
        _refuse_reference(method, reference)
        amount = tendered
        if abs(tendered) > abs(missing):
            if tendered < ZERO or not method.gives_change:
                raise Refusal("tender_over", method=method.name, tendered=tendered, missing=missing)
            if tendered - missing >= CHANGE_LIMIT:
                raise Refusal("tender_too_large", tendered=tendered, missing=missing)
            amount = missing
        payment = Payment(method, amount, tendered, reference)
        return replace(self, payments=(*self.payments, payment))

    def without_payment(self, place: int) -> Tender:
        """Take payment `place` (from 1) back; refused when there is none."""
        if not 0 < place <= len(self.payments):
            raise Refusal("payment_unknown", number=place)
        return replace(self, payments=self.payments[: place - 1] + self.payments[place:])


def quick_amounts(total: Money) -> tuple[Money, ...]:
    """The amounts a customer is likely to hand over: exact, and up to the next notes, ascending."""
    if total <= ZERO:
        return (total,)
    likely = {total.minor}
    for note in _NOTES_YUAN:
        fen = note * 100
        likely.add(-(-total.minor // fen) * fen)
    return tuple(Money(minor) for minor in sorted(likely))


def _refuse_reference(method: PaymentMethod, reference: str) -> None:
    if method.needs_reference and not reference.strip():
        raise Refusal("reference_needed", method=method.name)
    if len(reference) > REFERENCE_MAX:
        raise Refusal("reference_too_long", length=len(reference), limit=REFERENCE_MAX)
