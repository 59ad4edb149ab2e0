"""The parts of a product that are sets: its units, its barcodes, its prices.

Each part is a field of its own, so that two people who add different barcodes never collide:
`unit.1.name`, `unit.1.factor` (thousandths), `barcode.6901234567892` (the unit's number, or nothing
when the code was taken off), `price.0.retail.2026-11-24` (1/10000 yuan from that day on).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from jxc_desktop.domain.numbers import Quantity, UnitPrice
from jxc_desktop.journal.statements import insert_for
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import Barcode, Price, ProductUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Table

    from jxc_desktop.documents.records import Value

_PREFIXES = ("unit.", "barcode.", "price.")
Part = tuple[int, str, "Value"]


def is_part(field: str) -> bool:
    """Whether `field` names a unit, a barcode or a price."""
    return field.startswith(_PREFIXES)


def write_parts(connection: Connection, parts: Iterable[Part]) -> None:
    """Write the parts (product, field, value), each the winner of its field."""
    names: list[dict[str, Any]] = []
    factors: list[dict[str, Any]] = []
    barcodes: list[dict[str, Any]] = []
    dropped: list[tuple[int, str]] = []
    prices: list[dict[str, Any]] = []
    for product, field, value in parts:
        kind, rest = field.split(".", 1)
        if kind == "barcode":
            if value is None:
                dropped.append((product, rest))
            else:
                barcodes.append({"code": rest, "product": product, "unit": value})
        elif kind == "unit":
            unit, what = rest.split(".")
            row: dict[str, Any] = {"product": product, "unit": int(unit)}
            if what == "name":
                names.append(row | {"name": value})
            else:
                factors.append(row | {"factor": Quantity(int(str(value)))})
        else:
            prices.append(_price_row(product, rest, value))
    _write(connection, table_of(ProductUnit), names, "name")
    _write(connection, table_of(ProductUnit), factors, "factor")
    _write(connection, table_of(Barcode), barcodes, "unit")
    _write(connection, table_of(Price), prices, "price")
    for product, code in dropped:
        connection.execute(delete(Barcode).where(Barcode.product == product, Barcode.code == code))


def replace_parts(
    connection: Connection, product: int, parts: Iterable[Part], kept: set[str]
) -> None:
    """Let the product have these parts, and of its present ones those whose fields are `kept`."""
    staying = [part for part in _present(connection, product) if part[1] in kept]
    for model in (ProductUnit, Barcode, Price):
        connection.execute(delete(model).where(model.product == product))
    write_parts(connection, [*parts, *staying])


def _present(connection: Connection, product: int) -> Iterator[Part]:
    units, codes, prices = table_of(ProductUnit).c, table_of(Barcode).c, table_of(Price).c
    for unit, name, factor in connection.execute(
        select(units.unit, units.name, units.factor).where(units.product == product)
    ):
        yield product, f"unit.{unit}.name", name
        yield product, f"unit.{unit}.factor", factor.milli
    for code, unit in connection.execute(
        select(codes.code, codes.unit).where(codes.product == product)
    ):
        yield product, f"barcode.{code}", unit
    for unit, level, since, price in connection.execute(
        select(prices.unit, prices.level, prices.since, prices.price).where(
            prices.product == product
        )
    ):
        yield product, f"price.{unit}.{level}.{since}", None if price is None else price.e4


def _price_row(product: int, rest: str, value: Value) -> dict[str, Any]:
    unit, level, since = rest.split(".")
    return {
        "product": product,
        "unit": int(unit),
        "level": level,
        "since": date.fromisoformat(since),
        "price": None if value is None else UnitPrice(int(str(value))),
    }


def _write(connection: Connection, table: Table, rows: list[dict[str, Any]], column: str) -> None:
    if not rows:
        return
    statement = insert_for(connection, table)
    statement = statement.on_conflict_do_update(
        index_elements=[key.name for key in table.primary_key],
        set_={column: statement.excluded[column]},
    )
    connection.execute(statement, rows)
