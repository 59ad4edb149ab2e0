"""A machine that loses power again and again, on one disk, with one till."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.power.cut_till import Life, Told, Weather, faults_found, in_a_child, seal_faults
from tests.power.other_till import OtherTill
from tests.shop import open_again
from tests.store.restarts import open_new_shop

HONEST = Weather()
LIVES = 40
"""After so many cuts the next machine begins: a long book would make every look at it slow."""


@dataclass
class Outcome:
    """What came of it."""

    cuts: int = 0
    sales: int = 0
    pulled: int = 0
    faults: list[str] = field(default_factory=list)


def lose_power(
    cuts: int, seed: str, folder: Path | None = None, weather: Weather = HONEST
) -> Iterator[Outcome]:
    """Cut so often; tells after each machine what came of all so far."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        (place / "template").mkdir()
        in_a_child(partial(make_template, place / "template"))
        other = OtherTill(place / "template", place / "other")
        machine = 0
        while outcome.cuts < cuts:
            machine += 1
            lives = min(LIVES, cuts - outcome.cuts)
            told = one_machine(place, f"{seed} {machine}", lives, weather, other)
            outcome.cuts += lives
            outcome.sales += len(told.sales)
            outcome.pulled += told.pulled
            outcome.faults += [f"seed {seed!r}, machine {machine}, {each}" for each in told.faults]
            yield outcome


def make_template(folder: Path) -> None:
    """The shop that every machine begins with."""
    open_new_shop(folder).store.close()


def one_machine(place: Path, seed: str, lives: int, weather: Weather, other: OtherTill) -> Told:
    """So many lives on one disk; the last word has a look without a cut."""
    told = Told()
    folder = place / "life-0"
    shutil.copytree(place / "template", folder)
    for life in range(lives):
        left = place / f"life-{life + 1}"
        left.mkdir()
        Life(folder, left, f"{seed} {life}", weather).end(told, other)
        shutil.rmtree(folder)
        folder = left
        if told.faults:
            break
    else:
        told.faults += _last_look(folder, told, other)
    shutil.rmtree(folder)
    return told


def _last_look(folder: Path, told: Told, other: OtherTill) -> list[str]:
    shop = open_again(folder)
    try:
        return [*faults_found(shop, folder, told, other), *seal_faults(shop.store)]
    finally:
        shop.store.close()
