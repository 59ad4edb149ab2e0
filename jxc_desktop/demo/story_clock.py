"""The clock of the demo's past: it stands where the story sets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass
class StoryClock:
    """A clock that only moves when it is told to, and never backwards."""

    now: datetime

    def __call__(self) -> datetime:
        """The moment of the story, in UTC."""
        return self.now

    def go_to(self, day: date, hour: int, minute: int = 0, second: int = 0) -> None:
        """Move to a time of the shop's wall clock, or stay where the story is further on."""
        local = datetime.combine(day, time(hour, minute, second), ZONE)
        self.now = max(local.astimezone(UTC), self.now + timedelta(seconds=1))
