"""The tie to the server: who we are to it, and what still has to go there."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import func, select

from jxc_desktop.documents.document import read_head
from jxc_desktop.domain.ids import INCARNATION_MAX, SEQUENCE_MAX, TerminalNo, document_key
from jxc_desktop.models.journal import JournalEntry, ParkedDocument
from jxc_desktop.models.sync import ForkedDocument, StreamCursor
from jxc_desktop.models.till import LocalSetting

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from jxc_desktop.store.session import ShopSession

TIE = "sync"
"""The local setting that holds the tie."""
HEARD = "sync_heard"
"""The local setting that holds how far this terminal has listened."""
TERMINALS = "sync_terminals"
"""The local setting that holds the company's terminals as the server last told."""
_KINDS_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class SyncTie:
    """Which server this terminal belongs to; it is there from the enrolment on."""

    address: str
    tenant: str
    ca_pem: str
    """The company's own certificate authority, pinned."""
    neighbour_key: str = ""
    """Hex; authenticates tills of one company on the LAN."""
    epoch: str = ""
    """The server's life that the positions here are of."""
    paused: bool = False
    """Offline on purpose."""
    scope: str = "store"
    """"store": the company's and the own store's facts; "all": every store's."""
    shop: str = ""
    store_name: str = ""
    may_manage: bool = False

    def __repr__(self) -> str:
        """Without the key, since objects end up in logs and tracebacks."""
        return f"SyncTie({self.address!r}, tenant={self.tenant!r}, paused={self.paused})"


@dataclass(frozen=True, slots=True)
class SyncHeard:
    """How far this terminal has listened to what is no document."""

    foreign_position: int = 0
    exception: int = 0
    """The last exception that was heard of."""
    last_exchange: int = 0
    """Milliseconds since 1970, by this terminal's clock; 0: never."""
    loading: bool = False
    """Whether the history of a new terminal is not complete yet."""
    loaded: int = 0
    to_load: int = 0
    sums: dict[str, list[int]] = field(default_factory=dict)
    """By stream: count and checksum of what was found equal up to the cursor's `checked`."""


@dataclass(frozen=True, slots=True)
class CursorRow:
    """How far a stream was pulled and found complete."""

    stream: int
    position: int
    checked: int


@dataclass(frozen=True, slots=True)
class SyncOverview:
    """What the screen shows of the tie; all zeros while the shop stands alone."""

    tie: SyncTie | None
    backlog: int = 0
    """Own documents that the server does not have."""
    backlog_kinds: dict[str, int] = field(default_factory=dict)
    """The first two thousand of them by the kind's tag."""
    oldest_unsent: datetime | None = None
    cursors: tuple[CursorRow, ...] = ()
    parked: int = 0
    forks: int = 0
    """Documents of cut-off branches, all of them kept."""
    last_exchange_ms: int = 0
    loaded_percent: int | None = None


class _Kind(msgspec.Struct):
    kind: str = ""


class _Tagged(msgspec.Struct):
    body: _Kind


_tagged = msgspec.json.Decoder(_Tagged)


def find_tie(session: Session) -> SyncTie | None:
    """The tie, or None where the shop stands alone."""
    values = _read(session, TIE)
    if not values.get("address"):
        return None
    known = {each.name for each in fields(SyncTie)}
    return SyncTie(**{name: value for name, value in values.items() if name in known})


def find_heard(session: Session) -> SyncHeard:
    """How far this terminal has listened."""
    known = {each.name for each in fields(SyncHeard)}
    values = _read(session, HEARD)
    return SyncHeard(**{name: value for name, value in values.items() if name in known})


def own_documents(terminal: TerminalNo) -> ColumnElement[bool]:
    """The condition for a journal row to be one of the terminal's, of whatever life."""
    first = document_key(terminal, 0, 1)
    last = document_key(terminal, INCARNATION_MAX, SEQUENCE_MAX)
    return JournalEntry.key.between(first, last)


def count_backlog(session: ShopSession) -> int:
    """Own documents without a position; everything, in a shop that stands alone."""
    mine = own_documents(session.till.terminal)
    counted = select(func.count()).where(mine, JournalEntry.position.is_(None))
    return int(session.execute(counted).scalar_one())


def find_oldest_unsent(session: ShopSession) -> datetime | None:
    """When the first own document was made that the server does not have."""
    mine = own_documents(session.till.terminal)
    spelled = session.execute(
        select(JournalEntry.spelled)
        .where(mine, JournalEntry.position.is_(None))
        .order_by(JournalEntry.key)
        .limit(1)
    ).scalar()
    return None if spelled is None else read_head(spelled).at


def find_sync(session: ShopSession, *, kinds: bool = True) -> SyncOverview:
    """The whole picture, for the screen; without `kinds` it costs a few indexed rows."""
    tie = find_tie(session)
    parked = count_parked(session)
    if tie is None:
        return SyncOverview(None, parked=parked)
    heard = find_heard(session)
    cursors = session.execute(select(StreamCursor).order_by(StreamCursor.stream)).scalars()
    percent = min(99, 100 * heard.loaded // max(1, heard.to_load)) if heard.loading else None
    return SyncOverview(
        tie=tie,
        backlog=count_backlog(session),
        backlog_kinds=_kinds(session) if kinds else {},
        oldest_unsent=find_oldest_unsent(session),
        cursors=tuple(CursorRow(row.stream, row.position, row.checked) for row in cursors),
        parked=parked,
        forks=count_forked(session),
        last_exchange_ms=heard.last_exchange,
        loaded_percent=percent,
    )


def count_parked(session: Session) -> int:
    """How many documents wait for a program that understands them."""
    return int(session.execute(select(func.count(ParkedDocument.document))).scalar_one())


def count_forked(session: Session) -> int:
    """How many documents of cut-off branches are kept."""
    return int(session.execute(select(func.count(ForkedDocument.hash))).scalar_one())


def _kinds(session: ShopSession) -> dict[str, int]:
    rows = session.execute(
        select(JournalEntry.spelled)
        .where(own_documents(session.till.terminal), JournalEntry.position.is_(None))
        .order_by(JournalEntry.key)
        .limit(_KINDS_LOOKED_AT)
    ).scalars()
    return dict(Counter(_tagged.decode(spelled).body.kind for spelled in rows).most_common())


def _read(session: Session, name: str) -> dict[str, Any]:
    text = session.execute(select(LocalSetting.value).where(LocalSetting.name == name)).scalar()
    values = json.loads(text) if text else {}
    return values if isinstance(values, dict) else {}
