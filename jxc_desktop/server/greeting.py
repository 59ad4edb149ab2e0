"""The beginning of an exchange: how the caller's chain and the server's positions stand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.domain.ids import INCARNATION_MAX, SEQUENCE_MAX, document_key
from jxc_desktop.domain.instants import instant, milliseconds
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.records import StoreRow
from jxc_desktop.server import epochs
from jxc_desktop.server.raising import Finding, raise_findings
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.server.registry import company, streams_of
from jxc_desktop.server.tables import chain_head, registered_store, registered_terminal
from jxc_desktop.sync import wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from jxc_desktop.server.registry import Registered

CLOCK_TOLERANCE = timedelta(minutes=5)
_CLOCK_TOLD_AGAIN = timedelta(days=1)


def greet(
    connection: Connection,
    who: Registered,
    asked: wire.HelloAsked,
    now: datetime,
    random_bits: Callable[[int], int],
) -> wire.HelloAnswer:
    """Answer, and note when the terminal was heard of and what it still has to push."""
    if asked.terminal != who.number:
        raise ServerRefusal(RefusalCode.UNREADABLE, "the token is another terminal's")
    if not 0 <= asked.incarnation <= INCARNATION_MAX or not 0 <= asked.sequence <= SEQUENCE_MAX:
        raise ServerRefusal(RefusalCode.UNREADABLE, "no such place in a chain")
    file = company(connection)
    epoch = epochs.current(connection)
    lost = asked.epoch == epoch and epochs.lost_documents(connection, asked.marks)
    wrong = abs(now - _moment(asked.at)) > CLOCK_TOLERANCE
    if lost or wrong:
        file = company(connection, lock=True)
        # Another terminal may have noticed it while this one waited for the lock.
        lost = lost and epoch == epochs.current(connection)
        epoch = epochs.current(connection)
    if lost:
        epoch = epochs.begin(connection, file.position, "documents lost", random_bits, now)
    if wrong:
        _tell_of_clock(connection, who, asked, now)
    _note_seen(connection, who, asked, now)
    rebase = None
    if asked.epoch not in {"", epoch}:
        rebase = epochs.last_common(connection, asked.marks, asked.epoch)
    advice, sequence = _advice(connection, who, asked)
    return wire.HelloAnswer(
        epoch=epoch,
        streams=streams_of(connection, who),
        at=milliseconds(now),
        advice=advice,
        chain_sequence=sequence,
        last_incarnation=_last_incarnation(connection, who),
        rebase_to=rebase,
        shop=file.shop,
        store_name=store_name(connection, who.store),
        may_manage=who.may_manage,
    )


def store_name(connection: Connection, store: int) -> str:
    """The store's name as somebody recorded it, else as it was invited."""
    named = connection.execute(select(StoreRow.name).where(StoreRow.id == store)).scalar()
    if named:
        return str(named)
    table = registered_store.c
    return connection.execute(select(table.name).where(table.store == store)).scalar() or ""


def _advice(
    connection: Connection, who: Registered, asked: wire.HelloAsked
) -> tuple[wire.Advice, int]:
    head = connection.execute(
        select(chain_head.c.sequence).where(
            chain_head.c.terminal == who.number, chain_head.c.incarnation == asked.incarnation
        )
    ).scalar()
    if not head:
        return wire.Advice.GO_ON, 0
    if 0 < asked.sequence <= head:
        key = document_key(who.number, asked.incarnation, asked.sequence)
        held = connection.execute(
            select(JournalEntry.hash).where(JournalEntry.key == key)
        ).scalar_one()
        if held != asked.hash:
            return wire.Advice.FORK, head
    behind = head > asked.sequence
    return (wire.Advice.BEHIND if behind else wire.Advice.GO_ON), head


def _last_incarnation(connection: Connection, who: Registered) -> int:
    query = select(func.max(chain_head.c.incarnation)).where(chain_head.c.terminal == who.number)
    return connection.execute(query).scalar() or 0


def _note_seen(
    connection: Connection, who: Registered, asked: wire.HelloAsked, now: datetime
) -> None:
    values: dict[str, object] = {
        "last_seen": now,
        "backlog": max(0, asked.backlog),
        "version": asked.version[:50],
    }
    if asked.backlog == 0:
        values["complete_at"] = now
    table = registered_terminal
    connection.execute(update(table).where(table.c.number == who.number).values(values))


def _tell_of_clock(
    connection: Connection, who: Registered, asked: wire.HelloAsked, now: datetime
) -> None:
    """An exception at most once a day: a clock that is wrong stays wrong for a while."""
    table = registered_terminal
    told = connection.execute(
        select(table.c.clock_told).where(table.c.number == who.number)
    ).scalar()
    if told is not None and now - told < _CLOCK_TOLD_AGAIN:
        return
    connection.execute(update(table).where(table.c.number == who.number).values(clock_told=now))
    ahead = (asked.at - milliseconds(now)) // 1000
    day = now.year * 10_000 + now.month * 100 + now.day
    finding = Finding(
        ExceptionKind.CLOCK_WRONG,
        int(who.store),
        # No document is at fault: the day stands in its place, and tells one day from the next.
        -day,
        int(who.number),
        {"ahead_seconds": ahead},
    )
    raise_findings(connection, [finding], now)


def _moment(milliseconds: int) -> datetime:
    """The caller's clock, held within what a date can be."""
    bounded = min(max(milliseconds, 0), 200_000_000_000_000)
    return instant(bounded)
