"""What was sold, taken back and paid in one go at a till."""

from __future__ import annotations

import msgspec

from jxc_desktop.documents.fact import Fact
from jxc_desktop.domain.ids import (
    CategoryId,
    CustomerId,
    DocumentKey,
    MethodId,
    PersonId,
    ProductId,
    WarehouseId,
)
from jxc_desktop.domain.numbers import ZERO, Money, Quantity, Rate, UnitPrice


class LineRemark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was unusual about a line: why it was cheaper, who allowed it, what it takes back."""

    reason: str = ""
    approved_by: PersonId | None = None
    takes_back_sale: DocumentKey | None = None
    takes_back_line: int = 0


class SaleLine(msgspec.Struct, frozen=True, array_like=True):
    """One line as the customer saw it. Fields are positional: new ones come at the end.

    `quantity` is in the unit sold, `factor` base units in one of it; `price` the asked price of the
    unit; `net` what the customer pays (or gets back) in the end: after `discount` (the line's own),
    `share` (of the order's discount) and `rounding` (its share, below zero where small change was
    dropped); `tax` is contained in `net`; `cost` is the goods' cost as the terminal knew it.
    """

    product: ProductId
    name: str
    unit: str
    quantity: Quantity
    factor: Quantity
    price: UnitPrice
    net: Money
    cost: Money
    tax: Money
    tax_rate: Rate
    category: CategoryId
    discount: Money = ZERO
    share: Money = ZERO
    rounding: Money = ZERO
    remark: LineRemark | None = None

    @property
    def base_quantity(self) -> Quantity:
        """The quantity in base units."""
        return self.quantity.times(self.factor)

    @property
    def gross(self) -> Money:
        """The amount before any discount and rounding."""
        return self.net + self.discount + self.share - self.rounding


class SalePayment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One way in which the total was settled. Negative amounts were handed back."""

    method: MethodId
    name: str
    kind: str
    amount: Money
    fee: Money = ZERO
    tendered: Money | None = None
    reference: str = ""


class Sale(Fact, frozen=True, kw_only=True, tag="sale"):
    """One basket settled: lines sold, lines taken back, and how the difference was paid.

    `serial` counts the terminal's receipts of the business date, without a gap. `total` is what
    the customer paid (negative: got back): nets sold less nets returned. A void is a sale that
    takes everything of `voids` back.
    """

    serial: int
    shift: DocumentKey
    warehouse: WarehouseId
    lines: tuple[SaleLine, ...] = ()
    returns: tuple[SaleLine, ...] = ()
    payments: tuple[SalePayment, ...] = ()
    total: Money
    change: Money = ZERO
    customer: CustomerId | None = None
    customer_name: str = ""
    voids: DocumentKey | None = None
    approved_by: tuple[PersonId, ...] = ()
    reason: str = ""
    request: str = ""
