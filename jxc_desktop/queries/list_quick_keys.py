"""The touch buttons for goods without a barcode, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jxc_desktop.models.records import Product, ProductUnit, QuickKey
from jxc_desktop.queries.sellable_rows import here_and_now, item_of, sellable_select

if TYPE_CHECKING:
    from jxc_desktop.domain.sellable import SellableItem
    from jxc_desktop.store.session import ShopSession

_KEYS = (
    sellable_select()
    .add_columns(QuickKey.id.label("quick_key"), QuickKey.page, QuickKey.label)
    .join(
        QuickKey,
        (QuickKey.product == ProductUnit.product) & (QuickKey.unit == ProductUnit.unit),
    )
    .where(QuickKey.archived.is_(False), Product.archived.is_(False))
    .order_by(QuickKey.sort, QuickKey.id)
)


@dataclass(frozen=True, slots=True)
class QuickKeyRow:
    """One button: what it says and what it sells."""

    quick_key: int
    label: str
    item: SellableItem


@dataclass(frozen=True, slots=True)
class QuickPage:
    """One page of buttons."""

    name: str
    keys: tuple[QuickKeyRow, ...]


def list_quick_keys(session: ShopSession) -> tuple[QuickPage, ...]:
    """All pages in the order of their first button."""
    rows = session.execute(_KEYS, here_and_now(session)).all()
    order = {page: number for number, page in reversed(list(enumerate(row.page for row in rows)))}
    rows = sorted(rows, key=lambda row: order[row.page])
    return tuple(
        QuickPage(
            page,
            tuple(QuickKeyRow(row.quick_key, row.label or row.name, item_of(row)) for row in keys),
        )
        for page, keys in groupby(rows, key=lambda row: row.page)
    )
