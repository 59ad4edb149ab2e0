"""How pushed documents are kept: journal, ends of chains, marks of streams, branches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from jxc_desktop.documents.document import GENESIS_HASH
from jxc_desktop.domain.ids import DocumentKey, incarnation_of, sequence_of, terminal_of
from jxc_desktop.domain.streams import grown_sums
from jxc_desktop.journal.adding import append
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import JournalEntry, ParkedDocument
from jxc_desktop.server.tables import (
    chain_head,
    fork_document,
    held_document,
    stream_mark,
    stream_step,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Select, Table

    from jxc_desktop.server.checking import Checked

Placed = tuple[int, "Checked"]
"""A new document and its position."""

STEP_EVERY = 256
"""How many documents of a stream may lie between two of its steps, but for those of one push."""
_JOURNAL = table_of(JournalEntry)
_JOURNAL_COLUMNS = ("key", "spelled", "hash", "signature", "position", "stream")


@dataclass(slots=True)
class Chain:
    """How far a chain has come."""

    sequence: int = 0
    hash: bytes = GENESIS_HASH
    known: bool = False
    """Whether it has a row."""
    grown: bool = False

    def goes_on(self, document_hash: bytes) -> None:
        """One more document."""
        self.sequence, self.hash, self.grown = self.sequence + 1, document_hash, True


@dataclass(slots=True)
class KnownDocuments:
    """What the journal has: position and hash by key, and which of them are parked."""

    places: dict[DocumentKey, tuple[int, bytes]] = field(default_factory=dict)
    parked: set[DocumentKey] = field(default_factory=set)


def chains(connection: Connection, terminals: set[int]) -> dict[tuple[int, int], Chain]:
    """All chains of these terminals."""
    rows = connection.execute(select(chain_head).where(chain_head.c.terminal.in_(terminals)))
    return {
        (row.terminal, row.incarnation): Chain(row.sequence, row.hash, known=True) for row in rows
    }


def known_documents(
    connection: Connection,
    keys: Iterable[DocumentKey],
    ends: Mapping[tuple[int, int], Chain],
) -> KnownDocuments:
    """Those of `keys` that are in the journal already; asks only where a chain has come so far."""
    wanted = [key for key in keys if _passed(key, ends)]
    if not wanted:
        return KnownDocuments()
    rows = connection.execute(
        select(JournalEntry.key, JournalEntry.position, JournalEntry.hash).where(
            JournalEntry.key.in_(wanted)
        )
    )
    places = {DocumentKey(row.key): (int(row.position or 0), row.hash) for row in rows}
    query = select(ParkedDocument.document).where(ParkedDocument.document.in_(wanted))
    return KnownDocuments(places, set(connection.execute(query).scalars()))


def _passed(key: DocumentKey, ends: Mapping[tuple[int, int], Chain]) -> bool:
    end = ends.get((terminal_of(key), incarnation_of(key)))
    return end is not None and sequence_of(key) <= end.sequence


def append_to_journal(connection: Connection, placed: Sequence[Placed]) -> None:
    """Write the rows, with their positions."""
    rows = [
        (each.key, each.spelled, each.hash, each.signature, position, int(each.stream))
        for position, each in placed
    ]
    append(connection, _JOURNAL, _JOURNAL_COLUMNS, rows)


def write_chains(connection: Connection, ends: Mapping[tuple[int, int], Chain]) -> None:
    """Write the ends of the chains that went on."""
    table = chain_head
    for (terminal, incarnation), chain in ends.items():
        if not chain.grown:
            continue
        values = {"sequence": chain.sequence, "hash": chain.hash}
        if chain.known:
            here = (table.c.terminal == terminal, table.c.incarnation == incarnation)
            connection.execute(update(table).where(*here).values(values))
        else:
            row = {"terminal": terminal, "incarnation": incarnation, **values}
            connection.execute(insert(table), row)


def write_marks(connection: Connection, placed: Sequence[Placed]) -> None:
    """Let each stream's count and checksum grow, and leave a step every few hundred documents."""
    grown: dict[int, list[Placed]] = {}
    for position, each in placed:
        grown.setdefault(int(each.stream), []).append((position, each))
    for stream, documents in sorted(grown.items()):
        _grow(connection, stream, documents)


def _grow(connection: Connection, stream: int, documents: Sequence[Placed]) -> None:
    table = stream_mark
    before = connection.execute(
        select(table.c.count, table.c.checksum).where(table.c.stream == stream)
    ).one_or_none()
    count, checksum = (0, 0) if before is None else (int(before[0]), int(before[1]))
    steps = count // STEP_EVERY
    count, checksum = grown_sums(count, checksum, (each.hash for _, each in documents))
    values = {"position": documents[-1][0], "count": count, "checksum": checksum}
    if before is None:
        connection.execute(insert(table), {"stream": stream, **values})
    else:
        connection.execute(update(table).where(table.c.stream == stream).values(values))
    if count // STEP_EVERY != steps:
        connection.execute(insert(stream_step), {"stream": stream, **values})


def keep_forks(
    connection: Connection, forks: Mapping[bytes, Checked], now: datetime
) -> list[Checked]:
    """Keep the branches' documents; returns those that were not kept before."""
    table = fork_document
    query = select(table.c.hash).where(table.c.hash.in_(list(forks)))
    return _keep(connection, table, query, forks, now)


def keep_held(
    connection: Connection, held: Mapping[bytes, Checked], now: datetime
) -> list[Checked]:
    """Keep a revoked terminal's documents; returns those that were not kept before."""
    table = held_document
    query = select(table.c.hash).where(table.c.key.in_([each.key for each in held.values()]))
    return _keep(connection, table, query, held, now)


def _keep(
    connection: Connection,
    table: Table,
    query: Select[Any],
    documents: Mapping[bytes, Checked],
    now: datetime,
) -> list[Checked]:
    if not documents:
        return []
    known = {bytes(each) for (each,) in connection.execute(query)}
    new = [each for each in documents.values() if each.hash not in known]
    rows = [
        {
            "key": each.key,
            "hash": each.hash,
            "spelled": each.spelled,
            "signature": each.signature,
            "previous": each.previous,
            "received_at": now,
        }
        for each in new
    ]
    if rows:
        connection.execute(insert(table), rows)
    return new
