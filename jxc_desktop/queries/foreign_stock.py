"""What other stores have of a product, as old as the server's figures are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jxc_desktop.domain.numbers import NOTHING
from jxc_desktop.models.sync import ForeignStockRow, ForeignStoreRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import ProductId
    from jxc_desktop.domain.numbers import Quantity


@dataclass(frozen=True, slots=True)
class StockElsewhere:
    """A product in another store's warehouses; `as_of` None: its tills were never heard of."""

    store: int
    store_name: str
    quantity: Quantity
    as_of: datetime | None
    outstanding: int
    """Documents of that store known to be still on their way."""


def foreign_stock(session: Session, product: ProductId) -> tuple[StockElsewhere, ...]:
    """The stores that have or owe some of it, by name."""
    quantity = func.sum(ForeignStockRow.quantity).label("quantity")
    rows = session.execute(
        select(
            ForeignStoreRow.store,
            ForeignStoreRow.name,
            quantity,
            ForeignStoreRow.as_of,
            ForeignStoreRow.outstanding,
        )
        # A location above zero is a warehouse, and bears its store's number (`shop_floor`).
        .join(ForeignStockRow, ForeignStockRow.location == ForeignStoreRow.store)
        .where(ForeignStockRow.product == product, ForeignStockRow.location > 0)
        .group_by(ForeignStoreRow.store)
        .having(quantity != NOTHING)
        .order_by(ForeignStoreRow.name, ForeignStoreRow.store)
    )
    return tuple(StockElsewhere(*row) for row in rows)
