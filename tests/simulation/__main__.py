"""`./jxc simulate`: many seeds for nights, or one seed told in full."""

from __future__ import annotations

import argparse
import sys

from tests.simulation.job import Asked, simulate


def main() -> int:
    """Run what was asked for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="jxc simulate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="how many runs (default 20)")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--hours", type=float, help="virtual hours of a run")
    parser.add_argument("--length", type=int, help="steps of a run")
    parser.add_argument("--seed", type=int, help="one run alone, told in full")
    parser.add_argument("--steps", default="", help="of that run these steps only (1-4,9)")
    asked = parser.parse_args()
    given = {name: getattr(asked, name) for name in ("hours", "length", "seed")}
    chosen = {name: value for name, value in given.items() if value is not None}
    return simulate(Asked(asked.seeds, steps=asked.steps, first=asked.first, **chosen))


if __name__ == "__main__":
    sys.exit(main())
