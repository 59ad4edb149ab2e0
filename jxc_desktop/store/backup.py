"""Backups: a copy of the running database, encrypted with its key, read back before it counts."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from jxc_desktop.store.opening import connect_raw
from jxc_desktop.store.safe_file import sync_file, sync_folder
from jxc_desktop.store.soundness import BookMark, Stopped, book_mark, check_file, never
from jxc_desktop.store.trouble import StoreTrouble, says_disk_full

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUFFIX = ".jxcbackup"
_PARTIAL = ".partial"
SIDES = ("-wal", "-shm", "-journal")
_PAGES_AT_A_TIME = 2_000
_LEFT_BEHIND_AFTER = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was written, opened with the key and found to hold the same documents."""

    path: Path
    size: int
    book: BookMark


def back_up(
    database: Path, key: bytes, target: Path, *, stop: Callable[[], bool] = never
) -> BackedUp:
    """Copy the database as it is at one moment, while others go on reading and writing it.

    It grows under `<target>.partial` and gets its name only when every page was read back and the
    journal is the same, so that a file with a backup's name is one. Refuses (`StoreTrouble`) a
    name that is taken (`backup_exists`), a full disk (`disk_full`) and whatever else fails
    (`backup_failed`). Raises `Stopped` when `stop` says so.
    """
    if target.exists():
        raise StoreTrouble("backup_exists", path=target.name)
    partial = target.with_name(target.name + _PARTIAL)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _remove_left_behind(target.parent)
        taken = _copy_pages(database, key, partial, stop)
        written = check_file(partial, key, stop)
        if written != taken:
            raise StoreTrouble("backup_differs", path=target.name)
        sync_file(partial)
        partial.replace(target)
        sync_folder(target.parent)
    except (OSError, sqlcipher.DatabaseError) as error:
        if stop():
            raise Stopped from error
        raise StoreTrouble(
            "disk_full" if says_disk_full(error) else "backup_failed",
            path=target.name,
            detail=str(error),
        ) from error
    finally:
        remove_with_sides(partial)
    return BackedUp(target, target.stat().st_size, written)


def _copy_pages(database: Path, key: bytes, partial: Path, stop: Callable[[], bool]) -> BookMark:
    """All pages of one moment, and what the journal held then."""

    def look(*_: int) -> None:
        if stop():
            raise Stopped

    # The library would make a missing file; it must exist for nobody else to read, too.
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    source = connect_raw(database, key, read_only=True)
    try:
        copy = connect_raw(partial, key)
        try:
            copy.execute("PRAGMA journal_mode = OFF").fetchone()
            copy.execute("PRAGMA synchronous = OFF")
            # The reading transaction keeps the moment: who sells meanwhile is not waited for.
            source.execute("BEGIN")
            taken = book_mark(source)
            source.backup(copy, pages=_PAGES_AT_A_TIME, progress=look, sleep=0)
            make_one_file(copy)
        finally:
            copy.close()
    finally:
        source.close()
    return taken


def make_one_file(connection: Any) -> None:
    """No write-ahead log beside it: what is copied elsewhere must be the file alone."""
    mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    if mode != "delete":
        message = f"the journal mode stayed {mode}"
        raise OSError(errno.EBUSY, message)


def remove_with_sides(path: Path) -> None:
    """Take a database file away, and what SQLite may have left beside it."""
    for name in (path.name, *(path.name + side for side in SIDES)):
        with suppress(OSError):
            path.with_name(name).unlink()


def _remove_left_behind(folder: Path) -> None:
    """What a power cut left half written; not what another process is writing now."""
    long_ago = time.time() - _LEFT_BEHIND_AFTER.total_seconds()
    for path in folder.glob(f"*{SUFFIX}{_PARTIAL}"):
        with suppress(OSError):
            if path.lstat().st_mtime < long_ago:
                remove_with_sides(path)
