"""Two who changed the same field of a record unaware of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from jxc_desktop.documents.document import UnreadableDocument, read_document
from jxc_desktop.documents.records import RecordsChanged
from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.records import FieldClock
from jxc_desktop.server.raising import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from jxc_desktop.documents.document import Document
    from jxc_desktop.documents.records import RecordChange, Value


class _Last(NamedTuple):
    """Who changed a field last, of what is known so far."""

    clock: int
    document: int


_Field = tuple[str, int, str]


def concurrent_edits(connection: Connection, documents: Sequence[Document]) -> Iterator[Finding]:
    """Changes of fields that somebody else changed after the version that the person saw.

    A change that does not say what it was based on (0) cannot be judged.
    """
    edits = [each for each in documents if isinstance(each.body, RecordsChanged)]
    if not edits:
        return
    values = _Values(connection, edits)
    last = _last_changes(connection, edits)
    for document in edits:
        body = document.body
        assert isinstance(body, RecordsChanged)
        for change in body.changes:
            clashes = _clashes(document, change, last, values)
            if clashes:
                detail = _detail(change, clashes, values)
                place = (int(document.head.store), int(document.key), change.record)
                yield Finding(ExceptionKind.CONCURRENT_EDIT, *place, detail)
            _remember(document, body.clock, change, last)


def _clashes(
    document: Document, change: RecordChange, last: dict[_Field, _Last], values: _Values
) -> list[tuple[str, _Last]]:
    if change.new or not change.based_on:
        return []
    found = []
    for field, value in change.fields.items():
        was = last.get((change.entity, change.record, field))
        if was is None or was.clock <= change.based_on or was.document == document.key:
            continue
        if values.of(was.document, change, field) != value:
            found.append((field, was))
    return found


def _detail(
    change: RecordChange, clashes: list[tuple[str, _Last]], values: _Values
) -> dict[str, str | int]:
    field, was = clashes[0]
    other = values.of(was.document, change, field)
    return {
        "entity": change.entity,
        "fields": " ".join(name for name, _ in clashes),
        "value": str(change.fields[field]),
        "other": str(other),
        "other_document": was.document,
    }


def _remember(
    document: Document, clock: int, change: RecordChange, last: dict[_Field, _Last]
) -> None:
    if change.new:
        return
    stamp = _Last(clock, int(document.key))
    for field in change.fields:
        name = (change.entity, change.record, field)
        if name not in last or last[name] < stamp:
            last[name] = stamp


def _last_changes(connection: Connection, edits: Sequence[Document]) -> dict[_Field, _Last]:
    records: dict[str, set[int]] = {}
    for document in edits:
        assert isinstance(document.body, RecordsChanged)
        for change in document.body.changes:
            if not change.new and change.based_on:
                records.setdefault(change.entity, set()).add(change.record)
    last: dict[_Field, _Last] = {}
    for entity, numbers in records.items():
        rows = connection.execute(
            select(
                FieldClock.record, FieldClock.field, FieldClock.clock, FieldClock.document
            ).where(FieldClock.entity == entity, FieldClock.record.in_(numbers))
        )
        for row in rows:
            last[entity, row.record, row.field] = _Last(row.clock, row.document)
    return last


class _Values:
    """What a document said of a field; read from the journal where somebody asks."""

    def __init__(self, connection: Connection, edits: Sequence[Document]) -> None:
        self._connection = connection
        self._read: dict[int, Document | None] = {int(each.key): each for each in edits}

    def of(self, key: int, change: RecordChange, field: str) -> Value:
        """The value that the document `key` gave the field."""
        if key not in self._read:
            self._read[key] = self._from_journal(key)
        document = self._read[key]
        if document is None or not isinstance(document.body, RecordsChanged):
            return None
        for other in document.body.changes:
            same = (other.entity, other.record) == (change.entity, change.record)
            if same and field in other.fields:
                return other.fields[field]
        return None

    def _from_journal(self, key: int) -> Document | None:
        query = select(JournalEntry.spelled).where(JournalEntry.key == key)
        spelled = self._connection.execute(query).scalar()
        try:
            return None if spelled is None else read_document(spelled)
        except UnreadableDocument:
            return None
