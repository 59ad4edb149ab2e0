"""Time that passes only when the simulation says so, and clocks that show it wrongly."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

BEGUN = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


@dataclass
class Timeline:
    """What is to happen, and when; what happens may make more of it happen."""

    now: int = 0
    """Milliseconds since the beginning."""
    _due: list[tuple[int, int, Callable[[], None]]] = field(default_factory=list)
    _count: int = 0

    def at(self, moment: int, work: Callable[[], None]) -> None:
        """Do `work` at the moment, or now when that is past."""
        self._count += 1
        heapq.heappush(self._due, (max(moment, self.now), self._count, work))

    def pass_by(self, milliseconds: int) -> None:
        """Let time pass, and everything happen that is due meanwhile."""
        until = self.now + milliseconds
        while self._due and self._due[0][0] <= until:
            moment, _, work = heapq.heappop(self._due)
            self.now = max(self.now, moment)
            work()
        self.now = max(self.now, until)

    def run(self) -> None:
        """Let everything happen that will."""
        while self._due:
            moment, _, work = heapq.heappop(self._due)
            self.now = max(self.now, moment)
            work()


@dataclass
class Clock:
    """A machine's clock: it may be ahead, run too fast, and be set by somebody."""

    timeline: Timeline
    ahead: timedelta = timedelta(0)
    drift: float = 0.0
    """Seconds a second."""

    def __call__(self) -> datetime:
        passed = self.timeline.now + round(self.timeline.now * self.drift)
        return BEGUN + timedelta(milliseconds=passed) + self.ahead

    def jump(self, by: timedelta) -> None:
        """Somebody, or an empty battery, sets the clock."""
        self.ahead += by
