"""Making a failing run small: steps are left out as long as it still fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simulation.plan import spelled
from tests.simulation.run import HOURS, STEPS, play

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simulation.plan import Step

RUNS_MAX = 200


def shrink(
    steps: list[Step], fails: Callable[[list[Step]], bool], runs_max: int = RUNS_MAX
) -> list[Step]:
    """The fewest of `steps` found with which it still fails; none of them can be spared alone."""
    runs, pieces = 0, 2
    while len(steps) > 1 and runs < runs_max:
        size = max(1, len(steps) // pieces)
        for start in range(0, len(steps), size):
            fewer = steps[:start] + steps[start + size :]
            runs += 1
            if fails(fewer):
                steps, pieces = fewer, max(2, pieces - 1)
                break
            if runs >= runs_max:
                break
        else:
            if size == 1:
                break
            pieces = min(len(steps), pieces * 2)
    return steps


def shrunk(seed: int, steps: list[Step]) -> list[Step]:
    """The failing run of the seed, made small."""
    wanted = _kinds(play(seed, steps).complaints)
    return shrink(steps, lambda fewer: bool(wanted & _kinds(play(seed, fewer).complaints)))


def _kinds(complaints: tuple[str, ...]) -> set[str]:
    """What it is about; the numbers in it differ from run to run."""
    return {complaint.split(" ")[0] for complaint in complaints}


def command_line(seed: int, steps: list[Step], count: int = STEPS, hours: float = HOURS) -> str:
    """What replays exactly this run."""
    numbers = spelled([step.number for step in steps])
    size = f" --length {count}" if count != STEPS else ""
    span = f" --hours {hours:g}" if hours != HOURS else ""
    return f"./jxc simulate --seed {seed}{size}{span} --steps {numbers}"
