"""Paper that a command leaves behind for the print spooler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert

from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.paper import JobState
from jxc_desktop.models.base import table_of
from jxc_desktop.models.till import PrintJob

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jxc_desktop.domain.paper import Paper
    from jxc_desktop.store.session import ShopSession

NO_SUBJECT = DocumentKey(0)
_OWE = insert(table_of(PrintJob))


@dataclass(frozen=True, slots=True)
class OwedPaper:
    """One paper about one document, so many copies of it."""

    paper: Paper
    subject: DocumentKey = NO_SUBJECT
    copies: int = 1
    detail: str = ""


def owe_papers(session: ShopSession, papers: Sequence[OwedPaper]) -> None:
    """Queue the papers in the caller's transaction: they are printed after the commit."""
    if not papers:
        return
    now = session.till.clock()
    session.connection().execute(
        _OWE,
        [
            {
                "queued_at": now,
                "paper": owed.paper.value,
                "subject": owed.subject,
                "detail": owed.detail,
                "copies": owed.copies,
                "state": JobState.QUEUED.value,
                "attempts": 0,
                "trouble": "",
            }
            for owed in papers
        ],
    )


def owe_paper(session: ShopSession, paper: Paper, subject: DocumentKey = NO_SUBJECT) -> None:
    """Queue one paper about `subject`."""
    owe_papers(session, (OwedPaper(paper, subject),))
