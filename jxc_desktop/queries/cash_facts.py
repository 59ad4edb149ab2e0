"""A drawer's way through a shift or a day, out of the summaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from jxc_desktop.domain.day_facts import CashFacts, ShiftFacts, Tally
from jxc_desktop.domain.figures import Figure
from jxc_desktop.domain.numbers import Money
from jxc_desktop.queries.figure_rows import FigureSheet, shift_sheet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import DocumentKey, MethodId

_ONE_DAY = timedelta(days=1)


def shift_cash(sheet: FigureSheet, opening: Money, cash: Collection[MethodId]) -> CashFacts:
    """The drawer from the opening of a shift on; `cash` are the methods that fill it."""
    return CashFacts(
        opening=opening,
        sales=_of_methods(sheet, Figure.METHOD, cash),
        customers=_of_methods(sheet, Figure.CUSTOMER_PAID, cash),
        moved_in=sheet.total(Figure.CASH_IN),
        moved_out=sheet.total(Figure.CASH_OUT),
        over_short=sheet.total(Figure.OVER_SHORT).amount,
        to_safe=sheet.total(Figure.TO_SAFE).amount,
    )


def day_cash(
    session: Session,
    sheet: FigureSheet,
    day: date,
    shifts: Mapping[DocumentKey, ShiftFacts],
    cash: Collection[MethodId],
) -> CashFacts:
    """The drawers of the day's terminals together, each from its first shift on."""
    drawers = []
    for terminal in sheet.terminals:
        own = sheet.of(lambda row, terminal=terminal: row.terminal == terminal)  # type: ignore[misc]  # bound now
        if own.shifts:
            opening = _opening(session, own, day, shifts[own.shifts[0]], cash)
            drawers.append(_one_drawer(own, opening, cash))
    return _together(drawers)


def _one_drawer(sheet: FigureSheet, opening: Money, cash: Collection[MethodId]) -> CashFacts:
    later = sheet.of(lambda row: row.shift != sheet.shifts[0])
    # Its extra, read as cost, is what was brought on top of what was found in the drawer.
    brought = later.total(Figure.OPENING_CASH).cost
    return replace(shift_cash(sheet, opening, cash), brought=brought)


def _opening(
    session: Session, sheet: FigureSheet, day: date, first: ShiftFacts, cash: Collection[MethodId]
) -> Money:
    """What lay in the drawer when the day's first shift began, or went over midnight."""
    shift = sheet.shifts[0]
    opened_today = sheet.of(lambda row: row.shift == shift and row.figure == Figure.OPENING_CASH)
    if opened_today.rows:
        return first.opening_cash
    before = shift_sheet(session, shift, first.terminal, (first.day, day - _ONE_DAY))
    return shift_cash(before, first.opening_cash, cash).left


def _of_methods(sheet: FigureSheet, figure: Figure, methods: Collection[MethodId]) -> Money:
    tallies = sheet.by_subject(figure)
    return Money.sum(tallies[method].amount for method in methods if method in tallies)


def _together(drawers: Iterable[CashFacts]) -> CashFacts:
    sums = CashFacts()
    for drawer in drawers:
        sums = CashFacts(
            opening=sums.opening + drawer.opening,
            brought=sums.brought + drawer.brought,
            sales=sums.sales + drawer.sales,
            customers=sums.customers + drawer.customers,
            moved_in=_both(sums.moved_in, drawer.moved_in),
            moved_out=_both(sums.moved_out, drawer.moved_out),
            over_short=sums.over_short + drawer.over_short,
            to_safe=sums.to_safe + drawer.to_safe,
        )
    return sums


def _both(one: Tally, other: Tally) -> Tally:
    return Tally(one.count + other.count, one.amount + other.amount)
