"""`jxc simulate`: runs many seeds, or one again, and says how to replay what went wrong."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.simulation.plan import read_numbers
from tests.simulation.run import HOURS, STEPS, plan_of, play
from tests.simulation.shrink import command_line, shrunk

if TYPE_CHECKING:
    from tests.simulation.run import Outcome


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    seeds: int = 20
    hours: float = HOURS
    """Virtual hours of a run."""
    seed: int | None = None
    """One seed alone, told in full."""
    length: int = STEPS
    steps: str = ""
    """The numbers of the steps to take, where not all of them."""
    first: int = 0


def simulate(asked: Asked) -> int:
    """Run; the exit code is 1 where anything is wrong."""
    if asked.seed is not None:
        return _one(asked, asked.seed)
    begun, failed = time.monotonic(), 0
    for seed in range(asked.first, asked.first + asked.seeds):
        outcome = play(seed, plan_of(seed, asked.length, asked.hours))
        if not outcome.well:
            failed += 1
            _complain(asked, outcome)
    seconds = time.monotonic() - begun
    _say(f"{asked.seeds} seeds in {seconds:.1f} s, {failed} failed")
    return 1 if failed else 0


def _one(asked: Asked, seed: int) -> int:
    steps = plan_of(seed, asked.length, asked.hours)
    if asked.steps:
        wanted = read_numbers(asked.steps)
        steps = [step for step in steps if step.number in wanted]
    outcome = play(seed, steps)
    for line in outcome.trace:
        _say(line)
    for complaint in outcome.complaints:
        _say(f"WRONG {complaint}")
    _say(f"seed {seed}, trace {outcome.trace_hash}")
    return 0 if outcome.well else 1


def _complain(asked: Asked, outcome: Outcome) -> None:
    _say(f"seed {outcome.seed}:")
    for complaint in outcome.complaints[:5]:
        _say(f"  WRONG {complaint}")
    steps = shrunk(outcome.seed, plan_of(outcome.seed, asked.length, asked.hours))
    _say(f"  {command_line(outcome.seed, steps, asked.length, asked.hours)}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
