"""A fingerprint of all that is computed from documents: equal wherever they are the same."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import Table, select

from jxc_desktop.models.everything import LOCAL_TABLES, Base

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_SEPARATOR = b"\x1f"


def projected_tables() -> tuple[Table, ...]:
    """The tables that can be thrown away and computed again, by name."""
    tables = Base.metadata.tables
    return tuple(tables[name] for name in sorted(tables) if name not in LOCAL_TABLES)


def digests(connection: Connection) -> dict[str, str]:
    """One SHA-256 in hex for each projected table, over its rows in the order of its key."""
    return {table.name: _digest_of(connection, table) for table in projected_tables()}


def digest(connection: Connection) -> str:
    """One SHA-256 in hex over all of them."""
    whole = hashlib.sha256()
    for name, part in digests(connection).items():
        whole.update(f"{name}={part}\n".encode())
    return whole.hexdigest()


def _digest_of(connection: Connection, table: Table) -> str:
    found = hashlib.sha256()
    for row in _rows(connection, table):
        found.update(_SEPARATOR.join(repr(value).encode() for value in row))
        found.update(b"\n")
    return found.hexdigest()


def _rows(connection: Connection, table: Table) -> Iterator[tuple[object, ...]]:
    # A sum that came back to nothing and a row that was never made say the same.
    keys = len(table.primary_key)
    query = select(*table.primary_key, *(c for c in table.columns if not c.primary_key))
    for row in connection.execute(query.order_by(*table.primary_key)):
        if table.name in _SUM_TABLES and not any(row[keys:]):
            continue
        yield tuple(row)


_SUM_TABLES = frozenset(
    {
        "account_balance",
        "stock_balance",
        "day_figure",
        "product_day",
        "receipt_copies",
        "returned_line",
    }
)
