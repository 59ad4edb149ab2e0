"""How many copies of a receipt were printed: what marks each new one 补打."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.documents.events import EventRecorded
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.models.base import table_of
from jxc_desktop.models.sales import ReceiptCopies

if TYPE_CHECKING:
    from jxc_desktop.documents.document import Document
    from jxc_desktop.journal.adding import Adding

_COPIES = table_of(ReceiptCopies)


def apply_copies(adding: Adding, document: Document) -> None:
    """Count a copy of the receipt that the event is about."""
    event = document.body
    if not isinstance(event, EventRecorded) or event.about is None:
        return
    if event.event == TillEvent.RECEIPT_REPRINTED:
        adding.add(
            _COPIES,
            ("sale", "store", "copies"),
            [(event.about, document.head.store, 1)],
        )
