"""What a scanned or typed code stands for at this till."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam

from jxc_desktop.domain.barcode import spellings
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.domain.scale_label import ScaleLabel, parse
from jxc_desktop.models.records import Barcode, Product, ProductUnit
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.sellable_rows import here_and_now, item_of, sellable_select

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import ProductId
    from jxc_desktop.domain.sellable import SellableItem
    from jxc_desktop.store.session import ShopSession

CODE_MAX = 64
"""Longer codes than this are no codes."""

_BY_BARCODE = (
    sellable_select()
    .join(
        Barcode,
        (Barcode.product == ProductUnit.product) & (Barcode.unit == ProductUnit.unit),
    )
    .where(Barcode.code == bindparam("code"))
    .order_by(Product.archived, Product.id)
    .limit(1)
)
_BY_CODE = (
    sellable_select()
    .where(Product.code == bindparam("code"), ProductUnit.unit == 0)
    .order_by(Product.archived, Product.id)
    .limit(1)
)
_BY_SCALE_CODE = (
    sellable_select()
    .where(Product.scale_code.in_(bindparam("codes", expanding=True)), ProductUnit.unit == 0)
    .order_by(Product.archived, Product.id)
    .limit(1)
)
_BY_PRODUCT = sellable_select().where(
    Product.id == bindparam("product"), ProductUnit.unit == bindparam("unit")
)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan stands for: the item, and what a scale printed about how much of it.

    The product's own code says nothing about that.
    """

    item: SellableItem
    quantity: Quantity | None = None
    amount: Money | None = None


def read_scan(session: ShopSession, text: str) -> Scanned | None:
    """What the scanned `text` stands for, scale labels included; None for an unknown code.

    Raises `Refusal("scale_label_damaged")` for a label whose check digit is wrong.
    """
    found = find_sellable(session, text)
    if found is not None:
        return Scanned(found)
    label = parse(text.strip(), find_settings(session).layouts)
    return None if label is None else _weighed(session, label)


def _weighed(session: ShopSession, label: ScaleLabel) -> Scanned | None:
    parameters = {"codes": label.lookup_codes} | here_and_now(session)
    row = session.execute(_BY_SCALE_CODE, parameters).one_or_none()
    if row is None:
        return None
    item = item_of(row)
    return Scanned(item, label.quantity_at(item.unit_price), label.amount)


def find_sellable(session: ShopSession, code: str) -> SellableItem | None:
    """The item that carries the barcode or product code, or None when the shop does not know it."""
    code = code.strip()
    if not code or len(code) > CODE_MAX:
        return None
    parameters = {"code": code} | here_and_now(session)
    for spelled in spellings(code):
        row = session.execute(_BY_BARCODE, parameters | {"code": spelled}).one_or_none()
        if row is not None:
            return item_of(row, barcode=spelled)
    row = session.execute(_BY_CODE, parameters).one_or_none()
    return None if row is None else item_of(row)


def find_unit(session: ShopSession, product: ProductId, unit: int) -> SellableItem | None:
    """The product in one of its units as it stands now."""
    parameters = {"product": product, "unit": unit} | here_and_now(session)
    row = session.execute(_BY_PRODUCT, parameters).one_or_none()
    return None if row is None else item_of(row)
