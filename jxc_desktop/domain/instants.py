"""Moments as whole milliseconds since 1970, as store and wire spell them; 0 where there is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def milliseconds(moment: datetime | None) -> int:
    """The whole milliseconds of an aware moment, exactly; 0 for none."""
    return 0 if moment is None else (moment - EPOCH) // _MILLISECOND


def instant(spelled: int) -> datetime:
    """The moment, in UTC."""
    return EPOCH + spelled * _MILLISECOND


def instant_if_any(spelled: int) -> datetime | None:
    """The moment; None for 0."""
    return instant(spelled) if spelled else None
