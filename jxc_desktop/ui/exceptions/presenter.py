"""Working off what waits: look at it where it happened, and say how it was settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.settle_exception import SettleException, settle_exception
from jxc_desktop.queries.list_exceptions import Exceptions, list_exceptions
from jxc_desktop.queries.list_server_exceptions import (
    ServerExceptionRow,
    list_server_exceptions,
)
from jxc_desktop.ui.exceptions.exception_words import item_of
from jxc_desktop.ui.exceptions.local_items import local_items
from jxc_desktop.ui.exceptions.waiting_item import Target, WaitingItem, Way
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.screen import OfficeScreen

if TYPE_CHECKING:
    from datetime import tzinfo

    from jxc_desktop.domain.errors import Refusal
    from jxc_desktop.store.session import ShopSession
    from jxc_desktop.ui.counter.doors import Doors


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything of the moment: what the server raised, and what waits here."""

    server: tuple[ServerExceptionRow, ...]
    local: Exceptions


class ExceptionsScreen(OfficeScreen, Protocol):
    """One list of what waits, or of what was settled."""

    def show_items(self, items: Sequence[WaitingItem], *, settled: bool) -> None: ...

    def show_count(self, waiting: Exceptions, open_items: int) -> None: ...

    def ask_settle(self, item: WaitingItem, give: Callable[[str, str], object]) -> None:
        """Ask how it was settled, and for a note."""
        ...

    def show_sheet_problem(self, refusal: Refusal) -> None: ...

    def close_sheet(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ExceptionWays:
    """Which screens the person may open, and how one opens on a document or record."""

    offered: frozenset[str]
    open: Callable[[Target], object]

    def lead_from(self, item: WaitingItem) -> bool:
        """Whether there is a screen for it that the person may open."""
        return item.target.way is not Way.NOWHERE and item.target.way in self.offered


class ExceptionsPresenter:
    """What waits here goes by itself when it is put right; what the server raised is settled."""

    def __init__(
        self, doors: Doors, screen: ExceptionsScreen, ways: ExceptionWays, zone: tzinfo
    ) -> None:
        self._doors = doors
        self._screen = screen
        self._ways = ways
        self._zone = zone
        self._settled = False

    def refresh(self) -> None:
        """Read anew; called whenever the screen is shown or the server had something new."""
        settled = self._settled

        def read(session: ShopSession) -> Waiting:
            server = list_server_exceptions(session, settled=settled)
            return Waiting(server, list_exceptions(session))

        def answered(found: Waiting) -> None:
            if settled == self._settled:
                self._show(found)

        self._doors.desk.ask(read, answered)

    def filter(self, *, settled: bool) -> None:
        """What waits, or what was settled."""
        self._settled = settled
        self.refresh()

    def open(self, item: WaitingItem) -> None:
        """Go to where it happened, if there is such a screen and the person may open it."""
        if self._ways.lead_from(item):
            self._ways.open(item.target)

    def choose(self, item: WaitingItem) -> None:
        """Enter: settle what can be settled, else go where it is put right."""
        if item.exception is None or item.settled:
            self.open(item)
        else:
            self.settle(item)

    def settle(self, item: WaitingItem) -> None:
        """Ask how it was settled, and post that for the whole company."""
        exception = item.exception
        if exception is None or item.settled:
            return

        def give(how: str, note: str) -> None:
            self._doors.desk.submit(
                settle_exception,
                SettleException(self._doors.cashier.person, exception, how, note.strip()),
                lambda _key: self._on_settled(),
                self._screen.show_sheet_problem,
            )

        self._screen.ask_settle(item, give)

    def _show(self, found: Waiting) -> None:
        server = tuple(item_of(row, self._zone) for row in found.server)
        local = () if self._settled else local_items(found.local)
        self._screen.show_items((*server, *local), settled=self._settled)
        if not self._settled:
            self._screen.show_count(found.local, len(server))

    def _on_settled(self) -> None:
        self._screen.close_sheet()
        self._screen.show_done(_("已处理，公司的每台终端都会看到"))
        self.refresh()
