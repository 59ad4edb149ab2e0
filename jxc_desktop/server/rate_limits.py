"""How often one caller may ask: buckets that fill at a steady rate."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_CALLERS_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many calls at once, and so many a second afterwards."""

    burst: float
    per_second: float


TERMINAL_RATE = Rate(burst=200, per_second=40)
"""Draining a month of backlog takes some ten calls a second."""
STRANGER_RATE = Rate(burst=20, per_second=0.2)
"""Of one address, for enrolment and for tokens that nobody knows: 2^80 codes outlast it."""


class Buckets:
    """A bucket for each caller; those that are full again are forgotten."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._left: dict[Hashable, tuple[float, float]] = {}

    def wait_seconds(self, caller: Hashable) -> float:
        """Take one call; 0 when it is allowed, else after how many seconds it will be."""
        now = self._clock()
        left, since = self._left.get(caller, (self._rate.burst, now))
        left = min(self._rate.burst, left + (now - since) * self._rate.per_second)
        if left < 1:
            self._left[caller] = (left, now)
            return (1 - left) / self._rate.per_second
        self._left[caller] = (left - 1, now)
        if len(self._left) > _CALLERS_MAX:
            self._forget(now)
        return 0.0

    def _forget(self, now: float) -> None:
        """Drop whoever has been quiet for long enough to have a full bucket again."""
        full_after = self._rate.burst / self._rate.per_second
        self._left = {
            caller: kept for caller, kept in self._left.items() if now - kept[1] < full_after
        }
