"""How this till stands with the server, as whoever works here sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.sync_facts import SyncNews, TerminalStatus
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.page import OfficePage
from jxc_desktop.ui.sync.invite_sheets import InvitedSheet, InviteSheet
from jxc_desktop.ui.sync.sheets import (
    ConnectSheet,
    DetailsSheet,
    TieSheet,
    pause_sheet,
    revoke_sheet,
)
from jxc_desktop.ui.sync.state_card import StateCard
from jxc_desktop.ui.sync.terminals_card import TerminalsCard
from jxc_desktop.ui.sync.tie import Invited, InviteOrder, StoreChoice, TieFacts
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.touch_button import TouchButton


class SyncView(OfficePage):
    """The state at the left, everybody's terminals at the right."""

    opened = Signal()
    details_pressed = Signal()

    def __init__(self, zone: tzinfo) -> None:
        super().__init__(
            _("同步"), _("账本在本机，收银从不等网络；联网只是让各个终端看到同样的账。")
        )
        self._zone = zone
        self._sheet: TieSheet | None = None
        self.state = StateCard(zone)
        self.terminals = TerminalsCard(zone)
        row = QHBoxLayout()
        row.setSpacing(Space.LARGE)
        row.addWidget(self.state, 2)
        row.addWidget(self.terminals, 3)
        self.body.addLayout(row, 1)
        details = TouchButton(_("给帮忙的人看"), icon="file-text", shortcut="F8")
        details.clicked.connect(lambda _on: self.details_pressed.emit())
        self.tools.addWidget(details)
        self.setFocusProxy(self.terminals)

    def show_tie(self, facts: TieFacts, news: SyncNews) -> None:
        """How the tie stands."""
        self.state.show_news(news)
        self.state.show_copies(tied=bool(facts.server), on=facts.second_copies)
        self.terminals.setVisible(bool(facts.server))

    def show_terminals(
        self, rows: Sequence[TerminalStatus], stores: Sequence[StoreChoice], facts: TieFacts
    ) -> None:
        """Every terminal of the company."""
        self.terminals.show_terminals(rows, stores, facts)

    def ask_pause(self, news: SyncNews, give: Callable[[], object]) -> None:
        """Whether to be offline on purpose."""
        self._open(pause_sheet(news, give))

    def ask_invite(
        self, stores: Sequence[StoreChoice], give: Callable[[InviteOrder], object]
    ) -> None:
        """Who is invited."""
        sheet = InviteSheet(stores, give)
        self._open(sheet)
        sheet.name.setFocus()

    def show_invited(self, invited: Invited, order: InviteOrder) -> None:
        """The code for the new terminal."""
        InvitedSheet(invited, order, self._zone).open(self)

    def ask_revoke(self, row: TerminalStatus, give: Callable[[], object]) -> None:
        """Whether to let a terminal in no more."""
        self._open(revoke_sheet(row, self.terminals.store_name(row.store), give))

    def ask_connect(self, give: Callable[[str, str], object]) -> None:
        """Where to, and with which code."""
        sheet = ConnectSheet(give)
        self._open(sheet)
        sheet.address.setFocus()

    def show_waiting(self, *, on: bool) -> None:
        """The open sheet waits for the server."""
        if self._sheet is not None:
            self._sheet.show_waiting(on=on)

    def show_sheet_problem(self, refusal: Refusal) -> None:
        """Say on the sheet why not; beside the page where the sheet was closed meanwhile."""
        if self._sheet is None:
            self.show_refusal(refusal)
        else:
            self._sheet.show_problem(refusal)

    def close_sheet(self) -> None:
        """It is done."""
        if self._sheet is not None:
            self._sheet.close_sheet()

    def show_details(self, text: str) -> None:
        """Plain facts for the person who helps."""
        DetailsSheet(text).open(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit()

    def _open(self, sheet: TieSheet) -> None:
        self._sheet = sheet
        sheet.closed.connect(self._forget_sheet)
        sheet.open(self)

    def _forget_sheet(self) -> None:
        self._sheet = None
