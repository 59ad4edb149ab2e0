"""A business date as the owner looks at it: figures, what they are held against, the till."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from jxc_desktop.domain.day_facts import NO_TALLY, DayFacts, Tally
from jxc_desktop.domain.numbers import Money, Quantity, Rate, divide_half_away
from jxc_desktop.queries.find_figures import day_figures
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.find_shift import OpenShiftRow, find_open_shift, unclosed_days
from jxc_desktop.queries.list_held_baskets import list_held_baskets
from jxc_desktop.queries.list_print_jobs import list_print_jobs
from jxc_desktop.queries.list_server_exceptions import count_open_exceptions
from jxc_desktop.queries.stock_warnings import StockWarnings, stock_warnings
from jxc_desktop.queries.store_day import store_moment
from jxc_desktop.queries.top_products import TopProduct, top_products

if TYPE_CHECKING:
    from datetime import date

    from jxc_desktop.store.session import ShopSession

_WEEK = timedelta(days=7)
_HOURS = 24


@dataclass(frozen=True, slots=True)
class Comparison:
    """The net beside that of the same weekday a week before, like held against like."""

    before: Tally
    now: Tally
    until_hour: int | None
    """Both only up to the end of this hour, because the date still runs; None for whole dates."""


@dataclass(frozen=True, slots=True)
class TillNow:
    """How the till stands at this moment, whatever date is looked at."""

    shift: OpenShiftRow | None
    forgotten: tuple[date, ...]
    held: int
    doubtful_prints: int
    """Papers of which nobody knows whether they were printed."""
    stock: StockWarnings
    exceptions: int = 0
    """What the server raised and nobody has settled."""


@dataclass(frozen=True, slots=True)
class TodayNow:
    """All that the owner's home shows of one business date."""

    day: date
    today: date
    is_closed: bool
    """Every till of the store that did anything on it has made its Z report."""
    facts: DayFacts
    comparison: Comparison | None
    """None where nothing is known of the week before."""
    top: tuple[TopProduct, ...]
    till: TillNow


def read_today(session: ShopSession, day: date | None) -> TodayNow:
    """How `day` went or goes in the whole store; None is the business date of this moment."""
    moment = store_moment(session)
    today = moment.late_for or moment.day
    day = day or today
    facts = day_figures(session, day)
    is_closed = _all_closed(facts)
    runs = day == today and not is_closed
    before = day_figures(session, day - _WEEK)
    day_end_hour = find_settings(session).day_end_hour
    return TodayNow(
        day=day,
        today=today,
        is_closed=is_closed,
        facts=facts,
        comparison=compare(facts, before, moment.hour if runs else None, day_end_hour),
        top=top_products(session, day),
        till=_till(session, today),
    )


def _all_closed(facts: DayFacts) -> bool:
    closed = {seal.terminal for seal in facts.sealed}
    busy = {span.terminal for span in facts.numbers} | {shift.terminal for shift in facts.shifts}
    return bool(closed) and busy <= closed


def compare(
    facts: DayFacts, before: DayFacts, until_hour: int | None, day_end_hour: int
) -> Comparison | None:
    """Hold a date against an earlier one; one that still runs, hours so far against the same."""
    if before.net == NO_TALLY:
        return None
    if until_hour is None:
        return Comparison(before.net, facts.net, None)
    return Comparison(
        _first_hours(before, until_hour, day_end_hour),
        _first_hours(facts, until_hour, day_end_hour),
        until_hour,
    )


def change_of(now: Money | int, before: Money | int) -> Rate | None:
    """By which part `now` is more (below zero: less) than `before`; None where that was nothing."""
    held, against = (each.minor if isinstance(each, Money) else each for each in (now, before))
    return None if against <= 0 else Rate(divide_half_away((held - against) * 10_000, against))


def _first_hours(facts: DayFacts, until_hour: int, day_end_hour: int) -> Tally:
    last = (until_hour - day_end_hour) % _HOURS
    tallies = [row.tally for row in facts.hours if (row.hour - day_end_hour) % _HOURS <= last]
    return Tally(
        count=sum(tally.count for tally in tallies),
        amount=Money.sum(tally.amount for tally in tallies),
        quantity=Quantity.sum(tally.quantity for tally in tallies),
        cost=Money.sum(tally.cost for tally in tallies),
    )


def _till(session: ShopSession, today: date) -> TillNow:
    return TillNow(
        shift=find_open_shift(session),
        forgotten=tuple(day for day in unclosed_days(session) if day < today),
        held=len(list_held_baskets(session)),
        doubtful_prints=sum(job.needs_a_person for job in list_print_jobs(session)),
        stock=stock_warnings(session),
        exceptions=count_open_exceptions(session),
    )
