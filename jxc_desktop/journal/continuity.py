"""Whether this database's chain is the one that the till last wrote, or an older copy of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import INCARNATION_MAX, document_key
from jxc_desktop.journal.post import chain_head, moment_of
from jxc_desktop.journal.series import (
    GOODS,
    SHIFTS,
    Z_REPORTS,
    customer_payments,
    receipts,
)
from jxc_desktop.models.journal import Counter, JournalEntry
from jxc_desktop.store.restored_mark import read_restored_mark
from jxc_desktop.store.sentinel import LastSeen

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from jxc_desktop.store.session import Till


class BreakKind(StrEnum):
    """Why the chain cannot simply go on."""

    RESTORED = "restored"
    """Somebody restored a backup."""
    ROLLED_BACK = "rolled_back"
    """The database is older than what the till last wrote: an old copy was put in its place."""
    FORKED = "forked"
    """It holds another document where the till remembers its own: two copies went on apart."""


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """What was found, and with which incarnation the till has to go on."""

    kind: BreakKind
    incarnation: int
    documents_lost: int = 0
    """How many documents the till remembers and this database lacks; 0 also where unknown."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The last number printed of each series that the till remembers."""
    backup: str = ""


def last_seen(connection: Connection, till: Till) -> LastSeen:
    """How far the till has come: what the sentinel notes after each commit."""
    head = chain_head(connection, till.terminal, till.incarnation)
    day = moment_of(connection, till.terminal, till.clock()).day
    days = (day, day - timedelta(days=1))
    series = (
        *(SHIFTS, Z_REPORTS, GOODS),
        *(receipts(each) for each in days),
        *(customer_payments(each) for each in days),
    )
    rows = connection.execute(
        select(Counter.series, Counter.last).where(
            Counter.terminal == till.terminal, Counter.series.in_(series)
        )
    )
    return LastSeen(
        terminal=till.terminal,
        incarnation=till.incarnation,
        sequence=head.sequence,
        hash=head.hash.hex(),
        numbers={row.series: row.last for row in rows},
    )


def find_break(connection: Connection, till: Till, noted: LastSeen | None) -> ChainBreak | None:
    """The reason to begin a new incarnation before the next post; None in a normal start.

    `noted` is what the sentinel remembers. Refuses with `incarnations_used_up` after the last.
    """
    mark = read_restored_mark(connection)
    memories = [
        memory
        for memory in (noted, None if mark is None else mark.replaced)
        if memory is not None and memory.terminal == till.terminal
    ]
    kind = BreakKind.RESTORED if mark is not None else _kind_of(connection, till, memories)
    if kind is None:
        return None
    incarnation = 1 + max([till.incarnation, *(memory.incarnation for memory in memories)])
    if incarnation > INCARNATION_MAX:
        raise Refusal("incarnations_used_up")
    numbers: dict[str, int] = {}
    for memory in memories:
        for series, last in memory.numbers.items():
            numbers[series] = max(last, numbers.get(series, 0))
    return ChainBreak(
        kind=kind,
        incarnation=incarnation,
        documents_lost=_documents_lost(connection, till, memories),
        numbers=numbers,
        backup="" if mark is None else mark.backup,
    )


def _kind_of(connection: Connection, till: Till, memories: list[LastSeen]) -> BreakKind | None:
    head = chain_head(connection, till.terminal, till.incarnation)
    for memory in memories:
        if memory.incarnation < till.incarnation:
            continue
        if memory.incarnation > till.incarnation or memory.sequence > head.sequence:
            return BreakKind.ROLLED_BACK
        if memory.sequence and _hash_at(connection, till, memory.sequence) != memory.hash:
            return BreakKind.FORKED
    return None


def _hash_at(connection: Connection, till: Till, sequence: int) -> str:
    key = document_key(till.terminal, till.incarnation, sequence)
    found = connection.execute(select(JournalEntry.hash).where(JournalEntry.key == key)).scalar()
    return "" if found is None else found.hex()


def _documents_lost(connection: Connection, till: Till, memories: list[LastSeen]) -> int:
    """Countable only within one incarnation: a chain that was begun since says nothing of it."""
    head = chain_head(connection, till.terminal, till.incarnation)
    same_life = [m.sequence for m in memories if m.incarnation == till.incarnation]
    return max([0, *(sequence - head.sequence for sequence in same_life)])
