"""Restoring: a backup takes the place of the database, which is kept aside and never deleted."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher

from jxc_desktop.store.backup import SIDES, make_one_file, remove_with_sides
from jxc_desktop.store.opening import connect_raw
from jxc_desktop.store.restored_mark import RestoredMark, write_restored_mark
from jxc_desktop.store.safe_file import sync_file, sync_folder
from jxc_desktop.store.soundness import BookMark, Stopped, check_file, never, refuse_unreadable
from jxc_desktop.store.trouble import StoreTrouble, says_disk_full

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from jxc_desktop.store.sentinel import LastSeen

_CHUNK_BYTES = 4 * 1024 * 1024
_DRAFT = ".restoring"
_BUSY_MILLISECONDS = 1_000


@dataclass(frozen=True, slots=True)
class Restored:
    """The database is the backup's now; what was there before lies at `kept_aside`."""

    database: Path
    kept_aside: Path | None
    book: BookMark


@dataclass(frozen=True, slots=True)
class Restoring:
    """What to restore and where to, at which moment, and how far the till had come if known.

    `replaced` (see `journal.continuity.last_seen`, or the sentinel's note) lets the new life go
    on behind the numbers that were printed since the backup.
    """

    backup: Path
    into: Path
    key: bytes = field(repr=False)
    now: datetime
    replaced: LastSeen | None = None


def restore(order: Restoring, *, stop: Callable[[], bool] = never) -> Restored:
    """Put the backup in the database's place, whole and checked, in one step.

    The till begins a new life with it at the next start (`journal.continuity.find_break`). Every
    store of this database must be closed. Refuses (`StoreTrouble`) what `check_file` refuses, a
    database that is in use (`database_in_use`) and a full or failing disk (`disk_full`,
    `restore_failed`); then the database is as it was. Raises `Stopped` when `stop` says so.
    """
    draft = order.into.with_name(order.into.name + _DRAFT)
    try:
        refuse_unreadable(order.backup, order.key)
        order.into.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        remove_with_sides(draft)
        _copy(order.backup, draft, stop)
        book = check_file(draft, order.key, stop)
        _mark(draft, order)
        kept_aside = _set_aside(order)
        draft.replace(order.into)
        sync_folder(order.into.parent)
    except (OSError, sqlcipher.DatabaseError) as error:
        raise StoreTrouble(
            "disk_full" if says_disk_full(error) else "restore_failed",
            path=order.backup.name,
            detail=str(error),
        ) from error
    finally:
        remove_with_sides(draft)
    return Restored(order.into, kept_aside, book)


def _copy(backup: Path, draft: Path, stop: Callable[[], bool]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with backup.open("rb") as source, os.fdopen(os.open(draft, flags, 0o600), "wb") as copy:
        while chunk := source.read(_CHUNK_BYTES):
            if stop():
                raise Stopped
            copy.write(chunk)


def _mark(draft: Path, order: Restoring) -> None:
    connection = connect_raw(draft, order.key)
    try:
        mark = RestoredMark(backup=order.backup.name, replaced=order.replaced)
        write_restored_mark(connection, mark)
        make_one_file(connection)
    finally:
        connection.close()
    sync_file(draft)


def _set_aside(order: Restoring) -> Path | None:
    """Give the database a second name, with everything that it has committed in the one file."""
    into = order.into
    aside = _free_name(into, order.now)
    log, log_aside = _beside(into, "-wal"), _beside(aside, "-wal")
    if log.exists():
        # Before anybody opens it: SQLite throws a log away that it cannot make sense of.
        shutil.copyfile(log, log_aside)
    try:
        folded_in = _fold_log_in(into, order.key)
    except StoreTrouble:
        log_aside.unlink(missing_ok=True)
        raise
    if folded_in:
        log_aside.unlink(missing_ok=True)
    for side in SIDES:
        _beside(into, side).unlink(missing_ok=True)
    if not into.exists():
        return None
    try:
        os.link(into, aside)
    except OSError:
        # A disk without hard links (exFAT): for a moment there is no database under its name.
        into.replace(aside)
    return aside


def _fold_log_in(database: Path, key: bytes) -> bool:
    """Move the write-ahead log into the file; answers whether that could be done.

    Refuses (`database_in_use`) where others have the database open.
    """
    if not database.exists():
        return False
    try:
        with closing(connect_raw(database, key)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
            make_one_file(connection)
    except sqlcipher.DatabaseError as error:
        if "locked" in str(error):
            raise StoreTrouble("database_in_use", path=database.name) from error
        return False
    return True


def _beside(database: Path, side: str) -> Path:
    return database.with_name(database.name + side)


def _free_name(database: Path, now: datetime) -> Path:
    stem = f"{database.stem}-replaced-{now:%Y%m%dT%H%M%SZ}"
    names = (f"{stem}{'' if turn == 0 else f'-{turn}'}{database.suffix}" for turn in range(1000))
    return next(path for name in names if not (path := database.with_name(name)).exists())
