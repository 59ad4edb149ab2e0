"""Applying a document: everything that is computed from it, in the caller's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.journal.adding import Adding
from jxc_desktop.journal.apply_company import apply_company
from jxc_desktop.journal.apply_copies import apply_copies
from jxc_desktop.journal.apply_figures import apply_figures
from jxc_desktop.journal.apply_money import apply_money
from jxc_desktop.journal.apply_records import apply_records
from jxc_desktop.journal.apply_sales import apply_sales
from jxc_desktop.journal.apply_shifts import apply_shifts
from jxc_desktop.journal.apply_stock import apply_stock
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import AppliedDocument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from jxc_desktop.documents.document import Document

PROJECTIONS = (
    apply_money,
    apply_stock,
    apply_sales,
    apply_copies,
    apply_figures,
    apply_shifts,
    apply_records,
    apply_company,
)
"""Each is a pure reading of the document and adds rows or sums; their order does not matter."""

_SEAL = table_of(AppliedDocument)


def apply(connection: Connection, document: Document) -> None:
    """Project the document, which is in the journal already, and seal it."""
    apply_all(connection, (document,))


def apply_all(connection: Connection, documents: Sequence[Document]) -> None:
    """Project documents, which are in the journal already, and seal them.

    The seal is where the database itself refuses entries that do not balance. Raises
    what `parking.poison` names when one of them does not fit: then nothing of
    the batch may stay (use a savepoint).
    """
    adding = Adding(connection)
    project_all(adding, documents)
    adding.flush()


def project_all(adding: Adding, documents: Sequence[Document]) -> None:
    """Collect what the documents write, their seals last."""
    for document in documents:
        for projection in PROJECTIONS:
            projection(adding, document)
    adding.append(_SEAL, ("document",), [(document.key,) for document in documents])
