"""Reading the journal back: documents in the order of their chains, from what is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from jxc_desktop.domain.streams import Stream
from jxc_desktop.models.journal import JournalEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from jxc_desktop.domain.ids import DocumentKey

_BATCH = 1000


class Stored(NamedTuple):
    """One row of the journal."""

    key: DocumentKey
    spelled: bytes
    hash: bytes
    signature: bytes
    position: int | None
    stream: Stream
    previous: bytes | None


def stored_documents(connection: Connection, after: int = 0) -> Iterator[Stored]:
    """Every row after the key `after`, chain by chain, read in batches of a thousand."""
    while True:
        rows = connection.execute(
            select(
                JournalEntry.key,
                JournalEntry.spelled,
                JournalEntry.hash,
                JournalEntry.signature,
                JournalEntry.position,
                JournalEntry.stream,
                JournalEntry.previous,
            )
            .where(JournalEntry.key > after)
            .order_by(JournalEntry.key)
            .limit(_BATCH)
        ).all()
        for row in rows:
            yield Stored(*row[:5], Stream(row.stream), row.previous)
        if len(rows) < _BATCH:
            return
        after = rows[-1].key
