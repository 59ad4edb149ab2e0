"""Closing days in their order, and looking at those that are closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.close_day import CloseDay, DayWasClosed, close_day
from jxc_desktop.commands.print_jobs import QueuePaper, queue_paper
from jxc_desktop.domain.formats import date_text
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.ui.approval.presenter import ApprovalPresenter, Errand
from jxc_desktop.ui.day.day_now import DayNow, read_day

if TYPE_CHECKING:
    from datetime import date

    from jxc_desktop.domain.errors import Refusal
    from jxc_desktop.queries.list_closed_days import ClosedDayRow
    from jxc_desktop.store.session import ShopSession
    from jxc_desktop.ui.counter.doors import Doors


@dataclass(frozen=True, slots=True)
class DayPapers:
    """How the figures of a date become a picture of the slip and an A4 report."""

    picture: Callable[[ShopSession, date], bytes]
    pdf: Callable[[ShopSession, date], bytes]
    open_pdf: Callable[[str, bytes], object]
    """Given a name for the file and what is in it."""


class DayScreen(Protocol):
    """Shows the date, the list of closed ones, and one slip beside them."""

    def show_day(self, now: DayNow) -> None: ...

    def show_slip(self, day: date, row: ClosedDayRow | None, picture: bytes) -> None:
        """The slip of a date: of a closed one, or as it would be now."""
        ...

    def show_no_slip(self) -> None:
        """The person may not see the figures."""
        ...

    def show_closed(self, closed: tuple[DayWasClosed, ...]) -> None: ...

    def show_slip_queued(self) -> None: ...

    def show_refusal(self, refusal: Refusal) -> None: ...


class DayPresenter:
    """Decides what the day screen shows; `to_shift` leads to the handing over."""

    def __init__(
        self,
        doors: Doors,
        screen: DayScreen,
        approval: ApprovalPresenter,
        papers: DayPapers,
        to_shift: Callable[[], object],
    ) -> None:
        self._doors = doors
        self._screen = screen
        self._approval = approval
        self._papers = papers
        self._to_shift = to_shift
        self._now: DayNow | None = None
        self._looking_at: ClosedDayRow | None = None
        self._busy = False
        self._closed: list[DayWasClosed] = []

    def refresh(self) -> None:
        """Read how the date stands and show its slip."""
        self._looking_at = None
        self._doors.desk.ask(read_day, self._on_read)

    def look_at(self, row: ClosedDayRow | None) -> None:
        """Show the slip of a closed date, or with None that of today."""
        if self._now is None:
            return
        self._looking_at = row
        if not self._doors.may(Permission.CLOSE_DAY):
            self._screen.show_no_slip()
            return
        day = self._now.today if row is None else row.day

        def drawn(picture: bytes) -> None:
            if self._looking_at is row:
                self._screen.show_slip(day, row, picture)

        self._doors.desk.ask(
            lambda session: self._papers.picture(session, day), drawn, self._screen.show_refusal
        )

    def close_next(self) -> None:
        """The one key: hand over first if a shift runs, else close what is due, oldest first."""
        now = self._now
        if now is None or self._busy:
            return
        if now.shift_in_the_way:
            self._to_shift()
        elif now.forgotten:
            self._close(list(now.forgotten), [])
        elif not now.is_closed:
            self._close([now.today], [])

    def print_again(self) -> None:
        """Print the Z report of the date that is looked at once more."""
        if self._looking_at is None:
            return
        command = QueuePaper(Paper.Z_REPORT, self._doors.cashier.person, self._looking_at.document)
        self._doors.desk.submit(
            queue_paper,
            command,
            lambda _done: self._screen.show_slip_queued(),
            self._screen.show_refusal,
        )

    def open_pdf(self) -> None:
        """Make the A4 report of the date that is looked at, and open it."""
        if self._now is None or not self._doors.may(Permission.CLOSE_DAY):
            return
        day = self._now.today if self._looking_at is None else self._looking_at.day
        name = f"{date_text(day)}.pdf"
        self._doors.desk.ask(
            lambda session: self._papers.pdf(session, day),
            lambda paper: self._papers.open_pdf(name, paper),
            self._screen.show_refusal,
        )

    def _close(self, due: list[date], grants: list[int]) -> None:
        """Close the dates one after another; the first refusal ends it, what is closed stays."""
        self._busy = True
        self._closed = []
        self._close_first(due, grants)

    def _close_first(self, due: list[date], grants: list[int]) -> None:
        day, later = due[0], due[1:]
        person = self._doors.cashier.person

        def closed(result: DayWasClosed) -> None:
            self._closed.append(result)
            if later:
                self._close_first(later, [])
            else:
                self._finish(None)

        self._approval.run(
            Errand(
                close_day,
                lambda given: CloseDay(person, day, given),
                closed,
                self._finish,
            ),
            grants,
        )

    def _finish(self, refusal: Refusal | None) -> None:
        self._busy = False
        if self._closed:
            self._screen.show_closed(tuple(self._closed))
        if refusal is not None:
            self._screen.show_refusal(refusal)
        self.refresh()

    def _on_read(self, now: DayNow) -> None:
        if not self._doors.may(Permission.CLOSE_DAY):
            now = replace(now, closed=())
        self._now = now
        self._screen.show_day(now)
        newest = now.closed[0] if now.closed and now.is_closed else None
        self.look_at(newest)
