"""The business date: which day's takings a moment belongs to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo


def business_date(instant: datetime, zone: tzinfo, day_end_hour: int) -> date:
    """The business date of an aware moment: before `day_end_hour` it is still yesterday's.

    Raises `ValueError` for a moment without a time zone.
    """
    if instant.tzinfo is None:
        message = f"a moment without time zone: {instant}"
        raise ValueError(message)
    local = instant.astimezone(zone)
    return (local - timedelta(hours=day_end_hour)).date()
