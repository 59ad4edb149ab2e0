"""Shifts and closed days as rows to look up, and the gapless series that number documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from jxc_desktop.documents.customer_money import CustomerPaid
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.documents.goods import GoodsReceived
from jxc_desktop.documents.sale import Sale
from jxc_desktop.documents.shift import DayClosed, ShiftClosed, ShiftOpened
from jxc_desktop.journal.adding import raise_to
from jxc_desktop.journal.series import (
    GOODS,
    SHIFTS,
    Z_REPORTS,
    customer_payments,
    receipts,
)
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import Counter
from jxc_desktop.models.shifts import DayClosing, ShiftClosing, ShiftRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from jxc_desktop.documents.document import Document

_SHIFT = table_of(ShiftRow)
_SHIFT_CLOSING = table_of(ShiftClosing)
_DAY_CLOSING = table_of(DayClosing)
_COUNTER = table_of(Counter)


def apply_shifts(connection: Connection, document: Document) -> None:
    """Write shift and day rows; raise the counters of the series that numbered the document."""
    head, body = document.head, document.body
    rows = [(head.terminal, *drawn) for drawn in _numbers_drawn(document).items()]
    raise_to(connection, _COUNTER, ("terminal", "series", "last"), rows)
    match body:
        case ShiftOpened():
            connection.execute(insert(_SHIFT), _shift_row(document, body))
        case ShiftClosed():
            connection.execute(insert(_SHIFT_CLOSING), _closing_row(document, body))
        case DayClosed():
            connection.execute(
                insert(_DAY_CLOSING),
                {
                    "terminal": head.terminal,
                    "day": body.closes,
                    "number": body.number,
                    "document": document.key,
                    "closed_at": head.at,
                    "net": body.net,
                },
            )
        case _:
            pass


def _numbers_drawn(document: Document) -> dict[str, int]:
    """The numbers that the document drew, by series."""
    day = document.head.day
    match document.body:
        case Sale(serial=serial):
            return {receipts(day): serial}
        case CustomerPaid(serial=serial):
            return {customer_payments(day): serial}
        case GoodsReceived(serial=serial):
            return {GOODS: serial}
        case ShiftOpened(number=number):
            return {SHIFTS: number}
        case DayClosed(number=number):
            return {Z_REPORTS: number}
        case TerminalEnrolled(numbers=numbers):
            return numbers
        case _:
            return {}


def _shift_row(document: Document, opened: ShiftOpened) -> dict[str, Any]:
    return {
        "document": document.key,
        "terminal": document.head.terminal,
        "number": opened.number,
        "day": document.head.day,
        "cashier": document.head.actor,
        "opened_at": document.head.at,
        "opening_cash": opened.found + opened.brought,
    }


def _closing_row(document: Document, closed: ShiftClosed) -> dict[str, Any]:
    return {
        "shift": closed.shift,
        "document": document.key,
        "closed_at": document.head.at,
        "closed_by": document.head.actor,
        "expected": closed.expected,
        "counted": closed.counted,
        "left": closed.left,
    }
