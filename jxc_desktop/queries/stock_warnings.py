"""What on the shelf asks for the owner: less than nothing there, or little enough to order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, case, func, literal, select

from jxc_desktop.domain.numbers import NOTHING
from jxc_desktop.models.records import Product
from jxc_desktop.queries.shelf import SHELF, own_shelf

if TYPE_CHECKING:
    from jxc_desktop.store.session import ShopSession

    _Order = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class ShelfAlarm:
    """How many products it concerns, and the names of those it concerns most."""

    count: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StockWarnings:
    """The two questions that the shelf asks; a product is counted under one of them."""

    negative: ShelfAlarm = ShelfAlarm()
    """More was sold than was ever received: something was not booked or not counted."""
    low: ShelfAlarm = ShelfAlarm()
    """At or below the reorder point."""


_KIND = SHELF.c.quantity.type
ON_HAND = func.coalesce(SHELF.c.quantity, literal(NOTHING, _KIND), type_=_KIND)
"""What lies there; of what was never there, nothing."""
NEGATIVE = and_(ON_HAND < NOTHING, Product.archived.is_(False))
"""More is gone than ever came. A product that is put away bothers nobody, here as below."""
LOW = and_(Product.reorder_point >= ON_HAND, ON_HAND >= NOTHING, Product.archived.is_(False))
"""At or below its reorder point, also where it never came; what is negative is not also low."""


def stock_warnings(session: ShopSession, names: int = 3) -> StockWarnings:
    """The warnings for the shelf that this shop sells from, each with its first few names."""
    # What has sold out comes before what only runs low; within that the oldest product first.
    emptiest = case((ON_HAND <= NOTHING, 0), else_=1)
    return StockWarnings(
        negative=_alarm(session, NEGATIVE, ON_HAND, names),
        low=_alarm(session, LOW, emptiest, names),
    )


def _alarm(
    session: ShopSession, concerned: ColumnElement[bool], order: _Order, names: int
) -> ShelfAlarm:
    rows = session.execute(
        select(Product.name, func.count().over().label("concerned"))
        .outerjoin(SHELF, SHELF.c.product == Product.id)
        .where(concerned)
        .order_by(order, Product.id)
        .limit(names),
        own_shelf(session),
    ).all()
    return ShelfAlarm(rows[0].concerned, tuple(row.name for row in rows)) if rows else ShelfAlarm()
