"""Opening the shop's database: a safe SQLite, encrypted, one writer, nothing lost at power cuts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import QueuePool, StaticPool

from jxc_desktop.store.questions import driver_of
from jxc_desktop.store.schema import bring_up_to_date
from jxc_desktop.store.session import ShopSession, Till
from jxc_desktop.store.trouble import StoreTrouble, told_plainly

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SQLITE_NEEDED = (3, 51, 3)
"""The first SQLite whose WAL cannot lose commits at a reset (sqlite.org/wal.html#walresetbug)."""

_BUSY_MILLISECONDS = 5_000


def refuse_unsafe_sqlite(
    version: tuple[int, ...] = sqlcipher.sqlite_version_info,
) -> None:
    """Refuse to start on a SQLite that can lose commits (`sqlite_too_old`)."""
    if version < SQLITE_NEEDED:
        found = ".".join(map(str, version))
        raise StoreTrouble("sqlite_too_old", found=found, needed="3.51.3")


def connect_raw(path: Path, key: bytes, *, read_only: bool = False) -> Any:
    """One connection of the driver with key and pragmas set; for the engine, backup and tools.

    Raises the driver's `DatabaseError` when the key is wrong or the file is no database.
    """
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlcipher.connect(
        uri, uri=True, check_same_thread=False, isolation_level=None, timeout=5
    )
    try:
        # A wrong key is told as a refusal; the library's own lines on stderr help nobody.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -32000")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


class Store:
    """The shop's database: one writing connection, and reading ones that never wait for it."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        check_schema: bool = True,
        connect: Callable[[Path, bytes], Any] = connect_raw,
    ) -> None:
        """Open `path` with the 32-byte raw `key`; refuses (`StoreTrouble`) what is not safe.

        `connect` makes the driver's connections: a simulation hands in a disk that fails.
        """
        refuse_unsafe_sqlite()
        self.path = path
        self.key = key
        self._connect = connect
        self._write_lock = threading.RLock()
        self._writer = self._engine(StaticPool)
        self._readers = self._engine(QueuePool, pool_size=3, max_overflow=5)
        self._write_session = sessionmaker(self._writer, class_=ShopSession, expire_on_commit=False)
        self._read_session = sessionmaker(self._readers, class_=ShopSession, expire_on_commit=False)
        self._till: Till | None = None
        if check_schema:
            with told_plainly():
                bring_up_to_date(self._readers, self._writer)

    def _engine(self, pool: type[Any], **options: Any) -> Engine:
        engine = create_engine(
            "sqlite://",
            module=sqlcipher,
            creator=lambda: self._connect(self.path, self.key),
            poolclass=pool,
            query_cache_size=1200,
            **options,
        )
        event.listen(engine, "begin", _begin_immediate if pool is StaticPool else _begin_reading)
        return engine

    @property
    def writer(self) -> Engine:
        """The engine of the one writing connection; for migrations and rebuilding only."""
        return self._writer

    @property
    def till(self) -> Till | None:
        """The till that this store writes for, once it is known."""
        return self._till

    def serve(self, till: Till) -> None:
        """From now on sessions write for `till`."""
        self._till = till

    @contextmanager
    def transaction(self) -> Iterator[ShopSession]:
        """The one way to write: everything in it is committed together, durably, or not at all."""
        with self._write_lock, told_plainly(), self._write_session.begin() as session:
            self._hand_till(session)
            yield session

    @contextmanager
    def transaction_as(self, till: Till) -> Iterator[ShopSession]:
        """A transaction that writes for `till`; from its commit on everybody's do.

        When it fails, the till of before stays; nobody writes in between.
        """
        with self._write_lock:
            with self.transaction() as session:
                session.till = till
                yield session
            self._till = till

    @contextmanager
    def reading(self) -> Iterator[ShopSession]:
        """A consistent look at what is committed; writing in it fails."""
        with told_plainly(), self._read_session.begin() as session:
            self._hand_till(session)
            yield session

    def _hand_till(self, session: Session) -> None:
        if self._till is not None and isinstance(session, ShopSession):
            session.till = self._till

    def close(self) -> None:
        """Let go of the file; what is committed stays."""
        self._readers.dispose()
        self._writer.dispose()


def _begin_immediate(connection: Any) -> None:
    driver_of(connection).execute("BEGIN IMMEDIATE")


def _begin_reading(connection: Any) -> None:
    driver_of(connection).execute("PRAGMA query_only = ON")
    driver_of(connection).execute("BEGIN")
