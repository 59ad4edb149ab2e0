"""How projections write: rows that are appended, and sums that grow by what a document adds.

Statements are compiled once and handed to the driver with plain numbers: a sale writes some forty
rows, and building each statement anew costs more than writing them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects.sqlite import insert

from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.models.base import BusinessDay, Instant, Packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Dialect, Table

Row = tuple[Any, ...]


class _Statement:
    """SQL text for one table's rows, and how its columns' values are spelled for the driver."""

    def __init__(self, table: Table, dialect: Dialect, columns: tuple[str, ...], *, adds: bool):
        statement = insert(table).values(dict.fromkeys(columns))
        if adds:
            grown = insert(table)
            sums = {
                name: table.columns[name] + grown.excluded[name]
                for name in columns
                if not table.columns[name].primary_key
            }
            keys = [column.name for column in table.primary_key]
            statement = statement.on_conflict_do_update(index_elements=keys, set_=sums)
        compiled = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self._spell = [_spelling(table, name, dialect) for name in columns]

    def spelled(self, rows: Sequence[Row]) -> list[Row]:
        """The rows as the driver takes them."""
        spell = self._spell
        return [
            tuple(
                value if how is None else how(value) for how, value in zip(spell, row, strict=True)
            )
            for row in rows
        ]


@lru_cache(maxsize=64)
def _statement(table: Table, dialect: Dialect, columns: tuple[str, ...], adds: bool) -> _Statement:
    return _Statement(table, dialect, columns, adds=adds)


_PLAIN: dict[type, Callable[[Any], int]] = {
    Money: lambda money: money.minor,
    Quantity: lambda quantity: quantity.milli,
    UnitPrice: lambda price: price.e4,
    Rate: lambda rate: rate.e4,
}


def _spelling(table: Table, name: str, dialect: Dialect) -> Callable[[Any], Any] | None:
    """How a column's values are spelled; None for what the driver takes as it is."""
    kind = table.columns[name].type
    if isinstance(kind, BusinessDay | Instant | Packed):
        return lambda value: kind.process_bind_param(value, dialect)
    domain = getattr(kind, "kind", None)
    return None if domain is None else _PLAIN[domain]


def append(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row]
) -> None:
    """Insert the rows, whose values stand in the order of `columns`."""
    if rows:
        statement = _statement(table, connection.dialect, columns, False)
        connection.exec_driver_sql(statement.sql, statement.spelled(rows))


def add(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row]
) -> None:
    """Add the non-key columns of the rows to those with the same key, which may not exist yet."""
    if rows:
        statement = _statement(table, connection.dialect, columns, True)
        connection.exec_driver_sql(statement.sql, statement.spelled(rows))


def summed(rows: Iterable[tuple[Row, Row]]) -> Mapping[Row, Row]:
    """Sums of the values by key, in order of first appearance: fewer rows to write."""
    sums: dict[Row, Row] = {}
    for key, values in rows:
        before = sums.get(key)
        sums[key] = (
            values
            if before is None
            else tuple(old + new for old, new in zip(before, values, strict=True))
        )
    return sums
