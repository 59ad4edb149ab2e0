"""What stands although something is odd about it, and waits for a person to look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from jxc_desktop.models.records import Product, ProductUnit
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.find_shift import unclosed_days
from jxc_desktop.queries.list_held_baskets import HeldBasketRow, list_held_baskets
from jxc_desktop.queries.shelf import SHELF, own_shelf
from jxc_desktop.queries.stock_warnings import LOW, NEGATIVE

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Select

    from jxc_desktop.domain.ids import ProductId
    from jxc_desktop.domain.numbers import Quantity
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class StockException:
    """A product of which the book says less than there can be, or less than there should be."""

    product: ProductId
    code: str
    name: str
    quantity: Quantity
    unit_name: str


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product made at the till that the office has not looked at."""

    product: ProductId
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Everything that waits; lists are cut at the limit, the counts are not."""

    negative: tuple[StockException, ...]
    negative_count: int
    low_count: int
    """Products to order (`stock_warnings.LOW`)."""
    unreviewed: tuple[NewProduct, ...]
    unreviewed_count: int
    forgotten_baskets: tuple[HeldBasketRow, ...]
    forgotten_days: tuple[date, ...]

    @property
    def count(self) -> int:
        """How many things wait in all; low stock is a hint, not an exception."""
        return (
            self.negative_count
            + self.unreviewed_count
            + len(self.forgotten_baskets)
            + len(self.forgotten_days)
        )


def list_exceptions(session: ShopSession, limit: int = 200) -> Exceptions:
    """What waits in this store at this moment."""
    unreviewed = _unreviewed()
    return Exceptions(
        negative=_negative(session, limit),
        negative_count=_count(session, _on_shelf(NEGATIVE)),
        low_count=_count(session, _on_shelf(LOW)),
        unreviewed=tuple(
            NewProduct(row.id, row.code, row.name)
            for row in session.execute(
                select(Product.id, Product.code, Product.name)
                .where(unreviewed)
                .order_by(Product.id.desc())
                .limit(limit)
            )
        ),
        unreviewed_count=_count(session, select(Product.id).where(unreviewed)),
        forgotten_baskets=_forgotten(session),
        forgotten_days=unclosed_days(session),
    )


def _on_shelf(which: ColumnElement[bool]) -> Select[Any]:
    return select(Product.id).outerjoin(SHELF, SHELF.c.product == Product.id).where(which)


def _count(session: ShopSession, rows: Select[Any]) -> int:
    counted = select(func.count()).select_from(rows.subquery())
    return session.execute(counted, own_shelf(session)).scalar_one()


def _negative(session: ShopSession, limit: int) -> tuple[StockException, ...]:
    rows = session.execute(
        _on_shelf(NEGATIVE)
        .add_columns(Product.code, Product.name, SHELF.c.quantity)
        .add_columns(func.coalesce(ProductUnit.name, "").label("unit_name"))
        .outerjoin(ProductUnit, (ProductUnit.product == Product.id) & (ProductUnit.unit == 0))
        .order_by(SHELF.c.quantity, Product.id)
        .limit(limit),
        own_shelf(session),
    )
    return tuple(
        StockException(row.id, row.code, row.name, row.quantity, row.unit_name) for row in rows
    )


def _unreviewed() -> ColumnElement[bool]:
    return Product.unreviewed.is_(True) & Product.archived.is_(False)


def _forgotten(session: ShopSession) -> tuple[HeldBasketRow, ...]:
    patience = timedelta(hours=find_settings(session).held_basket_hours)
    before = session.till.clock() - patience
    return tuple(row for row in list_held_baskets(session) if row.held_at < before)
