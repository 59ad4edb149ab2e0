"""The lines of a posted sale with what can still come back of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, func, select

from jxc_desktop.domain.basket_line import ReturnOf
from jxc_desktop.domain.ids import ProductId
from jxc_desktop.domain.numbers import (
    NOTHING,
    ZERO,
    Money,
    Quantity,
    UnitPrice,
    divide_half_away,
)
from jxc_desktop.domain.receipt_facts import ReceiptLine
from jxc_desktop.domain.sellable import SellableItem
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import Product, ProductUnit
from jxc_desktop.models.sales import ReturnedLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from jxc_desktop.documents.sale import Sale, SaleLine
    from jxc_desktop.domain.ids import DocumentKey

_PRODUCT, _UNIT = table_of(Product), table_of(ProductUnit)
_RETURNED = table_of(ReturnedLine)
_PRODUCTS = select(_PRODUCT.c.id, _PRODUCT.c.code, _PRODUCT.c.weighed, _PRODUCT.c.archived).where(
    _PRODUCT.c.id.in_(bindparam("products", expanding=True))
)
_UNITS = select(_UNIT.c.product, _UNIT.c.unit, _UNIT.c.name, _UNIT.c.factor).where(
    _UNIT.c.product.in_(bindparam("products", expanding=True))
)
_CAME_BACK = (
    select(
        _RETURNED.c.line,
        func.sum(_RETURNED.c.quantity).label("quantity"),
        func.sum(_RETURNED.c.amount).label("amount"),
    )
    .where(_RETURNED.c.sale == bindparam("sale"))
    .group_by(_RETURNED.c.line)
)


class _Known(NamedTuple):
    """What the shop knows today of a product in a receipt."""

    code: str
    weighed: bool
    archived: bool


class _Shelf(NamedTuple):
    products: Mapping[ProductId, _Known]
    units: Mapping[tuple[ProductId, str, Quantity], int]


def receipt_lines(session: Session, key: DocumentKey, sale: Sale) -> tuple[ReceiptLine, ...]:
    """The lines sold, then those taken back, as they were then."""
    shelf = _shelf(session, {line.product for line in (*sale.lines, *sale.returns)})
    came_back = {
        row.line: (row.quantity, row.amount)
        for row in session.connection().execute(_CAME_BACK, {"sale": key})
    }
    sold = [
        _line(place, line, shelf, returnable=_return_of(key, place, line, came_back.get(place)))
        if sale.voids is None
        else _line(place, line, shelf)
        for place, line in enumerate(sale.lines, 1)
    ]
    back = [_line(place, line, shelf, is_return=True) for place, line in enumerate(sale.returns, 1)]
    return (*sold, *back)


def _shelf(session: Session, products: set[ProductId]) -> _Shelf:
    wanted = {"products": sorted(products)}
    connection = session.connection()
    known = connection.execute(_PRODUCTS, wanted)
    units = connection.execute(_UNITS, wanted)
    return _Shelf(
        {row.id: _Known(row.code, row.weighed, row.archived) for row in known},
        {(row.product, row.name, row.factor): row.unit for row in units},
    )


def _return_of(
    key: DocumentKey, place: int, line: SaleLine, came_back: tuple[Quantity, Money] | None
) -> ReturnOf:
    returned, refunded = came_back or (NOTHING, ZERO)
    return ReturnOf(key, place, line.quantity, line.net, returned, refunded)


def _line(
    place: int,
    line: SaleLine,
    shelf: _Shelf,
    *,
    is_return: bool = False,
    returnable: ReturnOf | None = None,
) -> ReceiptLine:
    return ReceiptLine(
        number=place,
        item=_item(line, shelf),
        quantity=line.quantity,
        price=line.price,
        gross=line.gross,
        discount=line.discount,
        share=line.share,
        rounding=line.rounding,
        net=line.net,
        is_return=is_return,
        reason="" if line.remark is None else line.remark.reason,
        returnable=returnable,
    )


def _item(line: SaleLine, shelf: _Shelf) -> SellableItem:
    """The product as the sale wrote it; only its code and its nature are today's."""
    known = shelf.products.get(line.product, _Known("", False, True))
    return SellableItem(
        product=line.product,
        unit=shelf.units.get((line.product, line.unit, line.factor), 0),
        code=known.code,
        barcode="",
        name=line.name,
        unit_name=line.unit,
        factor=line.factor,
        unit_price=line.price,
        member_price=None,
        floor_price=None,
        cost=_unit_cost(line),
        tax_rate=line.tax_rate,
        category=line.category,
        weighed=known.weighed or line.quantity.milli % 1000 != 0,
        archived=known.archived,
    )


def _unit_cost(line: SaleLine) -> UnitPrice:
    """The cost of one base unit that the till knew when it sold the line."""
    base = line.base_quantity
    return (
        UnitPrice(divide_half_away(line.cost.minor * 100_000, base.milli)) if base else UnitPrice(0)
    )
