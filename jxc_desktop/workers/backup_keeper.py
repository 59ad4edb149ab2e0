"""The thread that backs up once a day and looks whether the database is whole."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.store.backup import back_up
from jxc_desktop.store.backup_shelf import backup_name, clear_shelf, kept_backups
from jxc_desktop.store.opening import connect_raw
from jxc_desktop.store.soundness import Stopped, faults_in_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVERY = timedelta(hours=24)
RETRY_AFTER = timedelta(minutes=10)
STOP_SECONDS = 2.0
_LOOK_SECONDS = 60.0
"""How often it looks at the clock: a machine that slept has not counted its sleep."""


class BackupState(StrEnum):
    """What the lamp shows."""

    WORKING = "working"
    GOOD = "good"
    FAILED = "failed"
    """The last attempt failed; it is tried again in some minutes."""
    DAMAGED = "damaged"
    """The database itself has damaged pages: restore, do not sell on."""


@dataclass(frozen=True, slots=True)
class BackupNews:
    """The state, when the last good backup was taken, and what went wrong if anything did."""

    state: BackupState
    last: datetime | None = None
    trouble: Refusal | None = None


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """What is backed up, where to, by which clock, and how often."""

    database: Path
    key: bytes
    folder: Path
    clock: Callable[[], datetime]
    every: timedelta = EVERY
    first_after_seconds: float = 20.0
    """The start of the program has better things to do at first."""

    def __repr__(self) -> str:
        """Without the key, since objects end up in logs and tracebacks."""
        return f"BackupPlan(database={self.database.name!r}, folder={self.folder.name!r})"


class BackupKeeper:
    """Backs up when the last backup is a day old; at a start where it is not, checks all pages.

    A backup reads every page too and is read back itself, so one of both is enough. The thread
    only reads the database: it holds no sale up.
    """

    def __init__(self, plan: BackupPlan, tell: Callable[[BackupNews], None]) -> None:
        """`tell` hears every change of state, on this thread."""
        self._plan = plan
        self._tell = tell
        self._asked = threading.Event()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._not_before: datetime | None = None
        # A daemon, so that a disk that hangs in the kernel cannot keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="backup-keeper", daemon=True)

    def start(self) -> None:
        """Begin; the first look comes after `first_after_seconds`."""
        self._thread.start()

    def back_up_now(self) -> None:
        """Somebody pressed the button: do not wait for tomorrow."""
        self._asked.set()
        self._wake.set()

    def stop(self, seconds: float = STOP_SECONDS) -> bool:
        """Give up what is under way and end; answers whether the thread has ended in time."""
        self._stopping.set()
        self._wake.set()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        self._wake.wait(self._plan.first_after_seconds)
        if not (self._stopping.is_set() or self._asked.is_set() or self._is_due()):
            self._check_database()
        while not self._stopping.is_set():
            if self._asked.is_set() or self._is_due():
                self._back_up()
                # Whoever pressed the button meanwhile has been served as well.
                self._asked.clear()
            self._wake.wait(_LOOK_SECONDS)
            self._wake.clear()

    def _is_due(self) -> bool:
        now = self._plan.clock()
        if self._not_before is not None and now < self._not_before:
            return False
        last = self._last()
        # A backup from tomorrow was taken while the clock was wrong, and proves nothing.
        return last is None or not timedelta(0) <= now - last < self._plan.every

    def _last(self) -> datetime | None:
        kept = kept_backups(self._plan.folder)
        return kept[0].taken_at if kept else None

    def _back_up(self) -> None:
        plan, now = self._plan, self._plan.clock()
        self._say(BackupNews(BackupState.WORKING, self._last()))
        try:
            target = plan.folder / backup_name(now)
            back_up(plan.database, plan.key, target, stop=self._stopping.is_set)
        except Stopped:
            return
        except Refusal as refusal:
            self._not_before = now + RETRY_AFTER
            self._say(BackupNews(BackupState.FAILED, self._last(), refusal))
            return
        self._not_before = None
        clear_shelf(plan.folder)
        self._say(BackupNews(BackupState.GOOD, now))

    def _check_database(self) -> None:
        last = self._last()
        self._say(BackupNews(BackupState.WORKING, last))
        try:
            with closing(
                connect_raw(self._plan.database, self._plan.key, read_only=True)
            ) as connection:
                faults = faults_in_pages(connection, self._stopping.is_set)
        except sqlcipher.DatabaseError as error:
            faults = str(error)
        if self._stopping.is_set():
            return
        good = BackupNews(BackupState.GOOD, last)
        trouble = Refusal("database_damaged", detail=faults)
        self._say(replace(good, state=BackupState.DAMAGED, trouble=trouble) if faults else good)

    def _say(self, news: BackupNews) -> None:
        self._tell(news)
