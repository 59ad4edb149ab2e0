"""Which rows a snapshot takes of each table, read in batches that memory hardly feels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Integer, LargeBinary, Table, cast, select, type_coerce

from jxc_desktop.domain.streams import Stream
from jxc_desktop.journal.stream_rows import projected_tables, stream_rows, tables_of
from jxc_desktop.models.base import Packed, WholeNumber, table_of
from jxc_desktop.models.everything import DOCUMENT_TABLES
from jxc_desktop.models.journal import JournalEntry, ParkedDocument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Column, Connection, Select

CATALOGUE, HISTORY = "catalogue", "history"
_JOURNAL, _PARKED = table_of(JournalEntry), table_of(ParkedDocument)
_OF_DOCUMENTS = DOCUMENT_TABLES.keys() | {"sale"}
"""Tables of the history: as many rows as documents, and nothing that a sale needs."""


def tables_of_part(kind: str) -> tuple[Table, ...]:
    """The tables of a part, the journal first and the seals last."""
    if kind == CATALOGUE:
        return tuple(each for each in projected_tables() if each.name not in _OF_DOCUMENTS)
    rest = [each for each in projected_tables() if each.name in _OF_DOCUMENTS]
    rest.sort(key=lambda table: (table.name == "applied_document", table.name))
    return (_JOURNAL, _PARKED, *rest)


def rows_of(
    connection: Connection, table: Table, streams: Sequence[int], batch: int
) -> Iterator[list[tuple[Any, ...]]]:
    """The table's rows of the streams, columns in the table's order, as the databases keep them."""
    for query in _queries(table, streams):
        raw = query.with_only_columns(*(_raw(column) for column in table.columns))
        found = connection.execute(raw, execution_options={"yield_per": batch})
        for rows in found.partitions(batch):
            yield [tuple(row) for row in rows]


def _raw(column: Column[Any]) -> Any:
    """The column without what makes a domain value of it."""
    kind = column.type
    if isinstance(kind, Boolean):
        return cast(column, Integer)
    if isinstance(kind, Packed | LargeBinary):
        return type_coerce(column, LargeBinary())
    impl = getattr(kind, "impl", None)
    return type_coerce(column, WholeNumber) if impl is not None else column


def _queries(table: Table, streams: Sequence[int]) -> Iterator[Select[*tuple[Any, ...]]]:
    if table is _JOURNAL:
        yield select(table).where(table.c.stream.in_(streams)).order_by(table.c.position)
        return
    if table is _PARKED:
        yield (
            select(table)
            .join(_JOURNAL, _JOURNAL.c.key == table.c.document)
            .where(_JOURNAL.c.stream.in_(streams))
        )
        return
    for stream in map(Stream, streams):
        if table in tables_of(stream):
            yield stream_rows(table, stream)
