"""Shifts to look through: a day's, or the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.models.base import table_of
from jxc_desktop.models.shifts import ShiftRow
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.shift_facts import person_names, shift_facts
from jxc_desktop.queries.shop_header import shop_zone

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from jxc_desktop.domain.day_facts import ShiftFacts

_SHIFT = table_of(ShiftRow)
_LATEST = select(_SHIFT.c.document).order_by(_SHIFT.c.opened_at.desc(), _SHIFT.c.document.desc())


def list_shifts(
    session: Session, *, day: date | None = None, limit: int = 62
) -> tuple[ShiftFacts, ...]:
    """The latest first: those opened on `day`, or on any day."""
    connection = session.connection()
    query = _LATEST if day is None else _LATEST.where(_SHIFT.c.day == day)
    keys = connection.execute(query.limit(limit)).scalars().all()
    zone = shop_zone(find_settings(session))
    facts = shift_facts(connection, keys, person_names(connection), zone)
    return tuple(facts[key] for key in keys)
