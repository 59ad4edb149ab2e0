"""The gapless series of a terminal, and how the next number of one is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from jxc_desktop.models.journal import Counter

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from jxc_desktop.domain.ids import TerminalNo

SHIFTS = "shift"
Z_REPORTS = "z"
GOODS = "goods"

_LAST = select(Counter.last).where(
    Counter.terminal == bindparam("terminal"), Counter.series == bindparam("series")
)


def receipts(day: date) -> str:
    """The series of receipts of a business date."""
    return f"r{day:%y%m%d}"


def customer_payments(day: date) -> str:
    """The series of customers' payments of a business date."""
    return f"p{day:%y%m%d}"


def next_number(connection: Connection, terminal: TerminalNo, series: str) -> int:
    """The number that the next document of `series` carries; posting it is what draws it."""
    last: int | None = connection.execute(_LAST, {"terminal": terminal, "series": series}).scalar()
    return (last or 0) + 1
