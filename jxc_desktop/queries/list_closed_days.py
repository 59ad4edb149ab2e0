"""The business dates that this till closed, newest first: one Z report each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.models.base import table_of
from jxc_desktop.models.shifts import DayClosing
from jxc_desktop.queries.receipt_spans import receipts_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from jxc_desktop.domain.ids import DocumentKey
    from jxc_desktop.domain.numbers import Money
    from jxc_desktop.store.session import ShopSession

_CLOSING = table_of(DayClosing)


@dataclass(frozen=True, slots=True)
class ClosedDayRow:
    """A business date with its Z report's number and document."""

    day: date
    number: int
    document: DocumentKey
    closed_at: datetime
    net: Money
    receipts: int


def list_closed_days(session: ShopSession, limit: int = 60) -> tuple[ClosedDayRow, ...]:
    """The last closed dates of this till, the newest first."""
    terminal = session.till.terminal
    rows = session.execute(
        select(
            DayClosing.day,
            DayClosing.number,
            DayClosing.document,
            DayClosing.closed_at,
            DayClosing.net,
            receipts_of(_CLOSING.c.day, terminal).label("receipts"),
        )
        .where(DayClosing.terminal == terminal)
        .order_by(DayClosing.day.desc())
        .limit(limit)
    )
    return tuple(ClosedDayRow(*row) for row in rows)
