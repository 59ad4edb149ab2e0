"""The shift in between: opened, looked at, cash put in and taken out, the drawer opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.drawer import MoveCash, OpenDrawer, move_cash, open_drawer
from jxc_desktop.commands.print_jobs import QueuePaper, queue_paper
from jxc_desktop.commands.shifts import OpenShift, ShiftWasOpened, open_shift
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.ui.approval.presenter import ApprovalPresenter, Errand
from jxc_desktop.ui.shift.shift_now import ShiftNow, read_shift, sees_cash

if TYPE_CHECKING:
    from jxc_desktop.domain.errors import Refusal
    from jxc_desktop.domain.numbers import Money
    from jxc_desktop.ui.counter.doors import Doors


@dataclass(frozen=True, slots=True)
class Sight:
    """What the person at the till may see of the shift."""

    figures: bool
    cash: bool
    own_shift: bool


class ShiftScreen(Protocol):
    """Shows how the till stands and reports what is wanted."""

    def show_between_shifts(self, found: Money) -> None:
        """No shift is open; `found` cash lies in the drawer by the books."""
        ...

    def show_shift(self, now: ShiftNow, sight: Sight) -> None: ...

    def show_opened(self, opened: ShiftWasOpened) -> None: ...

    def show_cash_moved(self, amount: Money) -> None:
        """The cash was moved (below zero: taken out); the question for it can go."""
        ...

    def show_drawer_opened(self) -> None: ...

    def show_x_queued(self) -> None: ...

    def show_refusal(self, refusal: Refusal) -> None: ...


class ShiftPresenter:
    """Decides what the shift screen shows; `changed` hears when a shift was opened."""

    def __init__(
        self,
        doors: Doors,
        screen: ShiftScreen,
        approval: ApprovalPresenter,
        changed: Callable[[], object],
    ) -> None:
        self._doors = doors
        self._screen = screen
        self._approval = approval
        self._changed = changed
        self._now: ShiftNow | None = None

    def refresh(self) -> None:
        """Read how the till stands; called when the screen comes up and after each change."""
        self._doors.desk.ask(read_shift, self._on_read)

    def open_shift(self, brought: Money) -> None:
        """Take the drawer over; `brought` cash comes from the safe on top of what is found."""
        command = OpenShift(self._doors.cashier.person, brought)

        def opened(result: ShiftWasOpened) -> None:
            self._screen.show_opened(result)
            self.refresh()
            self._changed()

        self._doors.desk.submit(open_shift, command, opened, self._screen.show_refusal)

    def move_cash(self, purpose: CashPurpose, amount: Money, reason: str) -> None:
        """Put `amount` in or take it out, as the purpose says."""
        signed = amount if purpose.comes_in else -amount
        person = self._doors.cashier.person

        def moved(_key: object) -> None:
            self._screen.show_cash_moved(signed)
            self.refresh()

        self._approval.run(
            Errand(
                move_cash,
                lambda grants: MoveCash(person, signed, purpose, reason, grants),
                moved,
                self._screen.show_refusal,
            )
        )

    def open_drawer(self, reason: str) -> None:
        """Open the drawer without a sale."""
        person = self._doors.cashier.person
        self._approval.run(
            Errand(
                open_drawer,
                lambda grants: OpenDrawer(person, reason, grants),
                lambda _key: self._screen.show_drawer_opened(),
                self._screen.show_refusal,
            )
        )

    def print_x(self) -> None:
        """Print the figures of the running shift; nothing is closed by it."""
        if self._now is None or self._now.shift is None:
            return
        command = QueuePaper(Paper.X_REPORT, self._doors.cashier.person, self._now.shift.shift)
        self._doors.desk.submit(
            queue_paper,
            command,
            lambda _done: self._screen.show_x_queued(),
            self._screen.show_refusal,
        )

    def _on_read(self, now: ShiftNow) -> None:
        self._now = now
        if now.shift is None:
            self._screen.show_between_shifts(now.drawer)
            return
        sight = Sight(
            figures=self._doors.may(Permission.X_REPORT),
            cash=sees_cash(self._doors, now),
            own_shift=now.shift.cashier == self._doors.cashier.person,
        )
        self._screen.show_shift(now, sight)
