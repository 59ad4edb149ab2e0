"""Many tills and a server under every fault: nothing is lost, doubled or unequal, seed by seed."""

from __future__ import annotations

import pytest

from tests.simulation.bugs import BUGS
from tests.simulation.oracle import fold, price_of, rounded
from tests.simulation.plan import CALM, draw_plan, read_numbers, spelled
from tests.simulation.planted import hunt
from tests.simulation.run import plan_of, play
from tests.simulation.shrink import command_line, shrink

SEEDS, BLOCK = 200, 10
SHORT = 14
QUICK_SEEDS_MAX = 12


@pytest.mark.parametrize("block", range(SEEDS // BLOCK))
def test_every_run_ends_with_equal_books(block: int) -> None:
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        steps = plan_of(seed, SHORT)
        outcome = play(seed, steps)
        assert outcome.well, (outcome.complaints, command_line(seed, steps, SHORT))


def test_a_calm_run_ends_with_equal_books_too() -> None:
    assert play(1, plan_of(1, SHORT, rates=CALM)).complaints == ()


def test_one_seed_is_one_run() -> None:
    first, second = (play(7, plan_of(7, SHORT)) for _ in range(2))

    assert first.trace == second.trace
    assert first.trace_hash == second.trace_hash


def test_a_failing_run_is_shrunk_to_the_steps_that_matter() -> None:
    steps = draw_plan(3, 40, 4, 10.0, CALM)
    needed = {steps[5].number, steps[31].number}

    found = shrink(steps, lambda fewer: needed <= {step.number for step in fewer})

    assert {step.number for step in found} == needed
    assert command_line(3, found) == "./jxc simulate --seed 3 --steps 5,31"


def test_step_numbers_are_read_as_they_are_spelled() -> None:
    assert spelled([4, 1, 2, 9]) == "1-2,4,9"
    assert read_numbers("1-2,4,9") == {1, 2, 4, 9}


def test_the_oracle_multiplies_and_rounds_as_people_do() -> None:
    assert (rounded(5, 10), rounded(-5, 10), rounded(4, 10)) == (1, -1, 0)
    assert price_of(35_000, 2_000) == 700


def test_the_oracle_folds_what_was_seen() -> None:
    sale = {
        "kind": "sale", "store": 1, "terminal": 2, "customer": None, "returns": [],
        "lines": [(101, 2000, 700)], "payments": [("cash", 1, 700, 0)],
    }  # fmt: skip

    books = fold([sale, {**sale, "kind": "void", "of": {**sale, "key": 5}}])

    assert books.stock[1, 101] == 0
    assert books.money[1001, 2] == 0
    assert books.returned[5, 1] == 700


def test_at_least_twenty_five_bugs_can_be_planted() -> None:
    assert len(BUGS) >= 25


@pytest.mark.parametrize("name", sorted(name for name, bug in BUGS.items() if bug.quick))
def test_a_planted_bug_is_found(name: str) -> None:
    assert hunt(BUGS[name], QUICK_SEEDS_MAX).seeds is not None
