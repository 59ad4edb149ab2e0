"""Every check of the house, one after another; the first that fails stops the rest."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from installer.environment import ROOT, VENV, child_environment

PERFECT = ("jxc_desktop/domain", "jxc_desktop/commands")
"""The rooms in which no branch may stay untried."""

DAY = VENV / "demo-day"
"""Where the played day leaves its shop and its papers."""


@dataclass(frozen=True, slots=True)
class Step:
    """One check: its name, and what this environment's Python is told to run."""

    name: str
    words: tuple[str, ...]

    def passes(self, variables: dict[str, str]) -> bool:
        """Run it in front of the person."""
        command = [sys.executable, *self.words]
        return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode == 0


HOUSE_RULES = (
    Step("format", ("-m", "ruff", "format", "--check", ".")),
    Step("lint", ("-m", "ruff", "check", ".")),
    Step("types", ("-m", "mypy")),
    Step("imports", ("-c", "from importlinter.cli import lint_imports_command as ask; ask()")),
)
PROCESSES = "2"


def steps(*, fast: bool, chosen: Sequence[str]) -> list[Step]:
    """What to run: chosen tests alone, or the house rules and all tests, or the quick of both."""
    if chosen:
        return [Step("tests", ("-m", "pytest", *chosen))]
    if fast:
        quick = [step for step in HOUSE_RULES if step.name != "types"]
        return [*quick, Step("tests", ("-m", "pytest", "-n", PROCESSES, "-m", "not slow"))]
    covered = ",".join(f"{room}/*" for room in PERFECT)
    report = ("report", f"--include={covered}", "--fail-under=100", "--skip-covered", "-m")
    day = ("-m", "jxc_desktop", "demo", "--headless", "--days", "2", "--out", str(DAY))
    return [
        *HOUSE_RULES,
        Step("tests", ("-m", "coverage", "run", "-m", "pytest", "-n", PROCESSES)),
        Step("branches gathered", ("-m", "coverage", "combine", "--quiet")),
        Step("branches of domain and commands", ("-m", "coverage", *report)),
        Step("a shop's day at the screens", day),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the steps, and end with how long each took and which one failed."""
    parser = argparse.ArgumentParser(prog="jxc test", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave out types and slow tests")
    options, chosen = parser.parse_known_args(arguments)
    variables = {
        **child_environment(),
        "HYPOTHESIS_PROFILE": "ci" if os.environ.get("CI") else "dev",
    }
    taken: list[tuple[str, float, bool]] = []
    for step in steps(fast=options.fast, chosen=chosen):
        print(f"\n=== {step.name}", flush=True)
        begun = time.monotonic()
        passed = step.passes(variables)
        taken.append((step.name, time.monotonic() - begun, passed))
        if not passed:
            break
    return _summary(taken)


def _summary(taken: Sequence[tuple[str, float, bool]]) -> int:
    print()
    for name, seconds, passed in taken:
        print(f"{'ok  ' if passed else 'FAIL'} {seconds:7.1f} s  {name}")
    failed = [name for name, _seconds, passed in taken if not passed]
    print(f"\nStopped at: {failed[0]}" if failed else "\nAll is well.")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
