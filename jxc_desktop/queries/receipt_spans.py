"""From which receipt number to which, and how many: what a day or a shift issued.

A receipt is one row of `sale`, whatever it sells, takes back or voids: an exchange is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from jxc_desktop.domain.day_facts import NumberSpan
from jxc_desktop.models.base import table_of
from jxc_desktop.models.sales import SaleRow
from jxc_desktop.models.shifts import ShiftClosing
from jxc_desktop.queries.receipt_numbers import find_refs, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, ScalarSelect

    from jxc_desktop.domain.ids import DocumentKey, TerminalNo

_SALE, _CLOSING = table_of(SaleRow), table_of(ShiftClosing)
_ISSUED = (func.min(_SALE.c.document), func.max(_SALE.c.document), func.count())
_BETWEEN = _SALE.c.document.between(bindparam("first"), bindparam("last"))
_OF_DAY = select(*_ISSUED).where(_SALE.c.day == bindparam("day"), _BETWEEN)
# A shift's receipts stand in its terminal's chain after its opening: a range of the primary key.
_OF_SHIFT = select(*_ISSUED).where(_SALE.c.shift == bindparam("shift"), _BETWEEN)
_CLOSED = select(_CLOSING.c.document).where(_CLOSING.c.shift == bindparam("shift"))


def day_spans(
    connection: Connection, day: date, terminals: Iterable[TerminalNo]
) -> tuple[NumberSpan, ...]:
    """The receipts of a business date, terminal by terminal; none for one that issued none."""
    spans = []
    for terminal in terminals:
        first, last = keys_of(terminal)
        row = connection.execute(_OF_DAY, {"day": day, "first": first, "last": last}).one()
        spans += _span(connection, terminal, *row)
    return tuple(spans)


def shift_spans(
    connection: Connection, shift: DocumentKey, terminal: TerminalNo
) -> tuple[NumberSpan, ...]:
    """The receipts of a shift; none where it issued none."""
    closed = connection.execute(_CLOSED, {"shift": shift}).scalar()
    last = keys_of(terminal)[1] if closed is None else closed
    row = connection.execute(_OF_SHIFT, {"shift": shift, "first": shift, "last": last}).one()
    return tuple(_span(connection, terminal, *row))


def running_receipts(connection: Connection, shift: DocumentKey, terminal: TerminalNo) -> int:
    """How many receipts the running shift has issued."""
    keys = {"shift": shift, "first": shift, "last": keys_of(terminal)[1]}
    count: int = connection.execute(_OF_SHIFT, keys).one()[2]
    return count


def receipts_of(day: ColumnElement[date], terminal: TerminalNo) -> ScalarSelect[int]:
    """How many receipts the terminal issued on `day`, a column of the query around it."""
    return (
        select(func.count())
        .select_from(_SALE)
        .where(_SALE.c.day == day, _SALE.c.document.between(*keys_of(terminal)))
        .scalar_subquery()
    )


def _span(
    connection: Connection,
    terminal: TerminalNo,
    first: DocumentKey | None,
    last: DocumentKey | None,
    count: int,
) -> list[NumberSpan]:
    if first is None or last is None:
        return []
    refs = find_refs(connection, (first, last))
    return [NumberSpan(terminal, refs[0].number, refs[-1].number, count)]
