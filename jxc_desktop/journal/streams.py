"""To which stream a document belongs: the company's, or that of the store where it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.documents.exceptions import ExceptionSettled
from jxc_desktop.documents.records import RecordsChanged
from jxc_desktop.domain.streams import COMPANY, Stream

if TYPE_CHECKING:
    from jxc_desktop.documents.document import Document

_COMPANY_KINDS = (RecordsChanged, TerminalEnrolled, ExceptionSettled)


def stream_of(document: Document) -> Stream:
    """The stream in which the document is handed out, and that its projected rows belong to."""
    if isinstance(document.body, _COMPANY_KINDS):
        return COMPANY
    return Stream(document.head.store)
