"""Looking after what must not be lost: backups, the proof of the book, the recovery code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.check_book import BookCheck, check_book
from jxc_desktop.ui.office.screen import OfficeScreen

if TYPE_CHECKING:
    from datetime import datetime

    from jxc_desktop.ui.counter.doors import Doors


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup on the shelf."""

    taken_at: datetime
    name: str
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class SafetyPlace:
    """What only the app knows: where backups lie, who makes them, and the till's own secret."""

    folder: str
    version: str
    database_version: int
    list_backups: Callable[[], Sequence[BackupRow]]
    back_up_now: Callable[[], object]
    recovery_code: Callable[[], str]
    print_code: Callable[[str], object]


class SafetyScreen(OfficeScreen, Protocol):
    """Shows how safe the shop is."""

    def show_place(self, folder: str, version: str, database_version: int) -> None: ...

    def show_backups(self, rows: Sequence[BackupRow]) -> None: ...

    def show_backing_up(self, *, busy: bool) -> None: ...

    def show_checking(self) -> None: ...

    def show_check(self, check: BookCheck) -> None: ...

    def show_code(self, code: str) -> None:
        """The recovery code; empty hides it again."""
        ...


class SafetyPresenter:
    """Each act needs its own permission; whoever lacks it is told, and sees the rest."""

    def __init__(self, doors: Doors, screen: SafetyScreen, place: SafetyPlace) -> None:
        self._doors = doors
        self._screen = screen
        self._place = place
        self._checking = False

    def start(self) -> None:
        """Show what there is."""
        place = self._place
        self._screen.show_place(place.folder, place.version, place.database_version)
        self.look_again()

    def look_again(self) -> None:
        """Read what lies on the shelf."""
        self._screen.show_backups(self._place.list_backups())

    def back_up_now(self) -> None:
        """Do not wait for tomorrow."""
        if self._may(Permission.BACKUP):
            self._screen.show_backing_up(busy=True)
            self._place.back_up_now()

    def hear_backup(self, *, working: bool, trouble: Refusal | None = None) -> None:
        """The keeper of the backups has news: it works, or it has ended well or not."""
        self._screen.show_backing_up(busy=working)
        if trouble is not None:
            self._screen.show_refusal(trouble)
        if not working:
            self.look_again()

    def check_book(self) -> None:
        """Check every document and every sum, beside the work."""
        if not self._checking and self._may(Permission.VERIFY):
            self._checking = True
            self._screen.show_checking()
            self._doors.desk.ask(check_book, self._on_checked)

    def show_code(self) -> None:
        """Show the recovery code to somebody who may restore the shop with it."""
        if self._may(Permission.RESTORE):
            self._screen.show_code(self._place.recovery_code())

    def hide_code(self) -> None:
        """It was read."""
        self._screen.show_code("")

    def print_code(self) -> None:
        """Put the recovery code on paper."""
        if self._may(Permission.RESTORE):
            self._place.print_code(self._place.recovery_code())

    def _may(self, permission: Permission) -> bool:
        if self._doors.may(permission):
            return True
        person = self._doors.cashier.person
        self._screen.show_refusal(
            Refusal("permission_missing", permission=permission, person=person)
        )
        return False

    def _on_checked(self, check: BookCheck) -> None:
        self._checking = False
        self._screen.show_check(check)
