"""Summaries with names: by payment method, category, cashier, hour, tax rate and event."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from jxc_desktop.domain.day_facts import (
    CategoryTally,
    EventTally,
    HourTally,
    LateTally,
    MethodTally,
    PersonTally,
    Tally,
    TaxTally,
)
from jxc_desktop.domain.figures import Figure
from jxc_desktop.domain.ids import CategoryId, MethodId, PersonId
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.journal.apply_figures import event_number
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import Category, PaymentMethodRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from jxc_desktop.queries.figure_rows import FigureSheet

_METHOD, _CATEGORY = table_of(PaymentMethodRow), table_of(Category)
_METHODS = select(_METHOD.c.id, _METHOD.c.name, _METHOD.c.kind).order_by(
    _METHOD.c.sort, _METHOD.c.id
)
_CATEGORIES = select(_CATEGORY.c.id, _CATEGORY.c.name).where(
    _CATEGORY.c.id.in_(bindparam("categories", expanding=True))
)
_EVENTS = {event_number(event): event for event in TillEvent}
_HOURS = 24


def method_names(connection: Connection) -> dict[int, tuple[str, MethodKind]]:
    """What each method is called and is, in the order of the till's buttons."""
    return {row.id: (row.name, MethodKind(row.kind)) for row in connection.execute(_METHODS)}


def method_tallies(
    known: Mapping[int, tuple[str, MethodKind]], sheet: FigureSheet, figure: Figure
) -> tuple[MethodTally, ...]:
    """`figure` by payment method, in the order of the till's buttons.

    Money of a method that this store has not heard of yet is money all the same: it comes last.
    """
    tallies = sheet.by_subject(figure)
    ordered = [method for method in known if method in tallies]
    ordered += sorted(set(tallies) - set(known))
    return tuple(
        _method_tally(MethodId(method), known.get(method, ("", None)), tallies[method])
        for method in ordered
    )


def _method_tally(
    method: MethodId, known: tuple[str, MethodKind | None], tally: Tally
) -> MethodTally:
    name, kind = known
    return MethodTally(method, name, kind, tally.count, tally.amount, fee=tally.cost)


def category_tallies(connection: Connection, sheet: FigureSheet) -> tuple[CategoryTally, ...]:
    """Net sales by category, the largest first; goods without one have no name."""
    tallies = sheet.by_subject(Figure.CATEGORY)
    rows = connection.execute(_CATEGORIES, {"categories": list(tallies)})
    names = {row.id: row.name for row in rows}
    listed = (
        CategoryTally(CategoryId(category), names.get(category, ""), tally)
        for category, tally in tallies.items()
    )
    return tuple(sorted(listed, key=lambda row: (-row.tally.amount.minor, row.category)))


def person_tallies(sheet: FigureSheet, names: Mapping[int, str]) -> tuple[PersonTally, ...]:
    """Net sales by cashier, the largest first."""
    listed = (
        PersonTally(PersonId(person), names.get(person, ""), tally)
        for person, tally in sheet.by_subject(Figure.CASHIER).items()
    )
    return tuple(sorted(listed, key=lambda row: (-row.tally.amount.minor, row.person)))


def hour_tallies(sheet: FigureSheet, day_end_hour: int) -> tuple[HourTally, ...]:
    """Net sales by hour, in the order of the business date, which may end after midnight."""
    listed = (HourTally(hour, tally) for hour, tally in sheet.by_subject(Figure.HOUR).items())
    return tuple(sorted(listed, key=lambda row: (row.hour - day_end_hour) % _HOURS))


def tax_tallies(sheet: FigureSheet) -> tuple[TaxTally, ...]:
    """Tax by rate, the highest first."""
    rates = sorted(sheet.by_subject(Figure.TAX).items(), reverse=True)
    return tuple(TaxTally(Rate(rate), tally.amount, tally.cost) for rate, tally in rates)


def event_tallies(sheet: FigureSheet) -> tuple[EventTally, ...]:
    """What happened at the till beside sales; events of a newer program are passed over."""
    return tuple(
        EventTally(_EVENTS[number], tally.count, tally.amount)
        for number, tally in sorted(sheet.by_subject(Figure.EVENT).items())
        if number in _EVENTS
    )


def late_tallies(sheet: FigureSheet) -> tuple[LateTally, ...]:
    """Receipts that missed a closed business date, by that date."""
    return tuple(
        LateTally(
            date(missed // 10_000, missed // 100 % 100, missed % 100), tally.count, tally.amount
        )
        for missed, tally in sorted(sheet.by_subject(Figure.LATE).items())
    )
