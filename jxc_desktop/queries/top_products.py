"""The products that brought in the most on a business date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.numbers import ZERO
from jxc_desktop.models.figures import ProductDay
from jxc_desktop.models.records import Product, ProductUnit

if TYPE_CHECKING:
    from datetime import date

    from jxc_desktop.domain.ids import ProductId
    from jxc_desktop.domain.numbers import Money, Quantity
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class TopProduct:
    """What one product sold on the date, net of returns and voids, in its base unit."""

    product: ProductId
    name: str
    unit_name: str
    quantity: Quantity
    net: Money


def top_products(session: ShopSession, day: date, limit: int = 10) -> tuple[TopProduct, ...]:
    """The products with the highest net, from the store's summaries, the first one first."""
    rows = session.execute(
        select(
            ProductDay.product,
            Product.name,
            ProductUnit.name.label("unit_name"),
            ProductDay.quantity,
            ProductDay.net,
        )
        .outerjoin(Product, Product.id == ProductDay.product)
        .outerjoin(
            ProductUnit,
            (ProductUnit.product == ProductDay.product) & (ProductUnit.unit == 0),
        )
        .where(
            ProductDay.day == day,
            ProductDay.store == session.till.store,
            ProductDay.net > ZERO,
        )
        .order_by(ProductDay.net.desc(), ProductDay.product)
        .limit(limit)
    )
    return tuple(
        TopProduct(row.product, row.name or "", row.unit_name or "", row.quantity, row.net)
        for row in rows
    )
