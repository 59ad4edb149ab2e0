"""The server's positions in the journal: the one thing of a posted row that comes, and may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, update

from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import JournalEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from jxc_desktop.domain.ids import DocumentKey

_JOURNAL = table_of(JournalEntry)
_PLACED = (
    update(_JOURNAL)
    .where(_JOURNAL.c.key == bindparam("document"), _JOURNAL.c.hash == bindparam("known_hash"))
    .values(position=bindparam("given"))
)


def place(connection: Connection, placed: Iterable[tuple[DocumentKey, bytes, int]]) -> None:
    """Note the positions of documents (key, hash, position); another one at the place stays."""
    values = [
        {"document": key, "known_hash": known, "given": position} for key, known, position in placed
    ]
    if values:
        connection.execute(_PLACED, values)


def forget_positions(connection: Connection, keys: Sequence[DocumentKey] | None = None) -> None:
    """Take the positions of these documents back, or of all: they are pushed again."""
    statement = update(_JOURNAL).where(_JOURNAL.c.position.is_not(None)).values(position=None)
    if keys is not None:
        statement = statement.where(_JOURNAL.c.key.in_(keys))
    connection.execute(statement)
