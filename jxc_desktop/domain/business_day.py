"""The business date: which day of the shop an instant belongs to, and what a closed day means."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from jxc_desktop.domain.errors import Refusal

DAY_END_HOUR_MAX = 12
_ONE_DAY = timedelta(days=1)


def refuse_day_end_hour(hour: int) -> None:
    """Refuse a day-end hour that is not between midnight and noon."""
    if not 0 <= hour <= DAY_END_HOUR_MAX:
        raise Refusal("day_end_hour_range", hour=hour, limit=DAY_END_HOUR_MAX)


def business_date(instant: datetime, tz: tzinfo, day_end_hour: int = 0) -> date:
    """The shop's day at `instant`: until `day_end_hour` by its clock the evening before goes on."""
    refuse_day_end_hour(day_end_hour)
    if instant.tzinfo is None:
        message = f"{instant!r} does not say where it is that time"
        raise ValueError(message)
    local = instant.astimezone(tz)
    return local.date() - _ONE_DAY if local.hour < day_end_hour else local.date()


def business_day_span(day: date, tz: tzinfo, day_end_hour: int = 0) -> tuple[datetime, datetime]:
    """The instants (UTC) between which the shop's `day` lies; the last is the next day's."""
    refuse_day_end_hour(day_end_hour)
    opens = datetime.combine(day, time(day_end_hour), tz)
    closes = datetime.combine(day + _ONE_DAY, time(day_end_hour), tz)
    return opens.astimezone(UTC), closes.astimezone(UTC)


def open_day(day: date, closed: Collection[date]) -> date:
    """The day a document of `day` is booked on: the first one from it that has no Z report yet."""
    while day in closed:
        day += _ONE_DAY
    return day


def forgotten_days(traded: Iterable[date], closed: Collection[date], today: date) -> list[date]:
    """The days before `today` that had trade and were never closed, oldest first."""
    return sorted({day for day in traded if day < today and day not in closed})
