"""One run of the simulation from its seed, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.simulation.company import MACHINES
from tests.simulation.disk import PowerCut
from tests.simulation.invariants import complaints
from tests.simulation.plan import CHAOS, draw_plan
from tests.simulation.world import World, told

if TYPE_CHECKING:
    from tests.simulation.plan import Rates, Step

STEPS, HOURS = 60, 60.0
FAST_DISK = Path("/dev/shm")
"""A run's files go there where there is such a place."""


@dataclass(frozen=True)
class Outcome:
    """What a run came to; no complaints is what one wants."""

    seed: int
    complaints: tuple[str, ...]
    trace_hash: str
    trace: tuple[str, ...] = field(repr=False, default=())

    @property
    def well(self) -> bool:
        return not self.complaints


def plan_of(
    seed: int, steps: int = STEPS, hours: float = HOURS, rates: Rates = CHAOS
) -> list[Step]:
    """The steps of the seed."""
    return draw_plan(seed, steps, len(MACHINES), hours, rates)


def play(seed: int, steps: list[Step]) -> Outcome:
    """Run these steps of the seed's plan, and look whether all is well."""
    where = FAST_DISK if FAST_DISK.is_dir() else None
    with TemporaryDirectory(prefix="jxc-run-", dir=where) as folder:
        world = World(Path(folder), seed)
        try:
            found = _played(world, steps)
        finally:
            world.close()
        return Outcome(seed, tuple(found), world.trace_hash, tuple(world.trace))


class _Crashes:
    """Whatever the program raises is what we look for: it becomes a line of the report."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __enter__(self) -> list[str]:
        return self.found

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _where: object
    ) -> bool:
        if isinstance(error, Exception | PowerCut):
            self.found.append(f"the program failed: {told(error)}")
            return True
        return False


def _played(world: World, steps: list[Step]) -> list[str]:
    crashes = _Crashes()
    found: list[str] = []
    with crashes:
        world.run(steps)
        found = complaints(world)
    for crash in crashes.found:
        world.tell(crash)
    return [*found, *crashes.found] or list(world.faults)
