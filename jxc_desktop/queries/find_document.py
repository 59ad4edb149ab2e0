"""One document of the journal by its key, and a payment as papers show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from jxc_desktop.documents.document import read_document
from jxc_desktop.documents.sale import Sale
from jxc_desktop.domain.receipt_facts import ReceiptPayment
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import JournalEntry

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jxc_desktop.documents.document import Document
    from jxc_desktop.documents.sale import SalePayment
    from jxc_desktop.domain.ids import DocumentKey

_JOURNAL = table_of(JournalEntry)
_SPELLED = select(_JOURNAL.c.spelled).where(_JOURNAL.c.key == bindparam("key"))


def find_document(session: Session, key: DocumentKey) -> Document | None:
    """The document `key`, or None when the journal has none."""
    spelled = session.connection().execute(_SPELLED, {"key": key}).scalar()
    return None if spelled is None else read_document(spelled)


def find_sale(session: Session, key: DocumentKey) -> tuple[Document, Sale] | None:
    """The document `key` with the sale in it, or None when that is no sale."""
    document = find_document(session, key)
    if document is None or not isinstance(document.body, Sale):
        return None
    return document, document.body


def receipt_payment(payment: SalePayment) -> ReceiptPayment:
    """The payment as it is written on a receipt or slip."""
    return ReceiptPayment(
        name=payment.name,
        kind=MethodKind(payment.kind),
        amount=payment.amount,
        tendered=payment.tendered,
        reference=payment.reference,
    )
