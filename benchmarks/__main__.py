"""Measures the budgets of the design: `./jxc bench [NAME …] [--full]`."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from benchmarks import (
    applying,
    closing,
    draining,
    growth,
    idle_lines,
    new_terminal,
    pushing,
    sale_commit,
    start_up,
    till_at_scale,
)

BENCHMARKS: dict[str, Callable[[bool], None]] = {
    "sale": lambda _full: sale_commit.main(),
    "till": lambda full: till_at_scale.main(1_000_000 if full else 20_000),
    "closing": lambda _full: closing.main(),
    "start-up": lambda _full: start_up.main(),
    "push": lambda full: pushing.main(24_000 if full else 2_400),
    "pull": lambda full: applying.main(20_000 if full else 2_000),
    "drain": lambda full: draining.main(300 if full else 60),
    "idle-lines": lambda full: idle_lines.main(2_000 if full else 500),
    "new-terminal": lambda full: (
        new_terminal.main(100_000, 200_000) if full else new_terminal.main(5_000, 10_000)
    ),
    "growth": lambda full: growth.main(1_000_000 if full else 30_000),
}


def main() -> None:
    """Run what was asked for, or everything."""
    parser = argparse.ArgumentParser(prog="jxc bench", description=__doc__)
    parser.add_argument("name", nargs="*", help=f"one of {', '.join(BENCHMARKS)} (default: all)")
    parser.add_argument("--full", action="store_true", help="a million products, a million sales")
    asked = parser.parse_args()
    unknown = set(asked.name) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    for name in asked.name or BENCHMARKS:
        print(f"-- {name} ({_company()})", flush=True)
        BENCHMARKS[name](asked.full)


def _company() -> str:
    """What else this machine is doing: on a busy one the slow ends say little."""
    cores = f"{os.cpu_count()} cores"
    return f"load {os.getloadavg()[0]:.1f} on {cores}" if hasattr(os, "getloadavg") else cores


if __name__ == "__main__":
    main()
