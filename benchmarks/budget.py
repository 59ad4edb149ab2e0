"""How a benchmark tells what it found: the figure, its budget, and the ratio of the two."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle and the slow end of many measurements, in milliseconds."""

    median: float
    p99: float


def spread(seconds: Sequence[float]) -> Spread:
    """The middle and the slow end of `seconds`."""
    ordered = sorted(seconds)
    tail = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return Spread(statistics.median(ordered) * 1000, tail * 1000)


@dataclass(frozen=True, slots=True)
class Took:
    """How long something took by the clock on the wall, and of that in this process."""

    wall: float
    work: float


def took(action: Callable[[], object]) -> Took:
    """Measure `action` twice at once: other programs lengthen the wall's time alone."""
    wall, work = time.perf_counter(), time.process_time()
    action()
    return Took(time.perf_counter() - wall, time.process_time() - work)


def seconds_of(action: Callable[[], object]) -> float:
    """How long `action` took."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def tell(what: str, reached: float, budget: float, unit: str) -> None:
    """Print the figure beside its budget; at a ratio of 1 or less the budget is kept."""
    ratio = reached / budget
    verdict = "kept" if ratio <= 1 else "OVER"
    print(f"{what}: {reached:,.2f} {unit}, budget {budget:,g} {unit}, ratio {ratio:.2f} {verdict}")
