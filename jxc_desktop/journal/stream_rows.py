"""Which projected rows belong to a stream, in an order that is the same on every database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import String, Table, select

from jxc_desktop.domain.streams import COMPANY, Stream
from jxc_desktop.models.base import table_of
from jxc_desktop.models.company import TerminalRow
from jxc_desktop.models.everything import (
    COMPANY_TABLES,
    DOCUMENT_TABLES,
    LOCAL_TABLES,
    STORE_TABLES,
    TERMINAL_TABLES,
    Base,
)
from jxc_desktop.models.journal import JournalEntry

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement, Connection, Select

_JOURNAL, _TERMINAL = table_of(JournalEntry), table_of(TerminalRow)


def projected_tables() -> tuple[Table, ...]:
    """The tables that can be thrown away and computed again, by name."""
    tables = Base.metadata.tables
    return tuple(tables[name] for name in sorted(tables) if name not in LOCAL_TABLES)


def tables_of(stream: Stream) -> tuple[Table, ...]:
    """The projected tables that have rows of the stream, by name."""
    if stream == COMPANY:
        names = COMPANY_TABLES | {"applied_document"}
    else:
        names = STORE_TABLES | DOCUMENT_TABLES.keys() | TERMINAL_TABLES
    return tuple(table for table in projected_tables() if table.name in names)


def streams_held(connection: Connection) -> tuple[Stream, ...]:
    """The company's stream, and those of the stores that the journal has documents of."""
    found = connection.execute(select(_JOURNAL.c.stream).distinct()).scalars()
    return tuple(Stream(number) for number in sorted({COMPANY, *found}))


def stream_rows(table: Table, stream: Stream) -> Select[*tuple[Any, ...]]:
    """The table's rows of the stream, all columns, the key first; see `in_key_order`."""
    rest = (column for column in table.columns if not column.primary_key)
    rows = select(*table.primary_key, *rest)
    if table.name in STORE_TABLES:
        return rows.where(table.c.store == stream)
    if table.name in TERMINAL_TABLES:
        own = select(_TERMINAL.c.terminal).where(_TERMINAL.c.store == stream)
        return rows.where(table.c.terminal.in_(own))
    if table.name in DOCUMENT_TABLES:
        document = table.c[DOCUMENT_TABLES[table.name]]
        return rows.join(_JOURNAL, _JOURNAL.c.key == document).where(_JOURNAL.c.stream == stream)
    return rows


def in_key_order(connection: Connection, table: Table) -> list[ColumnElement[Any]]:
    """What to order rows by, so that they stand alike on SQLite and PostgreSQL."""
    by_bytes = connection.dialect.name == "postgresql"
    return [_ordered(column, by_bytes=by_bytes) for column in table.primary_key]


def _ordered(column: Column[Any], *, by_bytes: bool) -> ColumnElement[Any]:
    return column.collate("C") if by_bytes and isinstance(column.type, String) else column
