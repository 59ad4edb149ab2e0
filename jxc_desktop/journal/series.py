"""The gapless series of a terminal, and how the next number of one is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from jxc_desktop.models.journal import Counter
from jxc_desktop.store.questions import Question

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from jxc_desktop.domain.ids import TerminalNo

SHIFTS = "shift"
Z_REPORTS = "z"
GOODS = "goods"

_LAST = Question(
    select(Counter.last).where(
        Counter.terminal == bindparam("terminal"), Counter.series == bindparam("series")
    )
)


def receipts(day: date) -> str:
    """The series of receipts of a business date."""
    return f"r{day:%y%m%d}"


def customer_payments(day: date) -> str:
    """The series of customers' payments of a business date."""
    return f"p{day:%y%m%d}"


def next_number(connection: Connection, terminal: TerminalNo, series: str) -> int:
    """The number that the next document of `series` carries; posting it is what draws it."""
    row = _LAST.one(connection, terminal=terminal, series=series)
    last: int = 0 if row is None else row[0]
    return last + 1
