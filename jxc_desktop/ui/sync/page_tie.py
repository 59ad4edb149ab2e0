"""The tie for as long as a page is open: what is answered after it closed is dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from jxc_desktop.domain.sync_facts import SyncNews, TerminalStatus
from jxc_desktop.ui.page_desk import while_open
from jxc_desktop.ui.sync.tie import (
    Failed,
    Invited,
    InviteOrder,
    StoreChoice,
    TieFacts,
    TiePort,
)


class PageTie:
    """The server takes its time; somebody else may have signed in by then."""

    def __init__(self, tie: TiePort, page: QWidget) -> None:
        self._tie = tie
        self.facts: Callable[[], TieFacts] = tie.facts
        self.news: Callable[[], SyncNews] = tie.news
        self.terminals: Callable[[], Sequence[TerminalStatus]] = tie.terminals
        self.stores: Callable[[], Sequence[StoreChoice]] = tie.stores
        self.exchange_now: Callable[[], None] = tie.exchange_now
        self._kept = partial(while_open, page)

    def pause(self, then: Callable[[None], object], failed: Failed, *, on: bool) -> None:
        """Stay offline on purpose, or come back."""
        self._tie.pause(self._kept(then), self._kept(failed), on=on)

    def invite(self, order: InviteOrder, then: Callable[[Invited], object], failed: Failed) -> None:
        """Have the server make a one-time code."""
        self._tie.invite(order, self._kept(then), self._kept(failed))

    def revoke(self, terminal: int, then: Callable[[None], object], failed: Failed) -> None:
        """Let a terminal in no more."""
        self._tie.revoke(terminal, self._kept(then), self._kept(failed))

    def connect(
        self, address: str, code: str, then: Callable[[None], object], failed: Failed
    ) -> None:
        """Join a company with the shop as it is."""
        self._tie.connect(address, code, self._kept(then), self._kept(failed))
