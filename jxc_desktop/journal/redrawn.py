"""Numbers of a series that two branches of one terminal have both given out, drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from jxc_desktop.documents.customer_money import CustomerPaid
from jxc_desktop.documents.document import UnreadableDocument, read_document
from jxc_desktop.documents.goods import GoodsReceived
from jxc_desktop.documents.sale import Sale
from jxc_desktop.documents.shift import DayClosed, ShiftOpened
from jxc_desktop.domain.ids import INCARNATION_MAX, SEQUENCE_MAX, document_key
from jxc_desktop.journal.read import stored_documents
from jxc_desktop.journal.series import (
    GOODS,
    SHIFTS,
    Z_REPORTS,
    customer_payments,
    next_number,
    receipts,
)

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from jxc_desktop.documents.kinds import Body
    from jxc_desktop.domain.ids import TerminalNo

_NUMBERED: dict[type, tuple[str, Callable[[date], str]]] = {
    Sale: ("serial", receipts),
    CustomerPaid: ("serial", customer_payments),
    GoodsReceived: ("serial", lambda _day: GOODS),
    ShiftOpened: ("number", lambda _day: SHIFTS),
    DayClosed: ("number", lambda _day: Z_REPORTS),
}
"""By kind: the field that bears the number, and the series that it was drawn of."""


class NumbersTaken:
    """The numbers that a terminal's documents bear by now."""

    def __init__(self, connection: Connection, terminal: TerminalNo) -> None:
        """Read them out of the journal."""
        self._connection, self._terminal = connection, terminal
        self._taken: set[tuple[str, int]] = set()
        last = document_key(terminal, INCARNATION_MAX, SEQUENCE_MAX)
        for stored in stored_documents(connection, document_key(terminal, 0, 1) - 1):
            if stored.key > last:
                break
            try:
                document = read_document(stored.spelled)
            except UnreadableDocument:
                continue  # parked; its number is not ours to know
            self._note(document.body, document.head.day)

    def with_own_number(self, body: Body, day: date) -> Body:
        """The fact with its number as printed, or the next one where that is taken already."""
        place = _NUMBERED.get(type(body))
        if place is None:
            return body
        name, series_of = place
        series = series_of(day)
        if (series, getattr(body, name)) in self._taken:
            number = next_number(self._connection, self._terminal, series)
            changes: dict[str, Any] = {name: number}
            body = msgspec.structs.replace(body, **changes)
        self._note(body, day)
        return body

    def _note(self, body: Body, day: date) -> None:
        place = _NUMBERED.get(type(body))
        if place is not None:
            name, series_of = place
            self._taken.add((series_of(day), getattr(body, name)))
