"""Whether the simulation bites: every planted bug must be found within so many seeds.

`python -m tests.simulation.planted [NAME …]` prints how many seeds each one took.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import count

from tests.simulation import bugs_at_the_server, bugs_at_the_till, bugs_in_exchange
from tests.simulation.bugs import BUGS, Bug, planted
from tests.simulation.run import plan_of, play

SEEDS_MAX = 500
FAMILIES = (bugs_at_the_till, bugs_in_exchange, bugs_at_the_server)
"""Importing them registers their bugs."""


@dataclass(frozen=True)
class Hunt:
    """How a planted bug was found, or not."""

    bug: Bug
    seeds: int | None
    complaint: str = ""


def hunt(bug: Bug, seeds_max: int = SEEDS_MAX) -> Hunt:
    """Run seed after seed with the bug in the program, until one complains."""
    for number in count(1):
        if number > seeds_max:
            break
        with planted(bug):
            outcome = play(number - 1, plan_of(number - 1))
        if not outcome.well:
            return Hunt(bug, number, outcome.complaints[0])
    return Hunt(bug, None)


def main(names: list[str]) -> int:
    """Hunt all, or those named; the exit code is 1 where one was not found."""
    missed = 0
    for name, bug in BUGS.items():
        if names and name not in names:
            continue
        found = hunt(bug)
        missed += found.seeds is None
        seeds = "NEVER" if found.seeds is None else str(found.seeds)
        sys.stdout.write(f"{name:32} {seeds:>5}  {bug.sentence}\n      {found.complaint[:150]}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{len(BUGS)} bugs are planted, {missed} were not found\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
