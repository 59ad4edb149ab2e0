"""Receipt numbers, and the documents that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from jxc_desktop.domain.ids import (
    INCARNATION_MAX,
    SEQUENCE_MAX,
    TerminalNo,
    document_key,
    terminal_of,
)
from jxc_desktop.domain.receipt_facts import ReceiptRef
from jxc_desktop.domain.receipt_number import ReceiptNumber
from jxc_desktop.models.base import table_of
from jxc_desktop.models.sales import SaleRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import DocumentKey, StoreId

_SALE = table_of(SaleRow)
_BY_NUMBER = (
    select(_SALE.c.document)
    .where(
        _SALE.c.day == bindparam("day"),
        _SALE.c.serial == bindparam("serial"),
        _SALE.c.document.between(bindparam("first"), bindparam("last")),
        _SALE.c.store == bindparam("store"),
    )
    .order_by(_SALE.c.document.desc())
    .limit(1)
)
_NUMBERS = select(_SALE.c.document, _SALE.c.store, _SALE.c.day, _SALE.c.serial).where(
    _SALE.c.document.in_(bindparam("keys", expanding=True))
)


def keys_of(terminal: TerminalNo) -> tuple[DocumentKey, DocumentKey]:
    """The smallest and the largest key that a document of the terminal can have."""
    return (
        document_key(terminal, 0, 1),
        document_key(terminal, INCARNATION_MAX, SEQUENCE_MAX),
    )


def number_of(store: StoreId, key: DocumentKey, day: date, serial: int) -> ReceiptNumber:
    """The number on the paper of the receipt `key`."""
    return ReceiptNumber(store, terminal_of(key), day, serial)


def find_numbered(session: Session, number: ReceiptNumber) -> DocumentKey | None:
    """The receipt with this number; the latest, should a restored till have drawn it twice."""
    first, last = keys_of(TerminalNo(number.terminal))
    parameters = {
        "day": number.day,
        "serial": number.serial,
        "store": number.store,
        "first": first,
        "last": last,
    }
    key: DocumentKey | None = session.connection().execute(_BY_NUMBER, parameters).scalar()
    return key


def find_refs(connection: Connection, keys: Iterable[DocumentKey]) -> tuple[ReceiptRef, ...]:
    """The receipts `keys` with their numbers, in the order of their keys; unknown ones left out."""
    wanted = sorted(set(keys))
    if not wanted:
        return ()
    rows = connection.execute(_NUMBERS.order_by(_SALE.c.document), {"keys": wanted})
    return tuple(
        ReceiptRef(row.document, number_of(row.store, row.document, row.day, row.serial).text)
        for row in rows
    )
