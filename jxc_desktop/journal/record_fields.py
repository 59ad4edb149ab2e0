"""Which fields a record has, and what may stand in them; the rest waits for a newer program."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, String, Table

from jxc_desktop.journal.apply_product_parts import is_part
from jxc_desktop.journal.parking import CannotProject
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import (
    Category,
    Customer,
    PaymentMethodRow,
    Person,
    Product,
    QuickKey,
    Role,
    StoreRow,
    Supplier,
)

if TYPE_CHECKING:
    from sqlalchemy import Column

    from jxc_desktop.documents.records import RecordChange, Value

RECORD_TABLES: dict[str, Table] = {
    "category": table_of(Category),
    "product": table_of(Product),
    "customer": table_of(Customer),
    "supplier": table_of(Supplier),
    "role": table_of(Role),
    "person": table_of(Person),
    "payment_method": table_of(PaymentMethodRow),
    "quick_key": table_of(QuickKey),
    "store": table_of(StoreRow),
}
OWN = frozenset({"id", "made_clock", "made_document"})
"""Columns that no change may name."""
_WHOLE_MAX = 2**63 - 1


def refuse_unknown(change: RecordChange) -> None:
    """Raise `CannotProject` for an entity, field or value that this version does not know."""
    if change.entity == "setting":
        for name, value in change.fields.items():
            _need(_is_text(name) and isinstance(value, str) and _is_text(value), f"setting.{name}")
        return
    table = RECORD_TABLES.get(change.entity)
    if table is None:
        raise CannotProject(f"unknown entity {change.entity}")
    _need(_is_whole(change.record), f"{change.entity} {change.record}")
    for field, value in change.fields.items():
        if change.entity == "product" and is_part(field):
            _need(_fits_part(field, value), f"product.{field} = {value!r}")
        elif field not in table.columns or field in OWN:
            raise CannotProject(f"unknown field {change.entity}.{field}")
        else:
            fits = _fits(table.columns[field], value)
            _need(fits, f"{change.entity}.{field} = {value!r}")


def columns_of(table: Table, fields: dict[str, Value]) -> dict[str, Any]:
    """The fields that are columns of the record's own row, as the domain values of the columns."""
    columns: dict[str, Any] = {}
    for field, value in fields.items():
        if field in table.columns:
            kind = getattr(table.columns[field].type, "kind", None)
            columns[field] = kind(value) if kind is not None and value is not None else value
    return columns


def unsaid(table: Table) -> dict[str, Any]:
    """What stands in each column of which a record's making says nothing."""
    return {
        column.name: getattr(column.default, "arg", None)
        for column in table.columns
        if column.name not in OWN
    }


def _need(fits: bool, what: str) -> None:
    if not fits:
        raise CannotProject(f"unfit {what[:200]}")


def _is_text(value: str) -> bool:
    return "\0" not in value


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and abs(value) <= _WHOLE_MAX


def _fits(column: Column[Any], value: Value) -> bool:
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, Boolean):
        return isinstance(value, int) and value in {0, 1}
    if isinstance(column.type, String):
        return isinstance(value, str) and _is_text(value)
    return _is_whole(value)


def _fits_part(field: str, value: Value) -> bool:
    kind, _, rest = field.partition(".")
    try:
        match kind:
            case "barcode":
                return bool(rest) and _is_text(rest) and (value is None or _is_whole(value))
            case "unit":
                unit, what = rest.split(".")
                if what == "name":
                    return _is_whole(int(unit)) and isinstance(value, str) and _is_text(value)
                return what == "factor" and _is_whole(int(unit)) and _is_whole(int(str(value)))
            case _:
                unit, level, since = rest.split(".")
                date.fromisoformat(since)
                priced = value is None or _is_whole(int(str(value)))
                return _is_text(level) and _is_whole(int(unit)) and priced
    except ValueError:
        return False
