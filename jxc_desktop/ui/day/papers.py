"""The slip of a date as a picture, and its A4 report, in the words of the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.find_figures import day_figures
from jxc_desktop.reports.day_report import ReportKind, day_ticket
from jxc_desktop.reports.ticket_picture import FontFiles, ticket_picture
from jxc_desktop.ui.day.presenter import DayPapers
from jxc_desktop.ui.language import words

if TYPE_CHECKING:
    from datetime import date

    from jxc_desktop.domain.day_facts import DayFacts
    from jxc_desktop.store.session import ShopSession
    from jxc_desktop.ui.counter.doors import Doors


def day_papers(
    doors: Doors,
    fonts: FontFiles,
    *,
    width: Callable[[ShopSession], int],
    sheet: Callable[[DayFacts], bytes],
    open_pdf: Callable[[str, bytes], object],
) -> DayPapers:
    """The papers of this till's dates, the slip as wide as the printer's paper.

    `sheet` makes the A4 report, `open_pdf` shows it.
    """
    show_margin = doors.may(Permission.SEE_COST)
    return DayPapers(
        picture=partial(_picture, fonts=fonts, width=width, show_margin=show_margin),
        pdf=partial(_sheet, sheet=sheet),
        open_pdf=open_pdf,
    )


def _picture(
    session: ShopSession,
    day: date,
    *,
    fonts: FontFiles,
    width: Callable[[ShopSession], int],
    show_margin: bool,
) -> bytes:
    cells = width(session)
    ticket = day_ticket(
        _facts(session, day),
        kind=ReportKind.Z,
        words=words(),
        width=cells,
        show_margin=show_margin,
    )
    return ticket_picture(ticket, cells, fonts)


def _sheet(session: ShopSession, day: date, *, sheet: Callable[[DayFacts], bytes]) -> bytes:
    return sheet(_facts(session, day))


def _facts(session: ShopSession, day: date) -> DayFacts:
    return day_figures(session, day, session.till.terminal)
