"""When the courier goes: at once, after a while, or ever more rarely while nobody answers."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

POLL_SECONDS = (30.0, 60.0)
"""When nothing wakes it, it asks after a time between these."""
FIRST_RETRY_SECONDS = 1.0
RETRY_SECONDS_MAX = 300.0
STOPPED_RETRY_SECONDS = 300.0
"""A person has to act; until then it only looks whether that was done."""
PROGRESS_SECONDS = 60.0
"""Reachable, with a backlog, and nothing moved for so long: the session is begun anew."""
HEAR_SECONDS = 20.0
"""Between two full exchanges only what was just sold is pushed."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class OutsideTime:
    """Time and chance, handed in so that a test can own them; `chance` is below 1."""

    clock: Callable[[], datetime] = _now
    ticks: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random


def poll_seconds(chance: float) -> float:
    """Until the next exchange that nobody asked for: tills of a shop must not come in step."""
    least, most = POLL_SECONDS
    return least + (most - least) * chance


def retry_seconds(failures: int, chance: float, wished: float = 0.0) -> float:
    """Until the next try after so many failures in a row; what the server wishes is the least."""
    ceiling = min(RETRY_SECONDS_MAX, FIRST_RETRY_SECONDS * 2.0 ** min(failures - 1, 16))
    return max(wished, ceiling * (0.5 + 0.5 * chance))
