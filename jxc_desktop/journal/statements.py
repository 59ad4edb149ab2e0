"""How rows are written on each database: SQL compiled once, values as the driver takes them.

A sale writes some forty rows, and building each statement anew costs more than writing them. SQLite
is given prepared text for each row; PostgreSQL a COPY, or arrays that it merges in one statement.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from operator import add as plus
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import String
from sqlalchemy.dialects import postgresql, sqlite

from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.models.base import BusinessDay, Instant, Packed
from jxc_desktop.store.questions import driver_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection, Dialect, Table

Row = tuple[Any, ...]
ADDED_MAX = 10**15
"""Ten thousand milliards of yuan: a sum of such in 64 bits takes thousands of documents."""


class Merge(Enum):
    """What becomes of a row whose key exists already."""

    NEVER = "never"
    """It must not exist: the driver's `IntegrityError` is raised."""
    SUM = "sum"
    """Each column grows by what is given."""
    LARGER = "larger"
    """Each column keeps the larger one."""
    FIRST = "first"
    """The row with the smaller `document` stands."""


class Statement:
    """How one table's rows are written, keys first, and how its columns' values are spelled."""

    def __init__(
        self, table: Table, dialect: Dialect, columns: tuple[str, ...], merge: Merge
    ) -> None:
        self.keys = len(set(table.primary_key.columns.keys()) & set(columns))
        assert all(table.columns[name].primary_key for name in columns[: self.keys]), table.name
        self.merge = merge
        self._first_of = columns.index("document") - self.keys if merge is Merge.FIRST else 0
        spellings = ((place, _spelling(table, name)) for place, name in enumerate(columns))
        kinds = [table.columns[name].type for name in columns]
        self._texts = [place for place, kind in enumerate(kinds) if isinstance(kind, String)]
        self._spell = [(place, how) for place, how in spellings if how is not None]
        self._sql = _sql(table, dialect, columns, merge)
        if dialect.name == "postgresql":
            self._write = _copied if merge is Merge.NEVER else _unnested
        else:
            self._write = _each

    def spelled(self, rows: Sequence[Row]) -> list[Row]:
        """The rows as the driver takes them.

        Raises `OverflowError` and `ValueError` for what one database would take and another not:
        a document that is parked must be parked everywhere.
        """
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for place, how in self._spell:
            columns[place] = list(map(how, columns[place]))
        for place in self._texts:
            _refuse_nul(columns[place])
        if self.merge is Merge.SUM:
            for values in columns[self.keys :]:
                _refuse_huge(values)
        return list(zip(*columns, strict=True))

    def merged(self, rows: list[Row]) -> list[Row]:
        """Of spelled rows with the same key one: the sum, the larger or the first."""
        if self.merge is Merge.NEVER or len(rows) == 1:
            return rows
        keys, found = self.keys, dict[Row, Row]()
        one_of = {Merge.SUM: _sums, Merge.LARGER: _larger, Merge.FIRST: self._first}[self.merge]
        for row in rows:
            key, values = row[:keys], row[keys:]
            before = found.get(key)
            found[key] = values if before is None else one_of(before, values)
        return [key + values for key, values in found.items()]

    def _first(self, before: Row, values: Row) -> Row:
        place = self._first_of
        return before if before[place] <= values[place] else values

    def write(self, connection: Connection, rows: list[Row]) -> None:
        """Write spelled rows, of which no two have the same key."""
        self._write(driver_of(connection), self._sql, rows)


@lru_cache(maxsize=128)
def statement(table: Table, dialect: Dialect, columns: tuple[str, ...], merge: Merge) -> Statement:
    """The statement for these columns of a table, made once for each engine."""
    return Statement(table, dialect, columns, merge)


def insert_for(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what becomes of rows that exist, in the words of this database."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def _refuse_nul(texts: Sequence[str | None]) -> None:
    if any(text is not None and "\0" in text for text in texts):
        raise ValueError("a text with a zero in it")


def _refuse_huge(values: Sequence[int]) -> None:
    if max(values) > ADDED_MAX or min(values) < -ADDED_MAX:
        raise OverflowError(f"more than {ADDED_MAX} at once")


def _sums(before: Row, values: Row) -> Row:
    return tuple(map(plus, before, values))


def _larger(before: Row, values: Row) -> Row:
    return tuple(map(max, before, values))


def _each(driver: Any, sql: str, rows: list[Row]) -> None:
    driver.executemany(sql, rows)


def _copied(driver: Any, sql: str, rows: list[Row]) -> None:
    with driver.cursor() as cursor, cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)


def _unnested(driver: Any, sql: str, rows: list[Row]) -> None:
    # In one order everywhere, so that two transactions never wait for each other in a circle.
    driver.execute(sql, [list(values) for values in zip(*sorted(rows), strict=True)])


_VALUES = {
    Merge.SUM: "{name} = {table}.{name} + excluded.{name}",
    Merge.LARGER: "{name} = {larger}({table}.{name}, excluded.{name})",
    Merge.FIRST: "{name} = excluded.{name}",
}


def _sql(table: Table, dialect: Dialect, columns: tuple[str, ...], merge: Merge) -> str:
    quote, copies = dialect.identifier_preparer.quote, dialect.name == "postgresql"
    named, listed = quote(table.name), ", ".join(map(quote, columns))
    if merge is Merge.NEVER and copies:
        return f"COPY {named} ({listed}) FROM STDIN"
    if copies:
        arrays = ", ".join(f"%s::{_array(table, name, dialect)}" for name in columns)
        source = f"SELECT * FROM unnest({arrays})"  # noqa: S608 (our own names)
    else:
        source = f"VALUES ({', '.join('?' for _ in columns)})"
    insert = f"INSERT INTO {named} ({listed}) {source}"
    if merge is Merge.NEVER:
        return insert
    keys = ", ".join(quote(name) for name in columns if table.columns[name].primary_key)
    larger = "greatest" if copies else "max"
    values = ", ".join(
        _VALUES[merge].format(name=quote(name), table=named, larger=larger)
        for name in columns
        if not table.columns[name].primary_key
    )
    earlier = f" WHERE excluded.document < {named}.document" if merge is Merge.FIRST else ""
    return f"{insert} ON CONFLICT ({keys}) DO UPDATE SET {values}{earlier}"


def _array(table: Table, name: str, dialect: Dialect) -> str:
    return f"{table.columns[name].type.compile(dialect)}[]"


_PLAIN: dict[type, Callable[[Any], int]] = {
    kind: attrgetter(kind.unit_name) for kind in (Money, Quantity, UnitPrice, Rate)
}


def _spelling(table: Table, name: str) -> Callable[[Any], Any] | None:
    """How a column's values are spelled; None for what the driver takes as it is."""
    kind = table.columns[name].type
    if isinstance(kind, BusinessDay | Instant | Packed):
        return lambda value: kind.process_bind_param(value, _ANY)
    domain = getattr(kind, "kind", None)
    return None if domain is None else _PLAIN[domain]


_ANY = sqlite.dialect()
"""Our types spell alike on every database."""
