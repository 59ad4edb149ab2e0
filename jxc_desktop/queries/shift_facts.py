"""Shifts with who ran them and how their drawers came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from jxc_desktop.documents.document import read_document
from jxc_desktop.documents.shift import ShiftClosed
from jxc_desktop.domain.day_facts import CountedRow, NotesRow, ShiftFacts
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.records import Person
from jxc_desktop.models.shifts import ShiftClosing, ShiftRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection, Row

    from jxc_desktop.domain.ids import DocumentKey

_SHIFT, _CLOSING = table_of(ShiftRow), table_of(ShiftClosing)
_JOURNAL, _PERSON = table_of(JournalEntry), table_of(Person)
_SHIFTS = (
    select(_SHIFT, _CLOSING.c.closed_at, _CLOSING.c.closed_by, _JOURNAL.c.spelled)
    .outerjoin(_CLOSING, _CLOSING.c.shift == _SHIFT.c.document)
    .outerjoin(_JOURNAL, _JOURNAL.c.key == _CLOSING.c.document)
    .where(_SHIFT.c.document.in_(bindparam("shifts", expanding=True)))
    .order_by(_SHIFT.c.terminal, _SHIFT.c.document)
)
_NAMES = select(_PERSON.c.id, _PERSON.c.name)


def person_names(connection: Connection) -> dict[int, str]:
    """Everybody who ever worked here, by id: a shop's staff is a short list."""
    return {row.id: row.name for row in connection.execute(_NAMES)}


def shift_facts(
    connection: Connection,
    shifts: Iterable[DocumentKey],
    names: Mapping[int, str],
    zone: ZoneInfo,
) -> dict[DocumentKey, ShiftFacts]:
    """The shifts by key, terminal by terminal, in the order in which they were opened."""
    rows = connection.execute(_SHIFTS, {"shifts": list(shifts)})
    return {row.document: _facts(row, names, zone) for row in rows}


def _facts(row: Row[Any], names: Mapping[int, str], zone: ZoneInfo) -> ShiftFacts:
    begun = {
        "key": row.document,
        "number": row.number,
        "terminal": row.terminal,
        "day": row.day,
        "cashier": row.cashier,
        "cashier_name": names.get(row.cashier, ""),
        "opened_at": row.opened_at.astimezone(zone),
        "opening_cash": row.opening_cash,
    }
    if row.spelled is None:
        return ShiftFacts(**begun)
    document = read_document(row.spelled)
    closed = document.body
    assert isinstance(closed, ShiftClosed), "a closing names the document that closed the shift"
    return ShiftFacts(
        **begun,
        closed_at=row.closed_at.astimezone(zone),
        closed_day=document.head.day,
        closed_by=names.get(row.closed_by, ""),
        taken_over_by=names.get(closed.taken_over_by or 0, ""),
        expected=closed.expected,
        counted=closed.counted,
        left=closed.left,
        blind=closed.blind,
        held_baskets=closed.held_baskets,
        notes=tuple(NotesRow(note.denomination, note.pieces) for note in closed.notes),
        methods=tuple(
            CountedRow(each.name, each.expected, each.counted) for each in closed.methods
        ),
        remark=closed.remark,
    )
