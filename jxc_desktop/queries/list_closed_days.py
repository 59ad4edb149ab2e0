"""The business dates that this till closed, newest first: one Z report each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jxc_desktop.domain.figures import Figure
from jxc_desktop.models.figures import DayFigure
from jxc_desktop.models.shifts import DayClosing

if TYPE_CHECKING:
    from datetime import date, datetime

    from jxc_desktop.domain.ids import DocumentKey
    from jxc_desktop.domain.numbers import Money
    from jxc_desktop.store.session import ShopSession

_RECEIPTS = (Figure.SALES.value, Figure.RETURNS.value, Figure.VOIDS.value)


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
    receipts = (
        select(func.coalesce(func.sum(DayFigure.count), 0))
        .where(
            DayFigure.day == DayClosing.day,
            DayFigure.terminal == terminal,
            DayFigure.figure.in_(_RECEIPTS),
        )
        .correlate(DayClosing)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            DayClosing.day,
            DayClosing.number,
            DayClosing.document,
            DayClosing.closed_at,
            DayClosing.net,
            receipts.label("receipts"),
        )
        .where(DayClosing.terminal == terminal)
        .order_by(DayClosing.day.desc())
        .limit(limit)
    )
    return tuple(ClosedDayRow(*row) for row in rows)
