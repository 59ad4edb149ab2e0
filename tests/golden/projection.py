"""What a journal came to, table by table, so that later versions can be held to it.

Only the columns that the writing version knew are compared: a schema may grow.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Fingerprint(TypedDict):
    """A table's columns, its number of rows, and the SHA-256 of the rows as SQLite quotes them."""

    columns: list[str]
    rows: int
    sha256: str


def fingerprint(connection: Connection, table: str, columns: list[str]) -> Fingerprint:
    """The table's rows in the order of the columns."""
    names = ", ".join(f'"{name}"' for name in columns)
    quoted = " || ',' || ".join(f'quote("{name}")' for name in columns)
    query = f'SELECT {quoted} FROM "{table}" ORDER BY {names}'
    rows = [row[0] for row in connection.exec_driver_sql(query)]
    found = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return Fingerprint(columns=columns, rows=len(rows), sha256=found)
