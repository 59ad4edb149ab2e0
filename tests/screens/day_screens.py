"""The day screen: ready to close, held up by a shift, days forgotten, closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from PySide6.QtWidgets import QWidget

from jxc_desktop.app.devices import FONTS
from jxc_desktop.domain.day_facts import CategoryTally, DayFacts, HourTally, MethodTally, Tally
from jxc_desktop.domain.ids import CategoryId, DocumentKey
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.domain.receipt_facts import ShopHeader
from jxc_desktop.domain.ticket_layout import CELLS_80
from jxc_desktop.queries.list_closed_days import ClosedDayRow
from jxc_desktop.reports.day_report import ReportKind, day_ticket
from jxc_desktop.reports.ticket_picture import ticket_picture
from jxc_desktop.ui.day.day_now import DayNow
from jxc_desktop.ui.day.view import DayView
from jxc_desktop.ui.language import words
from tests.screens.registry import Context, screen
from tests.screens.shift_screens import SHIFT, TAKINGS, ZONE, in_window

TODAY = date(2026, 11, 24)
AFTERNOON = datetime(2026, 11, 24, 14, 58, tzinfo=UTC)
CLOSED = tuple(
    ClosedDayRow(
        day=TODAY - timedelta(days=ago),
        number=93 - ago,
        document=DocumentKey(93 - ago),
        closed_at=AFTERNOON - timedelta(days=ago),
        net=Money(482_640 + 13_370 * (ago % 4) - 29_110 * (ago % 3)),
        receipts=217 + 11 * (ago % 5) - 9 * (ago % 2),
    )
    for ago in range(1, 15)
)
READY = DayNow(today=TODAY, is_closed=False, shift=None, forgotten=(), closed=CLOSED)


def slip() -> bytes:
    """A slip with made-up figures, drawn as a real one."""
    facts = DayFacts(
        shop=ShopHeader("好邻居便利店（人民路店）"),
        day=TODAY,
        asked_at=AFTERNOON,
        sales=Tally(214, TAKINGS.sales, Quantity(1_862_000)),
        returns=Tally(3, TAKINGS.returns, Quantity(9_000)),
        methods=tuple(
            MethodTally(row.method, row.name, row.kind, row.receipts, row.amount, Money(0))
            for row in TAKINGS.methods
        ),
        categories=tuple(
            CategoryTally(CategoryId(number), name, Tally(amount=Money(amount)))
            for number, name, amount in (
                (1, "饮料", 156_730),
                (2, "香烟", 201_900),
                (3, "零食", 124_010),
            )
        ),
        hours=tuple(
            HourTally(hour, Tally(count=hour, amount=Money(21_300 + 900 * hour)))
            for hour in range(7, 23)
        ),
    )
    ticket = day_ticket(facts, kind=ReportKind.Z, words=words(), width=CELLS_80)
    return ticket_picture(ticket, CELLS_80, FONTS)


def _day(now: DayNow) -> QWidget:
    view = DayView(ZONE)
    view.show_day(now)
    row = now.closed[0] if now.is_closed else None
    view.show_slip(TODAY, row, slip())
    return in_window(view, "日结", "calendar-check")


@screen("day-ready", dark=True)
def ready(_context: Context) -> QWidget:
    """All shifts are handed over."""
    return _day(READY)


@screen("day-shift-open")
def shift_open(_context: Context) -> QWidget:
    """A shift still runs."""
    return _day(replace(READY, shift=SHIFT))


@screen("day-forgotten")
def forgotten(_context: Context) -> QWidget:
    """Nobody closed the last two days."""
    days = (date(2026, 11, 22), date(2026, 11, 23))
    return _day(replace(READY, forgotten=days, closed=CLOSED[2:]))


@screen("day-closed")
def closed(_context: Context) -> QWidget:
    """It is done."""
    row = replace(CLOSED[0], day=TODAY, number=93, closed_at=AFTERNOON)
    return _day(replace(READY, is_closed=True, closed=(row, *CLOSED)))


@screen("day-no-permission")
def no_permission(_context: Context) -> QWidget:
    """A cashier: no figures, closing with an approval; a shop that never closed a day."""
    view = DayView(ZONE)
    view.show_day(replace(READY, closed=()))
    view.show_no_slip()
    return in_window(view, "日结", "calendar-check")
