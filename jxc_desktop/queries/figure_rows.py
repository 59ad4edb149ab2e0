"""The day's summaries as read from the book, and sums over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from jxc_desktop.domain.day_facts import Tally
from jxc_desktop.domain.figures import Figure
from jxc_desktop.domain.ids import DocumentKey, TerminalNo
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.models.base import table_of
from jxc_desktop.models.figures import DayFigure

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from jxc_desktop.store.session import ShopSession

NO_SHIFT = DocumentKey(0)
"""The shift of what happened between shifts."""
_FIGURE = table_of(DayFigure)
_ROWS = select(
    _FIGURE.c.terminal,
    _FIGURE.c.shift,
    _FIGURE.c.figure,
    _FIGURE.c.subject,
    _FIGURE.c.count,
    _FIGURE.c.quantity,
    _FIGURE.c.amount,
    _FIGURE.c.extra,
)


class FigureRow(NamedTuple):
    """One figure of one shift at one terminal; `domain.figures.Figure` says what it means."""

    terminal: TerminalNo
    shift: DocumentKey
    figure: int
    subject: int
    times: int
    quantity: Quantity
    amount: Money
    extra: Money


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """The rows that a report is made of."""

    rows: tuple[FigureRow, ...]

    def of(self, keep: Callable[[FigureRow], bool]) -> FigureSheet:
        """The rows that `keep` says yes to."""
        return FigureSheet(tuple(row for row in self.rows if keep(row)))

    @property
    def terminals(self) -> tuple[TerminalNo, ...]:
        """Whose figures these are."""
        return tuple(sorted({row.terminal for row in self.rows}))

    @property
    def shifts(self) -> tuple[DocumentKey, ...]:
        """The shifts that anything happened in, the earliest of each terminal first."""
        return tuple(sorted({row.shift for row in self.rows} - {NO_SHIFT}))

    def total(self, figure: Figure) -> Tally:
        """The figure over all subjects; its extra is the cost."""
        return _tally([row for row in self.rows if row.figure == figure])

    def by_subject(self, figure: Figure) -> dict[int, Tally]:
        """The figure for each subject that has any."""
        subjects: dict[int, list[FigureRow]] = {}
        for row in self.rows:
            if row.figure == figure:
                subjects.setdefault(row.subject, []).append(row)
        return {subject: _tally(rows) for subject, rows in subjects.items()}


def day_sheet(session: ShopSession, day: date, terminal: TerminalNo | None) -> FigureSheet:
    """All figures of a business date: of one terminal, or of the whole store."""
    query = _ROWS.where(_FIGURE.c.day == day)
    if terminal is None:
        query = query.where(_FIGURE.c.store == session.till.store)
    else:
        query = query.where(_FIGURE.c.terminal == terminal)
    return FigureSheet(tuple(FigureRow(*row) for row in session.connection().execute(query)))


def shift_sheet(
    session: Session, shift: DocumentKey, terminal: TerminalNo, days: tuple[date, date]
) -> FigureSheet:
    """All figures of a shift on the business dates from the first to the last, both included."""
    query = _ROWS.where(
        _FIGURE.c.day.between(*days), _FIGURE.c.terminal == terminal, _FIGURE.c.shift == shift
    )
    return FigureSheet(tuple(FigureRow(*row) for row in session.connection().execute(query)))


def _tally(rows: Sequence[FigureRow]) -> Tally:
    return Tally(
        count=sum(row.times for row in rows),
        amount=Money.sum(row.amount for row in rows),
        quantity=Quantity.sum(row.quantity for row in rows),
        cost=Money.sum(row.extra for row in rows),
    )
