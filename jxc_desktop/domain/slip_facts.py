"""The facts of the small papers: cash in and out, a customer's payment, a basket put aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.ids import TerminalNo
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.receipt_facts import ReceiptPayment, ShopHeader


@dataclass(frozen=True, slots=True)
class CashMoveFacts:
    """Cash that went into the drawer (above zero) or out of it, for a reason."""

    shop: ShopHeader
    at: datetime
    """By the shop's clock, as all moments here."""
    terminal: TerminalNo
    cashier_name: str
    amount: Money
    purpose: CashPurpose
    reason: str
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class CustomerPaymentFacts:
    """Money that a customer brought without buying."""

    shop: ShopHeader
    at: datetime
    number: str
    cashier_name: str
    customer_name: str
    repayment: bool
    """Against what is owed; otherwise it is kept as a deposit."""
    payment: ReceiptPayment
    note: str = ""
    owed_now: Money = ZERO
    """What the customer owes as these facts are read."""
    deposit_now: Money = ZERO
    """What the customer left with the shop as these facts are read."""


@dataclass(frozen=True, slots=True)
class HeldFacts:
    """A basket put aside; nothing of it is sold."""

    shop: ShopHeader
    held: int
    at: datetime
    held_by: str
    note: str
    basket: Basket
