"""What the Z reports of a business date sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from jxc_desktop.documents.document import read_document
from jxc_desktop.documents.shift import DayClosed
from jxc_desktop.domain.day_facts import Sealed
from jxc_desktop.domain.ids import incarnation_of, sequence_of, terminal_of
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.shifts import DayClosing

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from jxc_desktop.domain.ids import DocumentKey, StoreId, TerminalNo

_CLOSING, _JOURNAL = table_of(DayClosing), table_of(JournalEntry)
_SEALS = (
    select(_CLOSING.c.terminal, _CLOSING.c.closed_at, _JOURNAL.c.spelled)
    .join(_JOURNAL, _JOURNAL.c.key == _CLOSING.c.document)
    .where(_CLOSING.c.day == bindparam("day"), _JOURNAL.c.stream == bindparam("store"))
    .order_by(_CLOSING.c.terminal)
)


def find_seals(
    connection: Connection,
    day: date,
    of: tuple[StoreId, TerminalNo | None],
    zone: ZoneInfo,
) -> tuple[Sealed, ...]:
    """The Z reports of the day: that of one terminal of the store, or those of all its terminals.

    A closed day is in the stream of the store that its terminal stood in.
    """
    store, terminal = of
    query = _SEALS if terminal is None else _SEALS.where(_CLOSING.c.terminal == terminal)
    seals = []
    for row in connection.execute(query, {"day": day, "store": store}):
        closed = read_document(row.spelled).body
        assert isinstance(closed, DayClosed), "a closed day names the document that closed it"
        seals.append(
            Sealed(
                terminal=row.terminal,
                number=closed.number,
                closed_at=row.closed_at.astimezone(zone),
                grand_total=closed.grand_total,
                key=key_text(closed.sealed_key),
                hash=closed.sealed_hash,
                held_baskets=closed.held_baskets,
            )
        )
    return tuple(seals)


def key_text(key: DocumentKey) -> str:
    """A document's place as people read it: terminal, incarnation, sequence."""
    return f"{terminal_of(key)}-{incarnation_of(key)}-{sequence_of(key)}"
