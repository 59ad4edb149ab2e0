"""Throwing every projection away and computing it again from the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from jxc_desktop.documents.document import UnreadableDocument, read_document
from jxc_desktop.journal.apply import apply
from jxc_desktop.journal.digest import projected_tables
from jxc_desktop.journal.parking import CannotProject
from jxc_desktop.journal.read import stored_documents
from jxc_desktop.models.journal import AppliedDocument, ParkedDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from jxc_desktop.journal.read import Stored


def rebuild(connection: Connection, progress: Callable[[int], None] = lambda _done: None) -> int:
    """Compute all projections anew, in the caller's transaction; returns the documents applied.

    A document that this version cannot read or project is parked with the reason, and the ones
    behind it go on. `progress` hears the number done after each thousand.
    """
    connection.execute(delete(AppliedDocument))
    for table in projected_tables():
        connection.execute(delete(table))
    connection.execute(delete(ParkedDocument))
    for search in ("product_search", "product_gram"):
        connection.exec_driver_sql(f"DELETE FROM {search}")  # noqa: S608 (our own table names)
    done = 0
    for stored in stored_documents(connection):
        project(connection, stored)
        done += 1
        if done % 1000 == 0:
            progress(done)
    progress(done)
    return done


def project(connection: Connection, stored: Stored) -> None:
    """Apply a stored document, or park it with the reason."""
    try:
        with connection.begin_nested():
            apply(connection, read_document(stored.spelled))
    except (UnreadableDocument, CannotProject) as error:
        connection.execute(
            insert(ParkedDocument), {"document": stored.key, "why": str(error)[:500]}
        )
