"""A tenant of the server on SQLite: for the simulation, and for tests that want no PostgreSQL."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jxc_desktop.store.opening import Store, connect_raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, MetaData

KEY = bytes(range(32, 64))


_SHARED: list[Any] = []


def share_statements(store: Store) -> Store:
    """Let every store of this process use the same compiled statements: a run opens dozens."""
    engines = (store._writer, store._readers)
    if not _SHARED:
        _SHARED.extend((engines[0].dialect, engines[0]._compiled_cache))
    for engine in engines:
        engine.dialect, engine._compiled_cache = _SHARED
        engine.pool._dialect = engine.dialect
    return store


class SqliteTenant:
    """A `server.service.TenantStore`: the shop's tables and the server's own in one encrypted file.

    Its transactions are durable and one at a time, as the locked counter row of PostgreSQL makes
    those that store documents.
    """

    def __init__(
        self,
        path: Path,
        tables: MetaData | None = None,
        connect: Callable[[Path, bytes], Any] = connect_raw,
    ) -> None:
        """Open `path`, or make it; `tables` are the server's own, made where they are missing."""
        self.store = share_statements(Store(path, KEY, connect=connect))
        if tables is not None:
            tables.create_all(self.store.writer)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Everything in it is committed together, or not at all."""
        with self.store.transaction() as session:
            yield session.connection()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent look at what is committed."""
        with self.store.reading() as session:
            yield session.connection()

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()
