"""A till that loses power for real loses nothing that was answered as done, and keeps no half."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.power.cut_till import Weather
from tests.power.forgetful_disk import ForgetfulDisk
from tests.power.machine import HONEST, Outcome, lose_power

CUTS = 80


def cut(cuts: int, folder: Path, weather: Weather = HONEST) -> Outcome:
    seed = os.environ.get("JXC_POWER_SEED", "1")
    *_, outcome = lose_power(cuts, seed, folder, weather)
    return outcome


def test_power_loss_at_any_write_or_sync_loses_nothing_that_was_confirmed(tmp_path: Path) -> None:
    outcome = cut(CUTS, tmp_path)

    assert outcome.faults == []
    assert outcome.sales > CUTS // 2
    assert outcome.pulled > CUTS // 2


@pytest.mark.parametrize("weather", [Weather(synchronous_off=True), Weather(deaf_disk=True)])
def test_without_syncs_the_same_cuts_lose_something(tmp_path: Path, weather: Weather) -> None:
    assert cut(CUTS, tmp_path, weather).faults != []


def never_cut() -> None:
    raise AssertionError


def left_by(disk: ForgetfulDisk, folder: Path) -> dict[str, bytes]:
    disk.leave(folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("seed", range(40))
def test_what_was_synced_is_whole_whatever_luck_says(tmp_path: Path, seed: int) -> None:
    disk = ForgetfulDisk(tmp_path / "shop", random.Random(seed), never_cut)
    path = f"{tmp_path}/shop/a"
    disk.wrote(path, 0, b"x" * 3000)
    disk.synced(path)
    disk.wrote(path, 1000, b"y" * 1000)

    left = left_by(disk, tmp_path)["a"]

    assert len(left) == 3000
    assert left[:1000] + left[2000:] == b"x" * 2000
    assert set(left[1000:2000]) <= {ord("x"), ord("y")}


def test_over_many_cuts_unsynced_writes_are_lost_torn_and_kept(tmp_path: Path) -> None:
    fates = set()
    for seed in range(60):
        folder = tmp_path / str(seed)
        folder.mkdir()
        disk = ForgetfulDisk(folder / "shop", random.Random(seed), never_cut)
        path = f"{folder}/shop/a"
        disk.opened(path)
        disk.synced(path)
        disk.wrote(path, 0, b"x" * 2048)
        left = left_by(disk, folder)["a"]
        fates.add("kept" if left == b"x" * 2048 else "torn" if b"x" in left else "lost")
    assert fates == {"kept", "torn", "lost"}


def test_a_name_that_was_not_synced_may_go_and_come_back(tmp_path: Path) -> None:
    names = set()
    for seed in range(60):
        folder = tmp_path / str(seed)
        folder.mkdir()
        disk = ForgetfulDisk(folder / "shop", random.Random(seed), never_cut)
        old, new = f"{folder}/shop/old", f"{folder}/shop/new"
        disk.opened(old)
        disk.folder_synced()
        disk.renamed(old, new)
        names.add(frozenset(left_by(disk, folder)))
    assert names == {frozenset({"old"}), frozenset({"new"})}
