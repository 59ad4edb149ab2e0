"""Whether a database file is whole: its key, its pages, its schema, and whose book it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from jxc_desktop.store.opening import connect_raw
from jxc_desktop.store.schema import SCHEMA_VERSION
from jxc_desktop.store.trouble import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_VM_STEPS = 20_000
"""After so many steps of the database's machine it is asked whether to go on: some 2 ms."""

_CHAIN_HEADS = """
SELECT key, hex(hash) FROM journal WHERE key IN (SELECT max(key) FROM journal GROUP BY key >> 33)
ORDER BY key
"""


class Stopped(Exception):
    """The work was given up because somebody asked for it; nothing is left behind."""


@dataclass(frozen=True, slots=True)
class BookMark:
    """How far a book has come: two files with the same mark hold the same documents."""

    documents: int
    heads: tuple[tuple[int, str], ...]
    """The last key and hash of every chain."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


def book_mark(connection: Any) -> BookMark:
    """The mark of the book behind a bare connection of the driver."""
    documents = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
    heads = connection.execute(_CHAIN_HEADS).fetchall()
    return BookMark(documents, tuple((row[0], row[1]) for row in heads))


def check_file(path: Path, key: bytes, stop: Callable[[], bool] = never) -> BookMark:
    """Open the file with its key, read every page of it, and answer with its mark.

    Refuses (`StoreTrouble`) a file that is not there (`backup_missing`), that the key does not
    open (`backup_unreadable`: another shop's, or no database), that is damaged
    (`backup_damaged`), from a newer program (`database_newer`) or without a shop in it
    (`backup_empty`). Raises `Stopped` when `stop` says so.
    """
    connection = _opened(path, key)
    try:
        return _check_open(connection, path, stop)
    except sqlcipher.DatabaseError as error:
        if stop():
            raise Stopped from error
        raise _trouble("backup_damaged", path, error) from error
    finally:
        connection.close()


def refuse_unreadable(path: Path, key: bytes) -> None:
    """Refuse at a glance what `check_file` would refuse after reading it all, where that shows."""
    connection = _opened(path, key)
    try:
        refuse_newer(connection)
    finally:
        connection.close()


def _opened(path: Path, key: bytes) -> Any:
    if not path.is_file():
        raise StoreTrouble("backup_missing", path=path.name)
    try:
        return connect_raw(path, key, read_only=True)
    except sqlcipher.DatabaseError as error:
        # A key that does not fit and a file that is no database look the same, and are told so.
        stranger = "not a database" in str(error)
        raise _trouble(
            "backup_unreadable" if stranger else "backup_damaged", path, error
        ) from error


def _check_open(connection: Any, path: Path, stop: Callable[[], bool]) -> BookMark:
    refuse_newer(connection)
    wrong = faults_in_pages(connection, stop)
    if stop():
        raise Stopped
    # This one cannot be stopped half way, but it is fast: some 600 MB a second.
    wrong = wrong or "; ".join(
        str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check").fetchmany(5)
    )
    if wrong:
        raise StoreTrouble("backup_damaged", path=path.name, detail=wrong)
    if not _has_shop(connection):
        raise StoreTrouble("backup_empty", path=path.name)
    return book_mark(connection)


def _has_shop(connection: Any) -> bool:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master").fetchall()}
    if not {"incarnation", "journal"} <= tables:
        return False
    return bool(connection.execute("SELECT count(*) FROM incarnation").fetchone()[0] == 1)


def refuse_newer(connection: Any) -> None:
    """Refuse a database that a newer program wrote (`database_newer`)."""
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > SCHEMA_VERSION:
        raise StoreTrouble("database_newer", found=found, known=SCHEMA_VERSION)


def faults_in_pages(connection: Any, stop: Callable[[], bool] = never) -> str:
    """Read every used page; what does not hang together, in the database's words, or nothing.

    A stop ends it with the driver's `OperationalError` (interrupted).
    """
    connection.set_progress_handler(stop, _VM_STEPS)
    try:
        answers = [str(row[0]) for row in connection.execute("PRAGMA quick_check(5)").fetchall()]
    finally:
        connection.set_progress_handler(None, 0)
    return "" if answers == ["ok"] else "; ".join(answers)[:500]


def _trouble(code: str, path: Path, error: Exception) -> StoreTrouble:
    return StoreTrouble(code, path=path.name, detail=str(error))
