"""Paper that a command leaves behind for the print spooler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert

from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.paper import JobState
from jxc_desktop.models.till import PrintJob

if TYPE_CHECKING:
    from jxc_desktop.domain.paper import Paper
    from jxc_desktop.store.session import ShopSession

NO_SUBJECT = DocumentKey(0)
_OWE = insert(PrintJob)


def owe_paper(
    session: ShopSession,
    paper: Paper,
    subject: DocumentKey = NO_SUBJECT,
    *,
    copies: int = 1,
    detail: str = "",
) -> None:
    """Queue `paper` about `subject` in the caller's transaction: it is printed after the commit."""
    session.execute(
        _OWE,
        {
            "queued_at": session.till.clock(),
            "paper": paper.value,
            "subject": subject,
            "detail": detail,
            "copies": copies,
            "state": JobState.QUEUED.value,
            "attempts": 0,
            "trouble": "",
        },
    )
