"""Posting: one fact appended to the chain and projected, in a transaction that the caller owns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, insert, select

from jxc_desktop.documents.document import (
    GENESIS_HASH,
    Document,
    Head,
    canonical_bytes,
    chain_hash,
)
from jxc_desktop.domain.business_day import business_date
from jxc_desktop.domain.ids import (
    INCARNATION_MAX,
    SEQUENCE_MAX,
    DocumentKey,
    document_key,
)
from jxc_desktop.journal.apply import apply
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.records import Setting
from jxc_desktop.models.shifts import DayClosing

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from jxc_desktop.documents.kinds import Body
    from jxc_desktop.domain.ids import PersonId, TerminalNo
    from jxc_desktop.store.session import ShopSession, Till

_HEAD = (
    select(JournalEntry.key, JournalEntry.hash)
    .where(JournalEntry.key.between(bindparam("first"), bindparam("last")))
    .order_by(JournalEntry.key.desc())
    .limit(1)
)
_CLOSED = select(func.max(DayClosing.day)).where(DayClosing.terminal == bindparam("terminal"))
_CALENDAR = select(Setting.name, Setting.value).where(
    Setting.name.in_(("time_zone", "day_end_hour"))
)
_APPEND = insert(JournalEntry)

DEFAULT_TIME_ZONE = "Asia/Shanghai"
DEFAULT_DAY_END_HOUR = 4


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


def post(session: ShopSession, body: Body, *, actor: PersonId) -> Posted:
    """Append the fact to this terminal's chain and project it.

    Raises the database's `IntegrityError` when the body breaks a rule of the book (entries that do
    not balance, a number drawn twice): a bug of the caller, and nothing of it stays.
    """
    connection = session.connection()
    till = session.till
    now = till.clock()
    head_before = chain_head(connection, till.terminal, till.incarnation)
    calendar = moment_of(connection, till.terminal, now)
    head = Head(
        terminal=till.terminal,
        incarnation=till.incarnation,
        sequence=head_before.sequence + 1,
        store=till.store,
        at=now,
        day=calendar.day,
        hour=calendar.hour,
        actor=actor,
        late_for=calendar.late_for,
    )
    document = Document(head=head, body=body)
    spelled = canonical_bytes(document)
    linked = chain_hash(head_before.hash, spelled)
    _append(connection, till, document, spelled, linked)
    apply(connection, document)
    return Posted(document, linked)


def _append(
    connection: Connection,
    till: Till,
    document: Document,
    spelled: bytes,
    linked: bytes,
) -> None:
    connection.execute(
        _APPEND,
        {
            "key": document.key,
            "spelled": spelled,
            "hash": linked,
            "signature": till.sign(linked),
        },
    )


def chain_head(connection: Connection, terminal: TerminalNo, incarnation: int) -> ChainHead:
    """The end of the chain that the next document links to."""
    row = connection.execute(_HEAD, chain_bounds(terminal, incarnation)).one_or_none()
    if row is None:
        return ChainHead(0, GENESIS_HASH)
    return ChainHead(row.key & SEQUENCE_MAX, row.hash)


def chain_bounds(terminal: TerminalNo, incarnation: int) -> dict[str, int]:
    """The smallest and largest key that a document of the chain can have."""
    if not 0 <= incarnation <= INCARNATION_MAX:
        message = f"incarnation {incarnation} out of range"
        raise ValueError(message)
    return {
        "first": document_key(terminal, incarnation, 1),
        "last": document_key(terminal, incarnation, SEQUENCE_MAX),
    }


@dataclass(frozen=True, slots=True)
class StoreMoment:
    """A moment as the store's calendar sees it."""

    day: date
    hour: int
    late_for: date | None


def moment_of(connection: Connection, terminal: TerminalNo, now: datetime) -> StoreMoment:
    """The business date and hour of `now`; a closed date's latecomers go to the next open one."""
    settings = {row.name: row.value for row in connection.execute(_CALENDAR)}
    zone = ZoneInfo(settings.get("time_zone", DEFAULT_TIME_ZONE))
    day_end_hour = int(settings.get("day_end_hour", DEFAULT_DAY_END_HOUR))
    natural = business_date(now, zone, day_end_hour)
    closed = connection.execute(_CLOSED, {"terminal": terminal}).scalar()
    hour = now.astimezone(zone).hour
    if closed is None or natural > closed:
        return StoreMoment(natural, hour, None)
    return StoreMoment(closed + timedelta(days=1), hour, natural)
