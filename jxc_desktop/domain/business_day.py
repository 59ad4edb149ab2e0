"""The business date: which day of the shop an instant belongs to."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

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
