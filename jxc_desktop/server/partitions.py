"""The journal's partitions by position, always made before anybody needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, text

from jxc_desktop.server.tables import company_file

if TYPE_CHECKING:
    from sqlalchemy import Connection

PARTITION_SIZE = 1_000_000
"""Positions in a partition."""
_AHEAD = 2
_PARTITIONS = text(
    "SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
    " WHERE inhparent = CAST('journal' AS regclass)"
)


def make_ahead(connection: Connection, size: int = PARTITION_SIZE) -> int:
    """Make partitions until two empty ones lie ahead; returns how many were made.

    A partition is made apart and then attached, which no push and no pull waits for.
    """
    position = connection.execute(select(company_file.c.position)).scalar() or 0
    # Two who look after it at once would make the same one: the second waits, and finds it made.
    connection.execute(text("SELECT version FROM server_schema FOR UPDATE"))
    there = set(connection.execute(_PARTITIONS).scalars())
    made = 0
    for number in range(position // size + _AHEAD + 1):
        name = f"journal_{number:06d}"
        if name in there:
            continue
        first, end = number * size, (number + 1) * size
        connection.exec_driver_sql(f"CREATE TABLE {name} (LIKE journal INCLUDING ALL)")
        connection.exec_driver_sql(
            f"ALTER TABLE journal ATTACH PARTITION {name} FOR VALUES FROM ({first}) TO ({end})"
        )
        made += 1
    return made
