"""Looking after the tie to the server: now, not now, who may come in, who may no longer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.keep_for_neighbour import UseNeighbours, use_neighbours
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.sync_facts import SyncNews, TerminalStatus
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.screen import OfficeScreen
from jxc_desktop.ui.sync.details import details_text
from jxc_desktop.ui.sync.join_line import read_join
from jxc_desktop.ui.sync.tie import Invited, InviteOrder, StoreChoice, TieFacts, TiePort

if TYPE_CHECKING:
    from jxc_desktop.ui.counter.doors import Doors


class SyncScreen(OfficeScreen, Protocol):
    """Shows how the tie stands, and asks what has to be decided."""

    def show_tie(self, facts: TieFacts, news: SyncNews) -> None: ...

    def show_terminals(
        self, rows: Sequence[TerminalStatus], stores: Sequence[StoreChoice], facts: TieFacts
    ) -> None: ...

    def ask_pause(self, news: SyncNews, give: Callable[[], object]) -> None:
        """Say what being offline on purpose means, and ask whether that is wanted."""
        ...

    def ask_invite(
        self, stores: Sequence[StoreChoice], give: Callable[[InviteOrder], object]
    ) -> None: ...

    def show_invited(self, invited: Invited, order: InviteOrder) -> None: ...

    def ask_revoke(self, row: TerminalStatus, give: Callable[[], object]) -> None: ...

    def ask_connect(self, give: Callable[[str, str], object]) -> None: ...

    def show_waiting(self, *, on: bool) -> None:
        """The open sheet waits for the server."""
        ...

    def show_sheet_problem(self, refusal: Refusal) -> None: ...

    def close_sheet(self) -> None: ...

    def show_details(self, text: str) -> None:
        """Plain facts for the person who helps."""
        ...


class SyncPresenter:
    """Whoever lacks the permission is told, and sees the rest."""

    def __init__(self, doors: Doors, tie: TiePort, screen: SyncScreen) -> None:
        self._doors = doors
        self._tie = tie
        self._screen = screen

    def start(self) -> None:
        """Show how things stand; called again with all news."""
        facts = self._tie.facts()
        self._screen.show_tie(facts, self._tie.news())
        self._screen.show_terminals(self._tie.terminals(), self._tie.stores(), facts)

    def exchange_now(self) -> None:
        """Do not wait for the next try."""
        self._tie.exchange_now()

    def pause(self) -> None:
        """Offline on purpose, once the person knows what that means."""
        if self._may():
            self._screen.ask_pause(self._tie.news(), self._pause)

    def resume(self) -> None:
        """Back online; everybody may do that."""
        self._tie.pause(self._on_resumed, self._screen.show_refusal, on=False)

    def keep_copies(self, *, on: bool) -> None:
        """Let the tills of this store keep each other's unsent documents, or no more."""
        if not self._may():
            self.start()
            return
        command = UseNeighbours(self._doors.cashier.person, on)
        self._doors.desk.submit(
            use_neighbours, command, lambda _none: self.start(), self._screen.show_refusal
        )

    def invite(self) -> None:
        """Ask for whom, and have the server make a code."""
        if self._may():
            self._screen.ask_invite(self._tie.stores(), self._invite)

    def revoke(self, row: TerminalStatus) -> None:
        """Ask, and let the terminal in no more."""
        if self._may():
            self._screen.ask_revoke(row, lambda: self._revoke(row))

    def connect(self) -> None:
        """Bring this shop as it is into a company."""
        if self._may():
            self._screen.ask_connect(self._connect)

    def show_details(self) -> None:
        """What to read out to the person who helps."""
        text = details_text(self._tie.facts(), self._tie.news(), self._tie.terminals())
        self._screen.show_details(text)

    def _pause(self) -> None:
        self._screen.show_waiting(on=True)
        self._tie.pause(self._on_paused, self._on_failed, on=True)

    def _invite(self, order: InviteOrder) -> None:
        order = replace(order, name=order.name.strip(), store_name=order.store_name.strip())
        if not order.name:
            self._screen.show_sheet_problem(Refusal("terminal_name_needed"))
        elif not order.store and not order.store_name:
            self._screen.show_sheet_problem(Refusal("store_name_needed"))
        else:
            self._screen.show_waiting(on=True)
            self._tie.invite(order, lambda made: self._on_invited(made, order), self._on_failed)

    def _revoke(self, row: TerminalStatus) -> None:
        self._screen.show_waiting(on=True)
        self._tie.revoke(row.terminal, lambda _none: self._on_revoked(row), self._on_failed)

    def _connect(self, address: str, code: str) -> None:
        try:
            line = read_join(address, code)
        except Refusal as refusal:
            self._screen.show_sheet_problem(refusal)
            return
        self._screen.show_waiting(on=True)
        self._tie.connect(line.address, line.code, self._on_connected, self._on_failed)

    def _may(self) -> bool:
        if self._doors.may(Permission.EDIT_SETTINGS):
            return True
        person = self._doors.cashier.person
        refusal = Refusal("permission_missing", permission=Permission.EDIT_SETTINGS, person=person)
        self._screen.show_refusal(refusal)
        return False

    def _on_failed(self, refusal: Refusal) -> None:
        self._screen.show_waiting(on=False)
        self._screen.show_sheet_problem(refusal)

    def _on_paused(self, _none: object) -> None:
        self._screen.close_sheet()
        self._screen.show_done(_("已暂停联网，照常收银"))
        self.start()

    def _on_resumed(self, _none: object) -> None:
        self._screen.show_done(_("已恢复联网，正在连接"))
        self.start()

    def _on_invited(self, invited: Invited, order: InviteOrder) -> None:
        self._screen.close_sheet()
        self._screen.show_invited(invited, order)

    def _on_revoked(self, row: TerminalStatus) -> None:
        self._screen.close_sheet()
        self._screen.show_done(_("“{name}”已停用").format(name=row.name))
        self.start()

    def _on_connected(self, _none: object) -> None:
        self._screen.close_sheet()
        self._screen.show_done(_("已连接服务器，正在上传以前的单据"))
        self.start()
