"""How projections write: rows that are appended, and sums that grow by what a document adds.

Statements are compiled once and handed straight to the driver with plain numbers: a sale writes
some forty rows, and building each statement anew costs more than writing them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from operator import add as plus
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func
from sqlalchemy.dialects.sqlite import insert

from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.models.base import BusinessDay, Instant, Packed
from jxc_desktop.store.questions import driver_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Dialect, Table

Row = tuple[Any, ...]
_Merge = Callable[[Any, Any], Any]
"""What a column becomes where the row exists: of what it was and what is given."""
_larger: _Merge = func.max  # named once: each `func.max` is a new object, and unknown to a cache


def _given(_was: Any, given: Any) -> Any:
    return given


class _Statement:
    """SQL text for one table's rows, and how its columns' values are spelled for the driver."""

    def __init__(
        self, table: Table, dialect: Dialect, columns: tuple[str, ...], merge: _Merge | None
    ) -> None:
        statement = insert(table).values(dict.fromkeys(columns))
        if merge is not None:
            excluded = insert(table).excluded
            merged = {
                name: merge(table.columns[name], excluded[name])
                for name in columns
                if not table.columns[name].primary_key
            }
            keys = [column.name for column in table.primary_key]
            where = excluded.document < table.columns.document if merge is _given else None
            statement = statement.on_conflict_do_update(
                index_elements=keys, set_=merged, where=where
            )
        compiled = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self._spell = [_spelling(table, name, dialect) for name in columns]

    def spelled(self, rows: Sequence[Row]) -> list[Row]:
        """The rows as the driver takes them."""
        columns = zip(*rows, strict=True)
        return list(
            zip(
                *(
                    values if how is None else map(how, values)
                    for how, values in zip(self._spell, columns, strict=True)
                ),
                strict=True,
            )
        )


@lru_cache(maxsize=64)
def _statement(
    table: Table, dialect: Dialect, columns: tuple[str, ...], merge: _Merge | None
) -> _Statement:
    return _Statement(table, dialect, columns, merge)


_PLAIN: dict[type, Callable[[Any], int]] = {
    kind: attrgetter(kind.unit_name) for kind in (Money, Quantity, UnitPrice, Rate)
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
    """Insert the rows, whose values stand in the order of `columns`.

    Raises the driver's `IntegrityError` for rows that break a rule of the table.
    """
    _write(connection, table, columns, rows, None)


def add(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row]
) -> None:
    """Add the non-key columns of the rows to those with the same key, which may not exist yet."""
    _write(connection, table, columns, rows, plus)


def raise_to(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row]
) -> None:
    """Keep the larger one of what the row with the same key has and what is given."""
    _write(connection, table, columns, rows, _larger)


def keep_first(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row]
) -> None:
    """Keep the row whose `document` has the smaller key, of those with the same key."""
    _write(connection, table, columns, rows, _given)


def _write(
    connection: Connection,
    table: Table,
    columns: tuple[str, ...],
    rows: Sequence[Row],
    merge: _Merge | None,
) -> None:
    if rows:
        statement = _statement(table, connection.dialect, columns, merge)
        driver_of(connection).executemany(statement.sql, statement.spelled(rows))


def summed(rows: Iterable[tuple[Row, Row]]) -> Mapping[Row, Row]:
    """Sums of the values by key, in order of first appearance: fewer rows to write."""
    sums: dict[Row, Row] = {}
    for key, values in rows:
        before = sums.get(key)
        sums[key] = values if before is None else tuple(map(plus, before, values))
    return sums
