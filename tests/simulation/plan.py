"""What will happen in a run, drawn from its seed beforehand, so that any of it can be left out."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens: where it stands in the plan, when, what, to which machine.

    `seed` decides every detail of it, whatever else happens or does not.
    """

    number: int
    moment: int
    what: str
    who: int
    seed: int

    @property
    def chance(self) -> Random:
        """The step's own randomness."""
        return Random(self.seed)


@dataclass(frozen=True, slots=True)
class Rates:
    """How often what happens, as weights; a fault with weight 0 never does."""

    work: dict[str, int]
    faults: dict[str, int]
    fault_share: float = 0.25
    """The part of all steps that are faults."""
    exchange_share: float = 0.25
    """The part of all steps that are exchanges with the server."""


WORK = {
    "sell": 34, "sell_on_account": 8, "sell_mixed": 4, "take_back": 7, "take_back_abroad": 4,
    "void": 4, "receive": 6, "customer_pays": 6, "move_cash": 4, "open_drawer": 2, "reprint": 3,
    "hold": 2, "recall": 2, "remove_line": 2, "change_shift": 4, "close_day": 3,
    "edit_product": 8, "edit_customer": 6, "change_price": 6, "new_product": 4, "archive": 3,
    "edit_role": 2, "new_person": 2, "archive_person": 2, "edit_setting": 4, "edit_method": 2,
    "settle": 3, "impatient": 3,
}  # fmt: skip
"""Everything that people do in the shop, by how often they do it."""

NETWORK_FAULTS = {
    "drop": 6, "lost_answer": 8, "duplicate": 6, "late_duplicate": 6, "truncated": 4, "garbled": 4,
    "captive": 3, "cut_off": 4, "deaf": 3, "push_unheard": 5, "push_torn": 5, "push_cut_short": 3,
    "push_bent": 6,
}  # fmt: skip
DISK_FAULTS = {
    "crash": 8, "crash_after_commit": 5, "torn": 5, "full": 4, "io_error": 4,
    "server_crash": 5, "server_crash_after_commit": 4, "server_torn": 4, "server_full": 3,
    "server_io_error": 2, "commit_fails": 6, "server_commit_fails": 4,
}  # fmt: skip
CLOCK_FAULTS = {"clock_jump": 3, "clock_years": 2, "clock_drift": 2}
RARE_FAULTS = {
    "weeks_away": 3, "back_up": 4, "restore": 7, "clone": 6, "server_back_up": 4,
    "server_restore": 5, "newer_program": 3, "poison": 3, "revoke_terminal": 3, "power_off": 3,
}  # fmt: skip
FAULTS = {**NETWORK_FAULTS, **DISK_FAULTS, **CLOCK_FAULTS, **RARE_FAULTS}

CALM = Rates(WORK, {}, fault_share=0.0)
CHAOS = Rates(WORK, FAULTS)


def draw_plan(seed: int, steps: int, machines: int, hours: float, rates: Rates) -> list[Step]:
    """The steps of a run over so many hours of virtual time, spread as `rates` say."""
    chance = Random(f"plan {seed}")
    span = round(hours * HOUR)
    moments = sorted(chance.randrange(span) for _ in range(steps))
    return [
        Step(
            number, moment, _what(chance, rates), chance.randrange(machines), chance.getrandbits(48)
        )
        for number, moment in enumerate(moments)
    ]


def _what(chance: Random, rates: Rates) -> str:
    drawn = chance.random()
    if drawn < rates.fault_share and rates.faults:
        return _one_of(chance, rates.faults)
    if drawn < rates.fault_share + rates.exchange_share:
        return "exchange"
    return _one_of(chance, rates.work)


def _one_of(chance: Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def spelled(numbers: list[int]) -> str:
    """Step numbers as a person may type them: 1-4,9."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def read_numbers(text: str) -> set[int]:
    """The numbers that `spelled` wrote."""
    found: set[int] = set()
    for part in filter(None, text.split(",")):
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return found
