"""What people watch: exceptions, terminals, the ends of chains, figures and fingerprints."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jxc_desktop.domain.ids import document_key
from jxc_desktop.domain.instants import milliseconds
from jxc_desktop.journal.digest import digest
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.server import epochs
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.server.registry import company, streams_of
from jxc_desktop.server.tables import (
    chain_head,
    fork_document,
    held_document,
    parked_try,
    raised_exception,
    registered_terminal,
    stream_mark,
)
from jxc_desktop.sync import wire

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from jxc_desktop.domain.ids import TerminalNo
    from jxc_desktop.domain.streams import Stream
    from jxc_desktop.server.registry import Registered

_EXCEPTIONS_MAX = 500
_SEQUENCES_MAX = 200


@dataclass(frozen=True, slots=True)
class Figures:
    """How a company stands, for metrics and health."""

    position: int
    terminals: int
    parked: int
    oldest_parked: datetime | None
    held: int
    forks: int
    exceptions: int
    backlog: int
    """Documents that terminals said they still have to push."""


def exceptions_after(connection: Connection, who: Registered, after: int) -> wire.ExceptionsAnswer:
    """Exceptions of the caller's stores with higher numbers than `after`."""
    table = raised_exception.c
    rows = connection.execute(
        select(raised_exception)
        .where(table.id > after, table.store.in_(streams_of(connection, who)))
        .order_by(table.id)
        .limit(_EXCEPTIONS_MAX)
    )
    raised = tuple(
        wire.ExceptionRaised(
            row.id,
            row.kind,
            row.store,
            row.document,
            row.subject,
            milliseconds(row.at),
            json.loads(row.detail),
        )
        for row in rows
    )
    return wire.ExceptionsAnswer(epochs.current(connection), raised)


def terminals_seen(connection: Connection) -> wire.TerminalsAnswer:
    """Every terminal, by number."""
    rows = connection.execute(select(registered_terminal).order_by(registered_terminal.c.number))
    seen = tuple(
        wire.TerminalSeen(
            row.number,
            row.store,
            row.name,
            milliseconds(row.last_seen),
            row.backlog,
            row.version,
            row.revoked_at is not None,
        )
        for row in rows
    )
    return wire.TerminalsAnswer(seen)


def heads(connection: Connection) -> wire.HeadsAnswer:
    """The end of every chain."""
    table = chain_head.c
    rows = connection.execute(
        select(table.terminal, table.incarnation, table.sequence).order_by(
            table.terminal, table.incarnation
        )
    )
    ends = tuple((row[0], row[1], row[2]) for row in rows)
    return wire.HeadsAnswer(epochs.current(connection), ends)


def chain_hashes(
    connection: Connection, caller: TerminalNo, asked: wire.ChainHashesAsked
) -> wire.ChainHashesAnswer:
    """The hashes in the order asked, empty where there is none."""
    if len(asked.sequences) > _SEQUENCES_MAX:
        raise ServerRefusal(RefusalCode.UNREADABLE, f"more than {_SEQUENCES_MAX} sequences")
    try:
        keys = [document_key(caller, asked.incarnation, each) for each in asked.sequences]
    except ValueError as error:
        raise ServerRefusal(RefusalCode.UNREADABLE, str(error)) from error
    query = select(JournalEntry.key, JournalEntry.hash).where(JournalEntry.key.in_(keys))
    held = {row.key: row.hash for row in connection.execute(query)}
    return wire.ChainHashesAnswer(tuple(held.get(key, b"") for key in keys))


def figures(connection: Connection) -> Figures:
    """Counts that say whether all is well."""
    file = company(connection)
    backlog = select(func.sum(registered_terminal.c.backlog)).where(
        registered_terminal.c.revoked_at.is_(None)
    )
    return Figures(
        position=file.position,
        terminals=_count(connection, registered_terminal),
        parked=_count(connection, parked_try),
        oldest_parked=connection.execute(select(func.min(parked_try.c.parked_at))).scalar(),
        held=_count(connection, held_document),
        forks=_count(connection, fork_document),
        exceptions=file.exception,
        backlog=int(connection.execute(backlog).scalar() or 0),
    )


def stream_digests(connection: Connection) -> dict[int, str]:
    """The fingerprint of every stream that holds documents."""
    streams: list[Stream] = sorted(connection.execute(select(stream_mark.c.stream)).scalars())
    return {int(stream): digest(connection, stream) for stream in streams}


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
