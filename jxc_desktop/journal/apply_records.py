"""Master data merged field by field: the later clock wins, whatever order documents arrive in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from jxc_desktop.documents.records import RecordChange, RecordsChanged
from jxc_desktop.journal import apply_product_parts, apply_search
from jxc_desktop.journal.adding import raise_to
from jxc_desktop.journal.parking import CannotProject
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import (
    Category,
    Customer,
    FieldClock,
    HybridClock,
    PaymentMethodRow,
    Person,
    Product,
    QuickKey,
    Role,
    Setting,
    StoreRow,
    Supplier,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from jxc_desktop.documents.document import Document
    from jxc_desktop.documents.records import Value

_TABLES: dict[str, Table] = {
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
_CLOCK, _LATEST = table_of(FieldClock), table_of(HybridClock)
_OWN = frozenset({"id", "made_clock", "made_document"})
"""Columns that no change may name."""


def apply_records(connection: Connection, document: Document) -> None:
    """Merge every change; raises `CannotProject` for what this version cannot know."""
    body = document.body
    if not isinstance(body, RecordsChanged):
        return
    raise_to(connection, _LATEST, ("id", "clock"), [(1, body.clock)])
    fresh: dict[str, list[RecordChange]] = defaultdict(list)
    for change in body.changes:
        _refuse_unknown(change)
        if change.new and not _exists(connection, change):
            fresh[change.entity].append(change)
        else:
            _merge(connection, change, body.clock, document.key)
    for entity, changes in fresh.items():
        _make(connection, entity, changes, body.clock)
    products = {change.record for change in body.changes if change.entity == "product"}
    if products:
        made = {change.record for change in fresh["product"]}
        apply_search.index_products(connection, products - made, made)


def _refuse_unknown(change: RecordChange) -> None:
    if change.entity == "setting":
        return
    table = _TABLES.get(change.entity)
    if table is None:
        raise CannotProject(f"unknown entity {change.entity}")
    for field in change.fields:
        own_part = change.entity == "product" and apply_product_parts.is_part(field)
        if not own_part and (field not in table.columns or field in _OWN):
            raise CannotProject(f"unknown field {change.entity}.{field}")


def _exists(connection: Connection, change: RecordChange) -> bool:
    if change.entity == "setting":
        return True
    table = _TABLES[change.entity]
    found = connection.execute(select(table.c.id).where(table.c.id == change.record)).scalar()
    return found is not None


def _make(connection: Connection, entity: str, changes: list[RecordChange], clock: int) -> None:
    """Insert records that nobody has heard of: the fast way that an import takes."""
    table = _TABLES[entity]
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        row = _columns(table, change.fields)
        row |= {"id": change.record, "made_clock": clock}
        by_columns[tuple(sorted(row))].append(row)
    for rows in by_columns.values():
        connection.execute(insert(table), rows)
    if entity == "product":
        parts = [
            (change.record, field, value)
            for change in changes
            for field, value in change.fields.items()
            if apply_product_parts.is_part(field)
        ]
        apply_product_parts.write_parts(connection, parts)


def _merge(connection: Connection, change: RecordChange, clock: int, key: int) -> None:
    made_clock = _made_clock(connection, change, clock)
    won = {
        field: value
        for field, value in change.fields.items()
        if _wins(connection, change, field, (clock, key), made_clock)
    }
    if change.entity == "setting":
        for name, value in won.items():
            _write_setting(connection, name, value)
        return
    table = _TABLES[change.entity]
    columns = _columns(table, won)
    if columns:
        connection.execute(update(table).where(table.c.id == change.record).values(columns))
    if change.entity == "product":
        parts = [
            (change.record, field, value)
            for field, value in won.items()
            if apply_product_parts.is_part(field)
        ]
        apply_product_parts.write_parts(connection, parts)


def _made_clock(connection: Connection, change: RecordChange, clock: int) -> int:
    """The clock of the record's making; an edit that came before the making leaves a stub."""
    if change.entity == "setting":
        return 0
    table = _TABLES[change.entity]
    found = connection.execute(
        select(table.c.made_clock).where(table.c.id == change.record)
    ).scalar()
    if found is None:
        connection.execute(insert(table), {"id": change.record, "made_clock": 0})
        return 0
    if change.new and found == 0:
        connection.execute(
            update(table).where(table.c.id == change.record).values(made_clock=clock)
        )
    return int(found)


def _wins(
    connection: Connection,
    change: RecordChange,
    field: str,
    stamp: tuple[int, int],
    made_clock: int,
) -> bool:
    """Whether this change of the field is the latest known; remembers its clock if so."""
    before = connection.execute(
        select(_CLOCK.c.clock, _CLOCK.c.document).where(
            _CLOCK.c.entity == change.entity,
            _CLOCK.c.record == change.record,
            _CLOCK.c.field == field,
        )
    ).one_or_none()
    latest = (made_clock, 0) if before is None else (before.clock, before.document)
    if stamp <= latest:
        return False
    if change.new:
        return True
    row = {
        "entity": change.entity,
        "record": change.record,
        "field": field,
        "clock": stamp[0],
        "document": stamp[1],
    }
    statement = upsert(_CLOCK).on_conflict_do_update(
        index_elements=["entity", "record", "field"],
        set_={"clock": stamp[0], "document": stamp[1]},
    )
    connection.execute(statement, row)
    return True


def _columns(table: Table, fields: dict[str, Value]) -> dict[str, Any]:
    """The fields that are columns of the record's own row, as the domain values of the columns."""
    columns: dict[str, Any] = {}
    for field, value in fields.items():
        if field in table.columns:
            kind = getattr(table.columns[field].type, "kind", None)
            columns[field] = kind(value) if kind is not None and value is not None else value
    return columns


def _write_setting(connection: Connection, name: str, value: Value) -> None:
    statement = upsert(table_of(Setting)).on_conflict_do_update(
        index_elements=["name"], set_={"value": value}
    )
    connection.execute(statement, {"name": name, "value": value})
