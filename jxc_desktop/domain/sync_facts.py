"""What a terminal knows of its tie to the server: the news that lamp and screen show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class SyncState(StrEnum):
    """How the tie stands."""

    ALONE = "alone"
    """This shop has no server; nothing is missing."""
    PAUSED = "paused"
    """Offline on purpose."""
    CONNECTING = "connecting"
    ONLINE = "online"
    """Everything was exchanged at `last_exchange`; the backlog is what came since."""
    WORKING = "working"
    """Exchanging at this moment."""
    OFFLINE = "offline"
    """The server cannot be reached; the next try is at `next_try`."""
    STOPPED = "stopped"
    """A person has to do something first (`trouble` says what): revoked, too old, wrong server."""


class NetworkTroubleKind(StrEnum):
    """Why an exchange did not come about; each has a sentence that says what to do."""

    UNREACHABLE = "unreachable"
    """No network, no such name, nobody answers at the address."""
    TIMEOUT = "timeout"
    """A connection that is open and says nothing."""
    TLS = "tls"
    """The certificate is not the one that was pinned at enrolment, or is not valid now."""
    CAPTIVE = "captive"
    """Somebody else answered: a hotel's or provider's sign-in page, a proxy."""
    SERVER_FAULT = "server_fault"
    """The server answered with a fault of its own (5xx)."""
    BUSY = "busy"
    """The server asks to come again later."""
    TOKEN_UNKNOWN = "token_unknown"  # noqa: S105 (a kind of trouble)
    """The server does not know this terminal: another server, or a restored one."""
    REVOKED = "revoked"
    """The owner has revoked this terminal."""
    TOO_OLD = "too_old"
    """The server speaks a newer protocol; pushing still works, pulling does not."""
    UNREADABLE = "unreadable"
    """An answer that is not what was agreed."""
    NO_PROGRESS = "no_progress"
    """Reachable, with a backlog, and nothing moved for a minute: the watchdog began anew."""


@dataclass(frozen=True, slots=True)
class TerminalStatus:
    """A terminal of the company as the server last heard of it."""

    terminal: int
    store: int
    name: str
    last_seen: datetime | None
    backlog: int
    """Documents that it still had to push when it was last seen."""
    version: str
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class SyncNews:
    """The tie at one moment; handed out by the courier, from its thread, at each change."""

    state: SyncState
    backlog: int = 0
    """Documents of this terminal that the server does not have yet."""
    second_copies: int = 0
    """Those of them that a neighbour keeps a copy of."""
    oldest_unsent: datetime | None = None
    online_since: datetime | None = None
    last_exchange: datetime | None = None
    next_try: datetime | None = None
    trouble: NetworkTroubleKind | None = None
    detail: str = ""
    """What exactly was said, for the person who helps; never shown alone."""
    clock_ahead_seconds: int = 0
    """How far this terminal's clock is ahead of the server's."""
    to_pull: int = 0
    parked: int = 0
    forks: int = 0
    loaded_percent: int | None = None
    """How much of a new terminal's history is here; None once it is complete."""
