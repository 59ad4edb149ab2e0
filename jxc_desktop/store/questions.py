"""Questions that every sale asks: compiled once and put straight to the driver.

Asking through SQLAlchemy costs some thirty microseconds a question, the answer one or two: at a
commit of half a millisecond that counts. Everything off the way of a sale is asked the usual way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Dialect, Select

Answer = tuple[Any, ...]


class Question:
    """A select with named parameters, whose answer is a few plain tuples of domain values."""

    def __init__(self, select: Select[*tuple[Any, ...]]) -> None:
        self._select = select
        self._asked: dict[str, _Asked] = {}

    def one(self, connection: Connection, **values: Any) -> Answer | None:
        """The first row, or None."""
        asked = self._compiled(connection.dialect)
        row = driver_of(connection).execute(asked.sql, asked.parameters(values)).fetchone()
        return None if row is None else asked.read(row)

    def all(self, connection: Connection, **values: Any) -> list[Answer]:
        """Every row."""
        asked = self._compiled(connection.dialect)
        rows = driver_of(connection).execute(asked.sql, asked.parameters(values)).fetchall()
        return [asked.read(row) for row in rows]

    def _compiled(self, dialect: Dialect) -> _Asked:
        asked = self._asked.get(dialect.name)
        if asked is None:
            asked = self._asked[dialect.name] = _Asked(self._select, dialect)
        return asked


class _Asked:
    """The SQL text, the order of its parameters, and how each column is read."""

    def __init__(self, select: Select[*tuple[Any, ...]], dialect: Dialect) -> None:
        compiled = select.compile(dialect=dialect)
        self.sql = str(compiled)
        self._positions = compiled.positiontup
        self._fixed = dict(compiled.params)
        self._readers: list[Callable[[Any], Any] | None] = [
            column.type.dialect_impl(dialect).result_processor(dialect, None)
            for column in select.selected_columns
        ]

    def parameters(self, values: dict[str, Any]) -> Answer | dict[str, Any]:
        """The values as the driver takes them; raises `KeyError` for one that was not given."""
        fixed, names = self._fixed, self._positions
        if names is None:
            return {n: values[n] if fixed[n] is None else fixed[n] for n in fixed}
        return tuple(values[name] if fixed[name] is None else fixed[name] for name in names)

    def read(self, row: Answer) -> Answer:
        """The row in domain values."""
        return tuple(
            value if how is None else how(value)
            for how, value in zip(self._readers, row, strict=True)
        )


def driver_of(connection: Connection) -> Any:
    """The driver's own connection, within the transaction that SQLAlchemy began on it."""
    return connection.connection.dbapi_connection
