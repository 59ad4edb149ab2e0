"""Posting: one fact appended to the chain and projected, in a transaction that the caller owns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select

from jxc_desktop.documents.document import (
    GENESIS_HASH,
    Document,
    Head,
    canonical_bytes,
    chain_hash,
)
from jxc_desktop.domain.business_day import business_date
from jxc_desktop.domain.ids import SEQUENCE_MAX, DocumentKey, document_key, sequence_of
from jxc_desktop.domain.settings import ShopSettings
from jxc_desktop.journal.adding import Adding
from jxc_desktop.journal.apply import project_all
from jxc_desktop.journal.streams import stream_of
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.records import Setting
from jxc_desktop.models.shifts import DayClosing
from jxc_desktop.store.questions import Question

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, ScalarSelect

    from jxc_desktop.documents.kinds import Body
    from jxc_desktop.domain.ids import PersonId, TerminalNo
    from jxc_desktop.store.session import ShopSession

_JOURNAL = table_of(JournalEntry)
_HEAD = Question(
    select(_JOURNAL.c.key, _JOURNAL.c.hash)
    .where(_JOURNAL.c.key.between(bindparam("first"), bindparam("last")))
    .order_by(_JOURNAL.c.key.desc())
    .limit(1)
)
_CLOSING, _SETTING = table_of(DayClosing), table_of(Setting)


def _setting(name: str) -> ScalarSelect[str]:
    return select(_SETTING.c.value).where(_SETTING.c.name == name).scalar_subquery()


_CALENDAR = Question(
    select(
        select(func.max(_CLOSING.c.day))
        .where(_CLOSING.c.terminal == bindparam("terminal"))
        .scalar_subquery(),
        _setting("time_zone"),
        _setting("day_end_hour"),
    )
)
_USUAL = ShopSettings()


@dataclass(frozen=True, slots=True)
class Posted:
    """A document that stands in the journal, once the caller's transaction commits."""

    document: Document
    hash: bytes

    @property
    def key(self) -> DocumentKey:
        """The document's identity."""
        return self.document.key


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last document of a chain: its sequence (0 when there is none) and its hash."""

    sequence: int
    hash: bytes


def post(
    session: ShopSession, body: Body, *, actor: PersonId, moment: StoreMoment | None = None
) -> Posted:
    """Append the fact to this terminal's chain and project it.

    `moment` is the one that the caller drew a number of the day for; else it is now.

    Raises the driver's `IntegrityError` when the body breaks a rule of the book (entries that do
    not balance, a number drawn twice): a bug of the caller, and nothing of it stays.
    """
    connection = session.connection()
    till = session.till
    head_before = chain_head(connection, till.terminal, till.incarnation)
    moment = moment or moment_of(connection, till.terminal, till.clock())
    head = Head(
        terminal=till.terminal,
        incarnation=till.incarnation,
        sequence=head_before.sequence + 1,
        store=till.store,
        at=moment.at,
        day=moment.day,
        hour=moment.hour,
        actor=actor,
        late_for=moment.late_for,
    )
    document = Document(head=head, body=body)
    spelled = canonical_bytes(document)
    linked = chain_hash(head_before.hash, spelled)
    adding = Adding(connection)
    row = (document.key, spelled, linked, till.sign(linked), stream_of(document))
    adding.append(_JOURNAL, ("key", "spelled", "hash", "signature", "stream"), [row])
    project_all(adding, (document,))
    adding.flush()
    return Posted(document, linked)


def chain_head(connection: Connection, terminal: TerminalNo, incarnation: int) -> ChainHead:
    """The end of the chain that the next document links to."""
    first = document_key(terminal, incarnation, 1)
    last = document_key(terminal, incarnation, SEQUENCE_MAX)
    row = _HEAD.one(connection, first=first, last=last)
    if row is None:
        return ChainHead(0, GENESIS_HASH)
    return ChainHead(sequence_of(row[0]), row[1])


@dataclass(frozen=True, slots=True)
class StoreMoment:
    """A moment as the store's calendar sees it."""

    at: datetime
    day: date
    hour: int
    late_for: date | None


def moment_of(connection: Connection, terminal: TerminalNo, now: datetime) -> StoreMoment:
    """The business date and hour of `now`; a closed date's latecomers go to the next open one."""
    row = _CALENDAR.one(connection, terminal=terminal)
    assert row is not None, "a select without tables always answers"
    closed, time_zone, day_end_hour = row
    zone = _zone(time_zone or _USUAL.time_zone)
    natural = business_date(now, zone, int(day_end_hour or _USUAL.day_end_hour))
    hour = now.astimezone(zone).hour
    if closed is None or natural > closed:
        return StoreMoment(now, natural, hour, None)
    return StoreMoment(now, closed + timedelta(days=1), hour, natural)


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
