"""The server's PostgreSQL: a schema for each company, and transactions that see nothing else.

Plain row locks only: no sequences, no LISTEN/NOTIFY, no LOCK TABLE, so that distributed
PostgreSQLs stay possible.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url

from jxc_desktop.server import partitions
from jxc_desktop.server.postgres_migrations import MIGRATIONS, migrate
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from jxc_desktop.server.postgres_migrations import Migration

_PREFIX = "jxc_"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def schema_of(tenant: str) -> str:
    """The schema of a company; refuses (`unknown_tenant`) what can be no company's name."""
    if not _NAME.fullmatch(tenant):
        raise ServerRefusal(RefusalCode.UNKNOWN_TENANT, "no such name")
    return _PREFIX + tenant


class PostgresServer:
    """One database with many companies."""

    def __init__(self, url: str | URL, *, pool_size: int = 8) -> None:
        """Connect lazily; `url` as SQLAlchemy reads it, the driver is always psycopg."""
        address = make_url(url).set(drivername="postgresql+psycopg")
        self._engine = create_engine(
            address, pool_size=pool_size, max_overflow=8, pool_pre_ping=True, pool_timeout=10
        )

    @property
    def engine(self) -> Engine:
        """The pool, for measurements and tests."""
        return self._engine

    def create(self, tenant: str, migrations: Sequence[Migration] = MIGRATIONS) -> PostgresTenant:
        """Make the company's schema, or bring an older one up to date."""
        schema = schema_of(tenant)
        with self._engine.begin() as connection:
            connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
        made = PostgresTenant(self._engine, schema)
        migrate(made.transaction, migrations)
        made.maintain()
        return made

    def tenant(self, tenant: str) -> PostgresTenant:
        """A company that exists; refuses with `unknown_tenant`."""
        schema = schema_of(tenant)
        if tenant not in self.tenants():
            raise ServerRefusal(RefusalCode.UNKNOWN_TENANT, tenant)
        return PostgresTenant(self._engine, schema)

    def maintain(self, tenant: str) -> None:
        """Make the partitions of the company's journal ahead of need."""
        PostgresTenant(self._engine, schema_of(tenant)).maintain()

    def tenants(self) -> tuple[str, ...]:
        """The names of all companies."""
        query = text("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, :prefix)")
        with self._engine.connect() as connection:
            found = connection.execute(query, {"prefix": _PREFIX}).scalars()
            return tuple(sorted(str(each).removeprefix(_PREFIX) for each in found))

    def drop(self, tenant: str) -> None:
        """Take the company away with all that it has: there is no way back but a backup."""
        schema = schema_of(tenant)
        with self._engine.begin() as connection:
            connection.exec_driver_sql(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')

    def identity(self) -> str:
        """What another cluster, and this one after a restore to an earlier moment, has not."""
        query = text(
            "SELECT system_identifier, substring(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"
            " FROM pg_control_system()"
        )
        with self._engine.connect() as connection:
            system, timeline = connection.execute(query).one()
        return f"{system}/{int(timeline, 16)}"

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


class PostgresTenant:
    """A `tenant_store.TenantStore`: one schema; every transaction finds its tables only there."""

    def __init__(self, engine: Engine, schema: str) -> None:
        self._engine = engine
        self._looking = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self.schema = schema

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Everything in it is committed together, durably, or not at all."""
        with self._engine.begin() as connection:
            self._enter(connection)
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look at what is committed; writing in it fails."""
        with self._looking.begin() as connection:
            self._enter(connection)
            yield connection

    def _enter(self, connection: Connection) -> None:
        connection.exec_driver_sql(f'SET LOCAL search_path TO "{self.schema}"')

    def maintain(self) -> int:
        """Make the journal's partitions ahead; to be called at each start and now and then."""
        with self.transaction() as connection:
            return partitions.make_ahead(connection)
