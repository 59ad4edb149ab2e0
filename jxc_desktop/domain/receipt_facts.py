"""The facts of a receipt, as whoever prints or shows it is handed them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jxc_desktop.domain.basket_line import ReturnOf
from jxc_desktop.domain.ids import CustomerId, DocumentKey, PersonId
from jxc_desktop.domain.numbers import ZERO, Money, Quantity, UnitPrice
from jxc_desktop.domain.sellable import SellableItem
from jxc_desktop.domain.tender import MethodKind


@dataclass(frozen=True, slots=True)
class ShopHeader:
    """What stands above and below every paper of the shop."""

    name: str
    store_name: str = ""
    address: str = ""
    phone: str = ""
    footer: str = ""
    capitals: bool = False
    """Whether receipts show 大写金额."""


@dataclass(frozen=True, slots=True)
class ReceiptRef:
    """Another receipt that this one speaks of."""

    key: DocumentKey
    number: str


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line; its amounts are >= 0 but for `rounding`, `is_return` says which way it goes."""

    number: int
    """The place among the receipt's lines sold (or among those taken back), from 1."""
    item: SellableItem
    """The product in the unit sold, at the price and cost of the sale."""
    quantity: Quantity
    price: UnitPrice
    gross: Money
    discount: Money
    """The line's own discount."""
    share: Money
    """Its share of the discount on the whole sale."""
    rounding: Money
    """Its share of the rounding, below zero where small change was dropped."""
    net: Money
    """What was paid for it (or given back) in the end."""
    is_return: bool = False
    reason: str = ""
    returnable: ReturnOf | None = None
    """What can still come back of it; None for what came back itself."""

    @property
    def name(self) -> str:
        """The product's name then."""
        return self.item.name

    @property
    def sign(self) -> int:
        """1 for goods sold, -1 for goods taken back."""
        return -1 if self.is_return else 1

    @property
    def after_discount(self) -> Money:
        """What the line costs before the whole sale's discount, below zero for a return."""
        return signed(self.gross - self.discount, self.sign)


@dataclass(frozen=True, slots=True)
class ReceiptPayment:
    """One way in which the total was settled; below zero where it was handed back."""

    name: str
    kind: MethodKind
    amount: Money
    tendered: Money | None = None
    """What was handed over, where it was more."""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """One sale, return or void as its paper shows it."""

    key: DocumentKey
    number: str
    barcode: str
    at: datetime
    """By the shop's clock."""
    day: date
    cashier: PersonId
    cashier_name: str
    cashier_number: str
    shop: ShopHeader
    lines: tuple[ReceiptLine, ...]
    payments: tuple[ReceiptPayment, ...]
    total: Money
    tax: Money
    change: Money = ZERO
    late_for: date | None = None
    """The closed business date that it missed."""
    customer: CustomerId | None = None
    customer_name: str = ""
    voids: ReceiptRef | None = None
    voided_by: ReceiptRef | None = None
    takes_back: tuple[ReceiptRef, ...] = ()
    """The receipts that goods came back from."""
    note: str = ""
    owed_now: Money | None = None
    """What the customer owes as these facts are read; None where nothing went on account."""
    copies: int = 0
    """How many copies were printed before."""

    @property
    def goods_total(self) -> Money:
        """The lines after their own discounts; below zero when more comes back."""
        return Money.sum(line.after_discount for line in self.lines)

    @property
    def order_discount(self) -> Money:
        """What the discount on the whole sale took off."""
        return Money.sum(signed(line.share, line.sign) for line in self.lines)

    @property
    def discount_total(self) -> Money:
        """All discounts, on lines and on the sale."""
        own = Money.sum(signed(line.discount, line.sign) for line in self.lines)
        return own + self.order_discount

    @property
    def rounding(self) -> Money:
        """抹零, below zero for what was dropped."""
        return Money.sum(signed(line.rounding, line.sign) for line in self.lines)

    @property
    def tendered(self) -> Money:
        """What was handed over in all."""
        return Money.sum(payment.tendered or payment.amount for payment in self.payments)

    @property
    def on_account(self) -> Money:
        """What went on the customer's account."""
        return Money.sum(
            payment.amount for payment in self.payments if payment.kind is MethodKind.ON_ACCOUNT
        )

    @property
    def owed_before(self) -> Money | None:
        """What the customer owed without this sale."""
        return None if self.owed_now is None else self.owed_now - self.on_account

    @property
    def is_void(self) -> bool:
        """Whether it takes another receipt back as a whole."""
        return self.voids is not None

    @property
    def is_return(self) -> bool:
        """Whether goods only come back."""
        return bool(self.lines) and all(line.is_return for line in self.lines)

    @property
    def pieces(self) -> int:
        """How many things were sold; what is weighed is one thing a line."""
        return sum(
            1 if line.quantity.milli % 1000 else line.quantity.milli // 1000
            for line in self.lines
            if not line.is_return
        )


def signed(amount: Money, sign: int) -> Money:
    """`amount`, turned round for goods that came back."""
    return amount if sign > 0 else -amount
