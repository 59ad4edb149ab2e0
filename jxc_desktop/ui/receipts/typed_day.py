"""A day as somebody types it into the search of receipts: whole, or the latest one of that date."""

from __future__ import annotations

import re
from datetime import date

from jxc_desktop.domain.typed_text import half_width

_TYPED = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?", re.ASCII)
_LENGTH_MAX = 16


def typed_day(text: str, today: date) -> date | None:
    """`2026-11-20`, `11-20`, `11月20日`: never later than `today`; None for anything else."""
    match = _TYPED.fullmatch(half_width(text[:_LENGTH_MAX]).strip())
    if match is None:
        return None
    year, month, day = match.groups()
    years = (int(year),) if year else (today.year, today.year - 1)
    days = (_day(one, int(month), int(day)) for one in years)
    return next((found for found in days if found is not None and found <= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
