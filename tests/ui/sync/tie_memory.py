"""The tie as tests see it: it remembers what was asked and answers at once, or fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.sync_facts import SyncNews, SyncState, TerminalStatus
from jxc_desktop.ui.sync.tie import Invited, InviteOrder, StoreChoice, TieFacts

T = TypeVar("T")
Failed = Callable[[Refusal], object]

NOW = datetime(2026, 11, 24, 6, 32, tzinfo=UTC)
ALONE = TieFacts(terminal=1, incarnation=1, store=1, version="0.2.0")
TIED = TieFacts(
    terminal=1,
    incarnation=1,
    store=1,
    version="0.2.0",
    server="sync.example.cn:8765",
    tenant="haolinju",
    epoch="8f2c",
    may_manage=True,
)
STORES = (StoreChoice(1, "文三路店"), StoreChoice(2, "滨江店"))
TERMINALS = (
    TerminalStatus(1, 1, "1 号收银台", NOW, 0, "0.2.0"),
    TerminalStatus(2, 1, "2 号收银台", NOW - timedelta(minutes=1), 0, "0.2.0"),
    TerminalStatus(3, 2, "滨江收银台", NOW - timedelta(days=2), 214, "0.1.4"),
    TerminalStatus(4, 2, "旧电脑", NOW - timedelta(days=40), 0, "0.1.0", revoked=True),
    TerminalStatus(5, 2, "仓库", None, 0, ""),
)
INVITED = Invited(
    "JXC1.ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z2345-67ABC-DEFGH-IJ",
    "sync.example.cn:8765",
    NOW + timedelta(hours=1),
)


@dataclass
class TieMemory:
    """Set `fails` to have everything that needs the network fail with it."""

    known: TieFacts = TIED
    shown: SyncNews = field(default_factory=lambda: SyncNews(SyncState.ONLINE))
    rows: list[TerminalStatus] = field(default_factory=lambda: list(TERMINALS))
    fails: Refusal | None = None
    pauses: list[bool] = field(default_factory=list)
    orders: list[InviteOrder] = field(default_factory=list)
    revoked: list[int] = field(default_factory=list)
    joined: list[tuple[str, str]] = field(default_factory=list)
    exchanges: int = 0

    def facts(self) -> TieFacts:
        return self.known

    def news(self) -> SyncNews:
        return self.shown

    def terminals(self) -> Sequence[TerminalStatus]:
        return self.rows

    def stores(self) -> Sequence[StoreChoice]:
        return STORES

    def exchange_now(self) -> None:
        self.exchanges += 1

    def pause(self, then: Callable[[None], object], failed: Failed, *, on: bool) -> None:
        self.pauses.append(on)
        self._answer(None, then, failed)

    def invite(self, order: InviteOrder, then: Callable[[Invited], object], failed: Failed) -> None:
        self.orders.append(order)
        self._answer(INVITED, then, failed)

    def revoke(self, terminal: int, then: Callable[[None], object], failed: Failed) -> None:
        self.revoked.append(terminal)
        self._answer(None, then, failed)

    def connect(
        self, address: str, code: str, then: Callable[[None], object], failed: Failed
    ) -> None:
        self.joined.append((address, code))
        self._answer(None, then, failed)

    def _answer(self, given: T, then: Callable[[T], object], failed: Failed) -> None:
        if self.fails is None:
            then(given)
        else:
            failed(self.fails)
