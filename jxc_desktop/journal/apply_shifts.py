"""Shifts and closed days as rows to look up, and the gapless series that number documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.documents.customer_money import CustomerPaid
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.documents.goods import GoodsReceived
from jxc_desktop.documents.sale import Sale
from jxc_desktop.documents.shift import DayClosed, ShiftClosed, ShiftOpened
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
    from jxc_desktop.documents.document import Document
    from jxc_desktop.journal.adding import Adding
    from jxc_desktop.journal.statements import Row

_SHIFT = table_of(ShiftRow)
_SHIFT_CLOSING = table_of(ShiftClosing)
_DAY_CLOSING = table_of(DayClosing)
_COUNTER = table_of(Counter)
_SHIFT_COLUMNS = (
    "document", "terminal", "number", "day", "cashier", "opened_at", "opening_cash",
)  # fmt: skip
# A till whose disk was put back may close a shift or a day again: the first closing stands.
_CLOSING_COLUMNS = (
    "shift", "document", "closed_at", "closed_by", "expected", "counted", "left",
)  # fmt: skip
_DAY_COLUMNS = ("terminal", "day", "document", "number", "closed_at", "net")


def apply_shifts(adding: Adding, document: Document) -> None:
    """Write shift and day rows; raise the counters of the series that numbered the document."""
    head, body = document.head, document.body
    rows = [(head.terminal, *drawn) for drawn in _numbers_drawn(document).items()]
    adding.raise_to(_COUNTER, ("terminal", "series", "last"), rows)
    match body:
        case ShiftOpened():
            adding.append(_SHIFT, _SHIFT_COLUMNS, [_shift_row(document, body)])
        case ShiftClosed():
            adding.keep_first(_SHIFT_CLOSING, _CLOSING_COLUMNS, [_closing_row(document, body)])
        case DayClosed():
            adding.keep_first(_DAY_CLOSING, _DAY_COLUMNS, [_day_row(document, body)])
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


def _shift_row(document: Document, opened: ShiftOpened) -> Row:
    head, cash = document.head, opened.found + opened.brought
    return (document.key, head.terminal, opened.number, head.day, head.actor, head.at, cash)


def _closing_row(document: Document, closed: ShiftClosed) -> Row:
    head, money = document.head, (closed.expected, closed.counted, closed.left)
    return (closed.shift, document.key, head.at, head.actor, *money)


def _day_row(document: Document, closed: DayClosed) -> Row:
    head = document.head
    return (head.terminal, closed.closes, document.key, closed.number, head.at, closed.net)
