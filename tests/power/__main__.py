"""Cuts the power many times: `python -m tests.power --cuts 10000 [--seed S] [--lies]`."""

from __future__ import annotations

import argparse
import sys
import time

from tests.power.cut_till import Weather
from tests.power.machine import HONEST, lose_power


def main() -> int:
    """Tell every so often how far it is; end with 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.power", description=__doc__)
    parser.add_argument("--cuts", type=int, default=10_000)
    parser.add_argument("--seed", default="20261124")
    parser.add_argument("--lies", action="store_true", help="a disk that never syncs: must fail")
    asked = parser.parse_args()
    weather = Weather(deaf_disk=True) if asked.lies else HONEST
    begun = time.monotonic()
    faults: list[str] = []
    for outcome in lose_power(asked.cuts, asked.seed, weather=weather):
        for fault in outcome.faults[len(faults) :]:
            sys.stdout.write(f"FAULT {fault}\n")
        faults = list(outcome.faults)
        sys.stdout.write(
            f"{outcome.cuts} cuts, {outcome.sales} sales and {outcome.pulled} pulled documents "
            f"confirmed, {len(faults)} faults, {time.monotonic() - begun:.0f} s\n"
        )
        sys.stdout.flush()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
