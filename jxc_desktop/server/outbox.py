"""What terminals pull: pages of their streams in the order of positions, from one look."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select, union_all

from jxc_desktop.documents.document import GENESIS_HASH
from jxc_desktop.domain.ids import DocumentKey, sequence_of
from jxc_desktop.domain.streams import grown_sums
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.server import epochs
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.server.registry import company, streams_of
from jxc_desktop.server.tables import stream_mark, stream_step
from jxc_desktop.sync import wire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from jxc_desktop.server.registry import Registered

DOCUMENTS_MAX = 1_000
BYTES_MAX = 1_000_000
"""Of spelled documents in a page; one that is larger travels alone."""
_JOURNAL = table_of(JournalEntry).c


class _Row(NamedTuple):
    key: int
    spelled: bytes
    hash: bytes
    signature: bytes
    position: int
    stream: int


def page(connection: Connection, who: Registered, asked: wire.PullAsked) -> wire.PullAnswer:
    """The next documents of the streams asked for; refuses (`out_of_scope`) another's streams."""
    after = dict(asked.after)
    strange = set(after) - set(streams_of(connection, who))
    if strange:
        raise ServerRefusal(RefusalCode.OUT_OF_SCOPE, f"streams {sorted(strange)}")
    if any(position < 0 for position in after.values()):
        raise ServerRefusal(RefusalCode.UNREADABLE, "a position below zero")
    last = company(connection).position
    limit = min(max(asked.limit, 1), DOCUMENTS_MAX)
    rows, more = _documents(connection, after, limit)
    end = rows[-1].position if more else last
    marks = {
        stream: mark_at(connection, stream, min(max(end, position), last))
        for stream, position in after.items()
    }
    left = sum(total_of(connection, stream) - mark.count for stream, mark in marks.items())
    documents = _pulled(connection, rows)
    return wire.PullAnswer(epochs.current(connection), documents, marks, more, left)


def _documents(
    connection: Connection, after: Mapping[int, int], limit: int
) -> tuple[list[_Row], bool]:
    """As many as a page takes, and whether more come after them."""
    if not after:
        return [], False
    parts = [
        select(_JOURNAL.position)
        .where(_JOURNAL.stream == stream, _JOURNAL.position > position)
        .order_by(_JOURNAL.position)
        .limit(limit + 1)
        .subquery()
        .select()
        for stream, position in sorted(after.items())
    ]
    found = union_all(*parts).subquery()
    positions = list(
        connection.execute(
            select(found.c.position).order_by(found.c.position).limit(limit + 1)
        ).scalars()
    )
    rows: list[_Row] = []
    size = 0
    for some in _batches(positions[:limit]):
        for row in _rows(connection, some):
            size += len(row.spelled)
            if rows and size > BYTES_MAX:
                return rows, True
            rows.append(row)
    return rows, len(positions) > limit


def _batches(positions: Sequence[int]) -> list[Sequence[int]]:
    return [positions[first : first + 100] for first in range(0, len(positions), 100)]


def _rows(connection: Connection, positions: Sequence[int]) -> list[_Row]:
    query = (
        select(
            _JOURNAL.key,
            _JOURNAL.spelled,
            _JOURNAL.hash,
            _JOURNAL.signature,
            _JOURNAL.position,
            _JOURNAL.stream,
        )
        .where(_JOURNAL.position.in_(positions))
        .order_by(_JOURNAL.position)
    )
    return [_Row(*row) for row in connection.execute(query)]


def _pulled(connection: Connection, rows: Sequence[_Row]) -> tuple[wire.Pulled, ...]:
    """Each with the hash before it, where that does not stand in this page right before it."""
    seen: set[int] = set()
    lonely = []
    for row in rows:
        if sequence_of(DocumentKey(row.key)) > 1 and row.key - 1 not in seen:
            lonely.append(row.key - 1)
        seen.add(row.key)
    hashes: dict[int, bytes] = {}
    if lonely:
        query = select(_JOURNAL.key, _JOURNAL.hash).where(_JOURNAL.key.in_(lonely))
        hashes = {row.key: row.hash for row in connection.execute(query)}
    return tuple(
        wire.Pulled(row.position, row.stream, row.spelled, row.signature, _before(row, hashes))
        for row in rows
    )


def _before(row: _Row, hashes: Mapping[int, bytes]) -> bytes:
    if sequence_of(DocumentKey(row.key)) == 1:
        return GENESIS_HASH
    return hashes.get(row.key - 1, b"")


def total_of(connection: Connection, stream: int) -> int:
    """How many documents the stream holds."""
    table = stream_mark.c
    return connection.execute(select(table.count).where(table.stream == stream)).scalar() or 0


def mark_at(connection: Connection, stream: int, position: int) -> wire.StreamMark:
    """The stream's count and checksum up to `position`: the last step, and what came after it."""
    table = stream_mark.c
    whole = connection.execute(select(stream_mark).where(table.stream == stream)).one_or_none()
    if whole is None:
        return wire.StreamMark(position)
    if whole.position <= position:
        return wire.StreamMark(position, int(whole[2]), int(whole[3]))
    step = connection.execute(
        select(stream_step)
        .where(stream_step.c.stream == stream, stream_step.c.position <= position)
        .order_by(stream_step.c.position.desc())
        .limit(1)
    ).one_or_none()
    start, count, checksum = (0, 0, 0) if step is None else step[1:]
    hashes = connection.execute(
        select(_JOURNAL.hash).where(
            _JOURNAL.stream == stream,
            _JOURNAL.position > start,
            _JOURNAL.position <= position,
        )
    ).scalars()
    return wire.StreamMark(position, *grown_sums(count, checksum, hashes))
