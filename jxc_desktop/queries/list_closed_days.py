"""Closed business dates: the Z reports to look through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.models.base import table_of
from jxc_desktop.models.shifts import DayClosing
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.shop_header import shop_zone

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import DocumentKey, TerminalNo
    from jxc_desktop.domain.numbers import Money

_CLOSING = table_of(DayClosing)
_LATEST = select(_CLOSING).order_by(_CLOSING.c.day.desc(), _CLOSING.c.terminal)


@dataclass(frozen=True, slots=True)
class ClosedDayRow:
    """One Z report of one terminal."""

    day: date
    terminal: TerminalNo
    number: int
    net: Money
    closed_at: datetime
    """By the shop's clock."""
    document: DocumentKey


def list_closed_days(
    session: Session, *, terminal: TerminalNo | None = None, limit: int = 62
) -> tuple[ClosedDayRow, ...]:
    """The latest first, of one terminal or of all."""
    query = _LATEST if terminal is None else _LATEST.where(_CLOSING.c.terminal == terminal)
    zone = shop_zone(find_settings(session))
    return tuple(
        ClosedDayRow(
            day=row.day,
            terminal=row.terminal,
            number=row.number,
            net=row.net,
            closed_at=row.closed_at.astimezone(zone),
            document=row.document,
        )
        for row in session.connection().execute(query.limit(limit))
    )
