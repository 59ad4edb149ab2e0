"""What a batch of documents writes, collected by table and written once for all of them."""

from __future__ import annotations

from operator import add as plus
from typing import TYPE_CHECKING

from jxc_desktop.journal.statements import Merge, Row, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Table

    _Place = tuple[Table, tuple[str, ...], Merge]


class Adding:
    """Rows that wait to be written: appended ones, and sums that grow by what documents add.

    Nothing is in the database before `flush`, which writes table by table in the order in which
    the tables were first named. `connection` is for the few who must read what is there.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._waiting: dict[_Place, list[Sequence[Row]]] = {}

    def append(self, table: Table, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
        """Insert the rows, whose values stand in the order of `columns`."""
        self._wait((table, columns, Merge.NEVER), rows)

    def add(self, table: Table, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
        """Add what follows the key to the row with the same key, which may not exist yet.

        As in the two below, the key comes first in `columns`.
        """
        self._wait((table, columns, Merge.SUM), rows)

    def raise_to(self, table: Table, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
        """Keep the larger one of what the row with the same key has and what is given."""
        self._wait((table, columns, Merge.LARGER), rows)

    def keep_first(self, table: Table, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
        """Keep the row whose `document` is the smaller, of those with the same key."""
        self._wait((table, columns, Merge.FIRST), rows)

    def _wait(self, place: _Place, rows: Sequence[Row]) -> None:
        if rows:
            self._waiting.setdefault(place, []).append(rows)

    def flush(self) -> None:
        """Write everything; raises the driver's `IntegrityError` for rows that break a rule."""
        connection, dialect = self.connection, self.connection.dialect
        for (table, columns, merge), calls in self._waiting.items():
            writer = statement(table, dialect, columns, merge)
            rows = calls[0] if len(calls) == 1 else [row for call in calls for row in call]
            writer.write(connection, writer.merged(writer.spelled(rows)))
        self._waiting.clear()


def append(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Row]
) -> None:
    """Insert the rows at once."""
    adding = Adding(connection)
    adding.append(table, columns, rows)
    adding.flush()


def summed(rows: Iterable[tuple[Row, Row]]) -> Mapping[Row, Row]:
    """Sums of the values by key, in order of first appearance: fewer rows to write."""
    sums: dict[Row, Row] = {}
    for key, values in rows:
        before = sums.get(key)
        sums[key] = values if before is None else tuple(map(plus, before, values))
    return sums
