"""Making an unknown product on the spot, while the customer waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.commands.authority import require
from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.new_ids import new_ids
from jxc_desktop.commands.pinyin import pinyin_of
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.barcode import refuse_misread
from jxc_desktop.domain.basket_line import refuse_price
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import ProductId
from jxc_desktop.domain.numbers import UnitPrice
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.typed_text import is_digits
from jxc_desktop.queries.find_sellable import CODE_MAX, find_sellable, find_unit
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.store_day import store_day

if TYPE_CHECKING:
    from jxc_desktop.documents.records import Value
    from jxc_desktop.domain.ids import CategoryId, PersonId
    from jxc_desktop.domain.sellable import SellableItem
    from jxc_desktop.store.session import ShopSession

NAME_MAX = 60


@dataclass(frozen=True, slots=True)
class CreateProduct:
    """A product with one unit and one price; the office looks at it later."""

    actor: PersonId
    name: str
    retail_price: UnitPrice
    barcode: str = ""
    unit_name: str = "个"
    category: CategoryId | None = None
    weighed: bool = False
    approvals: tuple[int, ...] = ()


def create_product(session: ShopSession, command: CreateProduct) -> SellableItem:
    """Post the new product and answer with it, ready for the basket.

    Refuses a missing or overlong name (`product_name_needed`, `product_name_too_long`), a price
    below zero or out of range (`price_negative`, `price_too_large`), a code that something else
    carries (`barcode_taken`), that is too long (`barcode_too_long`) or that has the length of an
    EAN or UPC and not its check digit (`barcode_check_digit`, with the right one).
    """
    require(session, command.actor, {Permission.QUICK_CREATE_PRODUCT}, command.approvals)
    name, barcode = command.name.strip(), command.barcode.strip()
    _refuse_unfit(session, name, barcode, command.retail_price)
    product = ProductId(next(new_ids(session.till.clock, session.till.random_bits)))
    spelled = pinyin_of(name)
    fields: dict[str, Value] = {
        "name": name,
        "pinyin": spelled.full,
        "initials": spelled.initials,
        "category": command.category,
        "weighed": command.weighed,
        "tax_rate": find_settings(session).default_tax_rate,
        "unreviewed": True,
        "unit.0.name": command.unit_name.strip() or "个",
        "unit.0.factor": 1000,
        f"price.0.retail.{store_day(session).isoformat()}": command.retail_price.e4,
    }
    if barcode:
        fields[f"barcode.{barcode}"] = 0
    change = RecordChange("product", product, fields, new=True)
    write_records(session, (change,), command.actor, source="till")
    item = find_unit(session, product, 0)
    assert item is not None, "the product was just made"
    return item


def _refuse_unfit(session: ShopSession, name: str, barcode: str, price: UnitPrice) -> None:
    if not name:
        raise Refusal("product_name_needed")
    if len(name) > NAME_MAX:
        raise Refusal("product_name_too_long", limit=NAME_MAX)
    refuse_price(price)
    if len(barcode) > CODE_MAX or (barcode and not barcode.isprintable()):
        raise Refusal("barcode_too_long", limit=CODE_MAX)
    if barcode and is_digits(barcode) and len(barcode) < 4:
        raise Refusal("barcode_too_short", code=barcode)
    refuse_misread(barcode)
    taken = find_sellable(session, barcode) if barcode else None
    if taken is not None:
        raise Refusal("barcode_taken", code=barcode, name=taken.name)
