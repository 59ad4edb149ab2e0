"""What the till must know of a product's unit, read in one statement and indexed lookups only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, Select, bindparam, func, select

from jxc_desktop.domain.cost import StockValue
from jxc_desktop.domain.ids import CategoryId
from jxc_desktop.domain.numbers import NOTHING, ZERO, UnitPrice
from jxc_desktop.domain.sellable import SellableItem
from jxc_desktop.models.records import Barcode, Price, Product, ProductUnit
from jxc_desktop.models.stock import StockBalance
from jxc_desktop.queries.shelf import own_shelf
from jxc_desktop.queries.store_day import store_day

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ScalarSelect
    from sqlalchemy.orm import InstrumentedAttribute

    from jxc_desktop.domain.ids import WarehouseId
    from jxc_desktop.store.session import ShopSession


def _price(level: str, unit: Any) -> ScalarSelect[UnitPrice | None]:
    return (
        select(Price.price)
        .where(
            Price.product == Product.id,
            Price.unit == unit,
            Price.level == level,
            Price.since <= bindparam("today"),
        )
        .order_by(Price.since.desc())
        .limit(1)
        .correlate(Product, ProductUnit)
        .scalar_subquery()
    )


def _on_shelf(column: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
    return (
        select(func.sum(column))
        .where(
            StockBalance.location == bindparam("shelf"),
            StockBalance.product == Product.id,
        )
        .correlate(Product)
        .scalar_subquery()
    )


def sellable_select() -> Select[*tuple[Any, ...]]:
    """Products with one of their units, prices in force on `:today`, what lies on `:shelf`."""
    return select(
        Product.id,
        Product.code,
        Product.name,
        Product.category,
        Product.tax_rate,
        Product.weighed,
        Product.archived,
        Product.purchase_price,
        Product.floor_price,
        ProductUnit.unit,
        ProductUnit.name.label("unit_name"),
        ProductUnit.factor,
        _price("retail", ProductUnit.unit).label("retail"),
        _price("member", ProductUnit.unit).label("member"),
        _price("retail", 0).label("base_retail"),
        _on_shelf(StockBalance.quantity).label("on_hand"),
        _on_shelf(StockBalance.value).label("stock_value"),
        select(Barcode.code)
        .where(Barcode.product == Product.id, Barcode.unit == ProductUnit.unit)
        .order_by(Barcode.code)
        .limit(1)
        .correlate(Product, ProductUnit)
        .scalar_subquery()
        .label("barcode"),
    ).join(ProductUnit, ProductUnit.product == Product.id)


def item_of(row: Row[Any], barcode: str | None = None) -> SellableItem:
    """The sellable item of a row of `sellable_select`.

    A pack without a price of its own costs its base units' price; a product that was never received
    is known at the price it was last bought for.
    """
    price = row.retail
    if price is None:
        base = row.base_retail or UnitPrice(0)
        price = UnitPrice(base.amount(row.factor).minor * 100)
    floor = row.floor_price
    shelf = StockValue(row.on_hand or NOTHING, row.stock_value or ZERO)
    return SellableItem(
        product=row.id,
        unit=row.unit,
        code=row.code,
        barcode=barcode or row.barcode or "",
        name=row.name,
        unit_name=row.unit_name,
        factor=row.factor,
        unit_price=price,
        member_price=row.member,
        floor_price=None if floor is None else UnitPrice(floor.amount(row.factor).minor * 100),
        cost=shelf.unit_cost(row.purchase_price),
        tax_rate=row.tax_rate,
        category=row.category or CategoryId(0),
        weighed=row.weighed,
        archived=row.archived,
    )


def here_and_now(session: ShopSession) -> dict[str, date | WarehouseId]:
    """The parameters that `sellable_select` needs: the store's date, and its shop floor."""
    return {"today": store_day(session), **own_shelf(session)}
