"""The tie to the server as the screen knows it: what may be asked of it, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.ui.ports import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jxc_desktop.domain.sync_facts import SyncNews, TerminalStatus
    from jxc_desktop.ui.ports import Then

Failed = Refused
"""Hears why the server did not do it."""


@dataclass(frozen=True, slots=True)
class TieFacts:
    """Which till this is, and which server it belongs to."""

    terminal: int
    incarnation: int
    store: int
    version: str
    server: str = ""
    """Its address; empty while the shop stands alone."""
    tenant: str = ""
    epoch: str = ""
    second_copies: bool = False
    """Whether tills of the store may keep each other's unsent documents."""
    may_manage: bool = False
    """Whether the server lets this terminal invite and revoke others."""


@dataclass(frozen=True, slots=True)
class StoreChoice:
    """A store of the company."""

    store: int
    name: str


@dataclass(frozen=True, slots=True)
class InviteOrder:
    """Who is invited: a terminal of a store (0: a new one, named `store_name`)."""

    store: int
    name: str
    store_name: str = ""
    may_manage: bool = False
    existing: bool = False
    """It already sells on its own and brings its whole journal along."""


@dataclass(frozen=True, slots=True)
class Invited:
    """The code for the new terminal, the address beside it, and until when it is good."""

    code: str
    address: str
    expires: datetime

    @property
    def line(self) -> str:
        """Both in one line, for a QR code or the clipboard."""
        return f"jxc://{self.address}/{self.code}"


class TiePort(Protocol):
    """Asks the thread that exchanges; whatever needs the network is answered later."""

    def facts(self) -> TieFacts:
        """Who and where this till is."""
        ...

    def news(self) -> SyncNews:
        """How the tie stands now."""
        ...

    def terminals(self) -> Sequence[TerminalStatus]:
        """Every terminal of the company, as last heard."""
        ...

    def stores(self) -> Sequence[StoreChoice]:
        """Every store of the company that this till knows."""
        ...

    def exchange_now(self) -> None:
        """Do not wait for the next try."""
        ...

    def pause(self, then: Then[None], failed: Failed, *, on: bool) -> None:
        """Stay offline on purpose, or come back."""
        ...

    def invite(self, order: InviteOrder, then: Then[Invited], failed: Failed) -> None:
        """Have the server make a one-time code."""
        ...

    def revoke(self, terminal: int, then: Then[None], failed: Failed) -> None:
        """Let a terminal in no more."""
        ...

    def connect(self, address: str, code: str, then: Then[None], failed: Failed) -> None:
        """Join a company with the shop as it is."""
        ...
