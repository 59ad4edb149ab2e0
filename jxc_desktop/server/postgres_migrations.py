"""The versions of a company's schema: an ordered list, each brought in by one short transaction.

A step only adds (a table, a column with a default, an index), so that the program of the version
before goes on storing documents while it runs and after it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, text
from sqlalchemy.schema import CreateIndex, CreateTable

from jxc_desktop.journal.stream_rows import projected_tables
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import ParkedDocument
from jxc_desktop.server.postgres_rules import JOURNAL, RULES
from jxc_desktop.server.tables import SERVER

Migration = Callable[[Connection], None]
_LOCK_WAIT = "3s"
"""A step that waits for a long transaction must not make all others wait behind it."""


def _first_company(connection: Connection) -> None:
    """The projected tables of the terminals, the journal in partitions, the server's own, rules."""
    for statement in JOURNAL:
        connection.exec_driver_sql(statement)
    for table in (*projected_tables(), table_of(ParkedDocument), *SERVER.sorted_tables):
        connection.execute(CreateTable(table))
        for index in table.indexes:
            connection.execute(CreateIndex(index))
    for statement in RULES:
        connection.exec_driver_sql(statement)


MIGRATIONS: tuple[Migration, ...] = (_first_company,)
"""Version n is the nth of them. One that was released is never changed."""


def migrate(
    transaction: Callable[[], AbstractContextManager[Connection]],
    migrations: Sequence[Migration] = MIGRATIONS,
) -> int:
    """Bring the schema up to date; returns its version. A newer one is left as it is."""
    with transaction() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE IF NOT EXISTS server_schema (one int PRIMARY KEY, version int NOT NULL)"
        )
        connection.exec_driver_sql("INSERT INTO server_schema VALUES (1, 0) ON CONFLICT DO NOTHING")
    while True:
        with transaction() as connection:
            version = _locked_version(connection)
            if version >= len(migrations):
                return version
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_LOCK_WAIT}'")
            migrations[version](connection)
            connection.execute(
                text("UPDATE server_schema SET version = :version"), {"version": version + 1}
            )


def _locked_version(connection: Connection) -> int:
    """The version; whoever else migrates waits until this step is done."""
    query = text("SELECT version FROM server_schema FOR UPDATE")
    return int(connection.execute(query).scalar_one())
