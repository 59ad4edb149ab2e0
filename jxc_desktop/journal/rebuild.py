"""Throwing every projection away and computing it again from the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from jxc_desktop.documents.document import Document, UnreadableDocument, read_document
from jxc_desktop.journal.apply import apply, apply_all
from jxc_desktop.journal.parking import poison
from jxc_desktop.journal.read import stored_documents
from jxc_desktop.journal.short_lived import without_searching_for_cycles
from jxc_desktop.journal.stream_rows import projected_tables
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import AppliedDocument, JournalEntry, ParkedDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from jxc_desktop.domain.ids import DocumentKey
    from jxc_desktop.journal.read import Stored

_BATCH = 500
_WHY_LETTERS_MAX = 500
_JOURNAL, _PARKED = table_of(JournalEntry), table_of(ParkedDocument)


def rebuild(connection: Connection, progress: Callable[[int], None] = lambda _done: None) -> int:
    """Compute all projections anew, in the caller's transaction; returns the documents applied.

    A document that this version cannot read or project is parked with the reason, and the ones
    behind it go on; those that were parked are tried again. What is no projection stays as it is.
    `progress` hears the number done after each thousand.
    """
    connection.execute(delete(AppliedDocument))
    for table in projected_tables():
        connection.execute(delete(table))
    connection.execute(delete(_PARKED))
    if connection.dialect.name == "sqlite":
        for search in ("product_search", "product_gram"):
            connection.exec_driver_sql(f"DELETE FROM {search}")  # noqa: S608 (our own names)
    done, batch = 0, list[Document]()
    for stored in stored_documents(connection):
        try:
            batch.append(_document_of(stored))
        except UnreadableDocument as error:
            _park(connection, stored.key, error)
        if len(batch) == _BATCH:
            _project(connection, batch)
            batch = []
        done += 1
        if done % 1000 == 0:
            progress(done)
    _project(connection, batch)
    progress(done)
    return done


def retry_parked(connection: Connection) -> int:
    """Try what is parked once more, after an update; returns how many documents are so no longer.

    Call it in a transaction of its own. One that still does not fit stays as it was.
    """
    parked = select(_JOURNAL.c.key, _JOURNAL.c.spelled).join(
        _PARKED, _PARKED.c.document == _JOURNAL.c.key
    )
    freed, bad = 0, poison(connection)
    for key, spelled in connection.execute(parked.order_by(_JOURNAL.c.key)).all():
        try:
            with connection.begin_nested():
                connection.execute(delete(_PARKED).where(_PARKED.c.document == key))
                apply(connection, read_document(spelled))
        except bad:
            continue
        freed += 1
    return freed


def _document_of(stored: Stored) -> Document:
    document = read_document(stored.spelled)
    if document.key != stored.key:
        raise UnreadableDocument(f"it calls itself {document.key}")
    return document


def _project(connection: Connection, batch: list[Document]) -> None:
    """Apply documents, or park those that do not fit."""
    bad = poison(connection)
    try:
        with without_searching_for_cycles(), connection.begin_nested():
            apply_all(connection, batch)
    except bad:
        for document in batch:
            try:
                with connection.begin_nested():
                    apply(connection, document)
            except bad as error:
                _park(connection, document.key, error)


def _park(connection: Connection, key: DocumentKey, error: Exception) -> None:
    why = (str(error) or type(error).__name__)[:_WHY_LETTERS_MAX]
    connection.execute(insert(_PARKED), {"document": key, "why": why})
