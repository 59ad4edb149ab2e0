"""Two tills and a server as a state machine: in whatever order things happen, books are equal."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.simulation.hands import Hands
from tests.simulation.invariants import complaints
from tests.simulation.run import FAST_DISK
from tests.simulation.workload_office import edit_product
from tests.simulation.workload_till import sell, take_back
from tests.simulation.world import World

tills, chances = st.sampled_from([0, 2]), st.integers(0, 50)


class TillsAndServer(RuleBasedStateMachine):
    """Tills of two stores sell, edit and exchange over a bad line."""

    def __init__(self) -> None:
        super().__init__()
        where = FAST_DISK if FAST_DISK.is_dir() else None
        self._folder = TemporaryDirectory(prefix="jxc-machine-", dir=where)
        self._world = World(Path(self._folder.name), 0)

    @rule(till=tills, chance=chances)
    def somebody_sells(self, till: int, chance: int) -> None:
        sell(Hands(self._world, self._world.nodes[till], Random(chance)))

    @rule(till=tills, chance=chances)
    def goods_come_back(self, till: int, chance: int) -> None:
        take_back(Hands(self._world, self._world.nodes[till], Random(chance)))

    @rule(till=tills, chance=chances)
    def somebody_edits(self, till: int, chance: int) -> None:
        edit_product(Hands(self._world, self._world.nodes[till], Random(chance)))

    @rule(till=tills, fate=st.sampled_from(["drop", "lost_answer", "duplicate", "truncated"]))
    def the_line_is_bad(self, till: int, fate: str) -> None:
        self._world.lines[self._world.nodes[till].name].hamper(fate, 2)

    @rule(till=tills)
    def it_exchanges(self, till: int) -> None:
        self._world.exchange(self._world.nodes[till])

    def teardown(self) -> None:
        self._world.settle()
        found = complaints(self._world)
        self._world.close()
        self._folder.cleanup()
        assert found == []


TestTillsAndServer = TillsAndServer.TestCase
TestTillsAndServer.settings = settings(max_examples=6, stateful_step_count=8, deadline=None)
