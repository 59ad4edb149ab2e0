"""Looking at a business date from above: which one, what of it may be seen, and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.domain.permissions import Permission
from jxc_desktop.ui.today.today_now import TodayNow, read_today

if TYPE_CHECKING:
    from jxc_desktop.domain.day_facts import DayFacts
    from jxc_desktop.domain.errors import Refusal
    from jxc_desktop.ui.counter.doors import Doors

_BACKUP_AGE_MAX = timedelta(hours=30)
"""A backup a day, and a morning on which the shop opens late."""


@dataclass(frozen=True, slots=True)
class BackupNow:
    """When the shop's book was last put aside, and whether that is too long ago."""

    taken_at: datetime | None
    too_old: bool


@dataclass(frozen=True, slots=True)
class TodaySight:
    """What the person who looks may see, and which workplaces the cards lead them to."""

    margin: bool
    ways: frozenset[str]


class TodayScreen(Protocol):
    """Shows one business date, or that the person may not see it."""

    def show_today(self, now: TodayNow, sight: TodaySight, backup: BackupNow) -> None: ...

    def show_locked(self) -> None:
        """The person may not see the figures."""
        ...

    def ask_day(self, day: date, today: date) -> None:
        """Ask which date it shall be; `look_at` hears the answer."""
        ...

    def show_refusal(self, refusal: Refusal) -> None: ...


@dataclass(frozen=True, slots=True)
class TodayWays:
    """Where the owner goes from here, and what is known of the backups."""

    offered: frozenset[str]
    """The workplaces that the person's role opens."""
    open_workplace: Callable[[str], object]
    """Given `shift`, `day`, `receipts`, `safety`, `exceptions` or `printing`, if offered."""
    open_report: Callable[[DayFacts], object]
    """Makes the A4 report of the figures and shows it."""
    last_backup: Callable[[], datetime | None]
    """When the shop's book was last put aside, if ever."""


class TodayPresenter:
    """Decides what the owner's home shows; `now` is the clock on the wall."""

    def __init__(
        self, doors: Doors, screen: TodayScreen, ways: TodayWays, now: Callable[[], datetime]
    ) -> None:
        self._doors = doors
        self._screen = screen
        self._ways = ways
        self._clock = now
        self._day: date | None = None
        self._now: TodayNow | None = None

    def refresh(self) -> None:
        """Read the date that is looked at once more; today stays today past midnight."""
        if not self._doors.may(Permission.SEE_REPORTS):
            self._screen.show_locked()
            return
        day = self._day

        def read(now: TodayNow) -> None:
            if self._day == day:
                self._on_read(now)

        self._doors.desk.ask(
            lambda session: read_today(session, day), read, self._screen.show_refusal
        )

    def look_at_today(self) -> None:
        """Today, from now on."""
        self._day = None
        self.refresh()

    def look_at_yesterday(self) -> None:
        """The business date before this one."""
        if self._now is not None:
            self._day = self._now.today - timedelta(days=1)
            self.refresh()

    def choose_day(self) -> None:
        """Ask for a date."""
        if self._now is not None:
            self._screen.ask_day(self._now.day, self._now.today)

    def look_at(self, day: date) -> None:
        """The date that was picked."""
        self._day = None if self._now is not None and day >= self._now.today else day
        self.refresh()

    def go(self, workplace: str) -> None:
        """Leave for a workplace, if the person's role opens it."""
        if workplace in self._sight().ways:
            self._ways.open_workplace(workplace)

    def open_report(self) -> None:
        """The A4 report of the date that is looked at."""
        if self._now is not None:
            self._ways.open_report(self._now.facts)

    def _on_read(self, now: TodayNow) -> None:
        self._now = now
        self._screen.show_today(now, self._sight(), self._backup())

    def _sight(self) -> TodaySight:
        margin = self._doors.may(Permission.SEE_COST)
        return TodaySight(margin=margin, ways=self._ways.offered)

    def _backup(self) -> BackupNow:
        taken_at = self._ways.last_backup()
        too_old = taken_at is None or self._clock() - taken_at > _BACKUP_AGE_MAX
        return BackupNow(taken_at, too_old)
