"""Goods that came into the shop."""

from __future__ import annotations

import msgspec

from jxc_desktop.documents.fact import Fact
from jxc_desktop.domain.ids import MethodId, ProductId, SupplierId, WarehouseId
from jxc_desktop.domain.numbers import ZERO, Money, Quantity, Rate


class ReceivedLine(msgspec.Struct, frozen=True, array_like=True):
    """One product received: quantity in base units and what it cost in all, tax included apart."""

    product: ProductId
    name: str
    quantity: Quantity
    value: Money
    tax: Money = ZERO
    tax_rate: Rate = Rate(0)


class GoodsReceived(Fact, frozen=True, kw_only=True, tag="goods_received"):
    """A delivery of a supplier, or the opening stock when there is no supplier."""

    serial: int
    warehouse: WarehouseId
    lines: tuple[ReceivedLine, ...]
    supplier: SupplierId | None = None
    supplier_name: str = ""
    paid_by: MethodId | None = None
    note: str = ""
