"""Documents from elsewhere: kept as they were signed and projected, in any order and any number.

Whoever calls has seen to it that they are authentic (`jxc verify` checks that again). Hearing a
document twice changes nothing; one that cannot be projected is kept, parked, and blocks nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import insert, select

from jxc_desktop.documents.document import (
    GENESIS_HASH,
    Document,
    UnreadableDocument,
    chain_hash,
    read_document,
    read_head,
)
from jxc_desktop.domain.ids import DocumentKey, sequence_of
from jxc_desktop.journal.adding import Adding
from jxc_desktop.journal.apply import project_all
from jxc_desktop.journal.parking import poison
from jxc_desktop.journal.short_lived import without_searching_for_cycles
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import JournalEntry, ParkedDocument
from jxc_desktop.store.questions import driver_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from jxc_desktop.domain.streams import Stream

_JOURNAL, _PARKED = table_of(JournalEntry), table_of(ParkedDocument)
_COLUMNS = ("key", "spelled", "hash", "signature", "position", "stream", "previous")
_CHUNK = 400
_Hashes = dict[DocumentKey, bytes]
_Places = dict[DocumentKey, int | None]
WHY_LETTERS_MAX = 500


class Received(NamedTuple):
    """A document as it came: `previous` is the hash before it in its chain, always whole."""

    spelled: bytes
    signature: bytes
    previous: bytes
    stream: Stream
    position: int | None = None


class Hearing(Enum):
    """What was made of it."""

    STORED = "stored"
    KNOWN = "known"
    """Held before, byte for byte; its position was taken over."""
    FORK = "fork"
    """Another document stands in its place or before it: nothing was written."""


@dataclass(slots=True)
class Heard:
    """One document's fate; `parked` says why it is kept without being projected, else empty."""

    key: DocumentKey
    hash: bytes
    hearing: Hearing
    parked: str = ""


@dataclass(slots=True)
class _Coming:
    """A document on its way into the book; None where this version cannot read its body."""

    received: Received
    heard: Heard
    document: Document | None
    previous: bytes | None = None

    @property
    def row(self) -> tuple[Any, ...]:
        came = self.received
        told = (self.heard.key, came.spelled, self.heard.hash, came.signature)
        return (*told, came.position, came.stream, self.previous)


def receive(connection: Connection, items: Sequence[Received]) -> tuple[Heard, ...]:
    """Take the documents into the book, in the caller's transaction; answers in their order.

    Raises `UnreadableDocument` for bytes that have no head: they are no document, of any version.
    """
    with without_searching_for_cycles():
        return _receive(connection, items)


def _receive(connection: Connection, items: Sequence[Received]) -> tuple[Heard, ...]:
    coming = [_coming(each) for each in items]
    hashes, places = _held(connection, [each.heard.key for each in coming])
    fresh, placed = [], []
    for each in coming:
        each.heard.hearing = _hear(each, hashes)
        if each.heard.hearing is Hearing.STORED:
            hashes[each.heard.key] = each.heard.hash
            fresh.append(each)
            places[each.heard.key] = each.received.position
        elif each.heard.hearing is Hearing.KNOWN and _is_news(each, places):
            placed.append((each.received.position, each.heard.key))
    _store(connection, fresh)
    set_positions(connection, placed)
    return tuple(each.heard for each in coming)


def set_positions(connection: Connection, placed: Iterable[tuple[int | None, DocumentKey]]) -> None:
    """Write the server's positions of documents that are held; None makes one unsent again."""
    rows = sorted(placed, key=lambda row: row[1])
    if not rows:
        return
    driver = driver_of(connection)
    if connection.dialect.name == "postgresql":
        driver.execute(
            "UPDATE journal SET position = given.position FROM "
            "unnest(%s::bigint[], %s::bigint[]) AS given(position, key) "
            "WHERE journal.key = given.key",
            [list(values) for values in zip(*rows, strict=True)],
        )
    else:
        driver.executemany("UPDATE journal SET position = ? WHERE key = ?", rows)


def _coming(received: Received) -> _Coming:
    document: Document | None
    try:
        document = read_document(received.spelled)
        head, why = document.head, ""
    except UnreadableDocument as error:
        document, head, why = None, read_head(received.spelled), str(error)[:WHY_LETTERS_MAX]
    try:
        key = head.key
    except ValueError as error:
        raise UnreadableDocument(str(error)) from error
    linked = chain_hash(received.previous, received.spelled)
    return _Coming(received, Heard(key, linked, Hearing.STORED, why), document)


def _is_news(each: _Coming, places: _Places) -> bool:
    """Whether the position is another than the one that is known."""
    position = each.received.position
    return position is not None and places.get(each.heard.key) != position


def _held(connection: Connection, keys: list[DocumentKey]) -> tuple[_Hashes, _Places]:
    """Hashes and positions of those documents, and of the ones before them, that are held."""
    wanted = sorted({*keys, *(DocumentKey(key - 1) for key in keys)})
    hashes: _Hashes = {}
    places: _Places = {}
    for some in _chunks(wanted):
        query = select(_JOURNAL.c.key, _JOURNAL.c.hash, _JOURNAL.c.position)
        for row in connection.execute(query.where(_JOURNAL.c.key.in_(some))):
            hashes[row.key], places[row.key] = bytes(row.hash), row.position
    return hashes, places


def _hear(each: _Coming, hashes: _Hashes) -> Hearing:
    key, previous = each.heard.key, each.received.previous
    there = hashes.get(key)
    if there is not None:
        return Hearing.KNOWN if there == each.heard.hash else Hearing.FORK
    first = sequence_of(key) == 1
    before = GENESIS_HASH if first else hashes.get(DocumentKey(key - 1))
    if before is None:
        each.previous = previous
    elif before != previous:
        return Hearing.FORK
    return Hearing.STORED


def _store(connection: Connection, fresh: list[_Coming]) -> None:
    unread = [each for each in fresh if each.document is None]
    for each in unread:
        _park(connection, each)
    readable = [each for each in fresh if each.document is not None]
    if not readable:
        return
    bad = poison(connection)
    try:
        with connection.begin_nested():
            _write(connection, readable)
    except bad:
        for each in readable:
            try:
                with connection.begin_nested():
                    _write(connection, [each])
            except bad as error:
                each.heard.parked = (str(error) or type(error).__name__)[:WHY_LETTERS_MAX]
                _park(connection, each)


def _write(connection: Connection, some: list[_Coming]) -> None:
    adding = Adding(connection)
    adding.append(_JOURNAL, _COLUMNS, [each.row for each in some])
    project_all(adding, [each.document for each in some if each.document is not None])
    adding.flush()


def _park(connection: Connection, each: _Coming) -> None:
    adding = Adding(connection)
    adding.append(_JOURNAL, _COLUMNS, [each.row])
    adding.flush()
    connection.execute(insert(_PARKED), {"document": each.heard.key, "why": each.heard.parked})


def _chunks(keys: list[DocumentKey]) -> Iterator[list[DocumentKey]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]
