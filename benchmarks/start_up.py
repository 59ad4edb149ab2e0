"""From the start of the process to a painted sign-in, beside the barest window in the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.budget import tell
from jxc_desktop.app.open_shop import demo_keys, open_shop
from jxc_desktop.app.places import shop_places
from jxc_desktop.commands.set_up_shop import SetUpShop, set_up_shop

RUNS = 7
BUDGET_SECONDS = 0.8
_HOUSE = Path(__file__).parents[1]


def main() -> None:
    """Start both, one after the other, several times, and print the middle of each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _set_up(folder)
        _seconds_to_paint("shop", name)  # warm: files in the system's cache, bytecode written
        _seconds_to_paint("bare")
        ours, bare = [], []
        for _ in range(RUNS):
            bare.append(_seconds_to_paint("bare"))
            ours.append(_seconds_to_paint("shop", name))
    mine, least = statistics.median(ours), statistics.median(bare)
    print(f"bare window with SQLAlchemy: {least:.2f} s; the sign-in takes {mine / least:.1f} of it")
    tell("start to usable sign-in, warm", mine, BUDGET_SECONDS, "s")


def _set_up(folder: Path) -> None:
    places = shop_places(folder)
    keys = demo_keys(places)
    shop = open_shop(places, keys)
    with shop.store.transaction() as session:
        set_up_shop(session, SetUpShop("好邻居", "王老板", "1000", "1470", keys.public_key))
    shop.note_progress()
    shop.store.close()


def _seconds_to_paint(*words: str) -> float:
    command = [sys.executable, "-m", "benchmarks.first_paint", *words]
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=_HOUSE, env=variables, stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        line = started.stdout.readline()
        took = time.perf_counter() - begun
    assert line == b"painted\n", line
    return took
