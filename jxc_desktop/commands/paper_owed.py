"""Paper that a command leaves behind for the print spooler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.paper import JobState
from jxc_desktop.journal.adding import append
from jxc_desktop.models.base import table_of
from jxc_desktop.models.till import PrintJob

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jxc_desktop.domain.paper import Paper
    from jxc_desktop.store.session import ShopSession

NO_SUBJECT = DocumentKey(0)
_JOB = table_of(PrintJob)
_JOB_COLUMNS = (
    "queued_at", "paper", "subject", "detail", "copies", "state", "attempts", "trouble",
)  # fmt: skip


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
    rows = [
        (
            now,
            owed.paper.value,
            owed.subject,
            owed.detail,
            owed.copies,
            JobState.QUEUED.value,
            0,
            "",
        )
        for owed in papers
    ]
    append(session.connection(), _JOB, _JOB_COLUMNS, rows)


def owe_paper(session: ShopSession, paper: Paper, subject: DocumentKey = NO_SUBJECT) -> None:
    """Queue one paper about `subject`."""
    owe_papers(session, (OwedPaper(paper, subject),))
