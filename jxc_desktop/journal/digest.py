"""A fingerprint of all that is computed from documents: equal wherever they are the same."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Integer, Table, cast

from jxc_desktop.journal.stream_rows import in_key_order, stream_rows, streams_held, tables_of
from jxc_desktop.models.everything import SUM_TABLES
from jxc_desktop.store.questions import driver_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from jxc_desktop.domain.streams import Stream


def digest(connection: Connection, stream: Stream) -> str:
    """One SHA-256 in hex over all projected rows of the stream."""
    return _over(table_digests(connection, stream))


def digests(connection: Connection) -> dict[Stream, str]:
    """The digest of each stream that is held here."""
    return {stream: digest(connection, stream) for stream in streams_held(connection)}


def book_digest(connection: Connection) -> str:
    """One SHA-256 in hex over all streams that are held here."""
    return _over({str(stream): found for stream, found in digests(connection).items()})


def table_digests(connection: Connection, stream: Stream) -> dict[str, str]:
    """One SHA-256 in hex for each projected table that has rows of the stream."""
    return {table.name: _digest_of(connection, table, stream) for table in tables_of(stream)}


def _over(parts: dict[str, str]) -> str:
    whole = hashlib.sha256()
    for name, part in parts.items():
        whole.update(f"{name}={part}\n".encode())
    return whole.hexdigest()


def _digest_of(connection: Connection, table: Table, stream: Stream) -> str:
    rows = stream_rows(table, stream)
    plain = (
        cast(column, Integer) if isinstance(column.type, Boolean) else column
        for column in rows.selected_columns
    )
    query = rows.with_only_columns(*plain).order_by(*in_key_order(connection, table))
    # Plain numbers and texts from the driver itself: both databases give the same.
    compiled = query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    keys, sums = len(table.primary_key), table.name in SUM_TABLES
    found = hashlib.sha256()
    for row in driver_of(connection).execute(str(compiled)):
        # A sum that came back to nothing and a row that was never made say the same.
        if not sums or any(row[keys:]):
            found.update(f"{row!r}\n".encode())
    return found.hexdigest()
