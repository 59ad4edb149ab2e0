"""Tills on loopback that find each other by multicast DNS, and stop in time at every moment."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from secrets import token_bytes, token_hex

import pytest

from jxc_desktop.workers import neighbours_lan
from jxc_desktop.workers.neighbour_finder import SeenTill
from jxc_desktop.workers.neighbours import Neighbours
from jxc_desktop.workers.neighbours_lan import LanFinder
from tests.workers.neighbour_street import PATIENCE, Street, StreetTill, until

LOOPBACK = ("127.0.0.1",)
# Other tests may be on loopback at the same moment: every group is one of its own.


async def _come_about(finder: LanFinder, seen: Sequence[SeenTill]) -> None:
    async with asyncio.timeout(PATIENCE):
        while finder.seen() != tuple(seen):
            await asyncio.sleep(0.02)


async def _gone(*attending: asyncio.Task[None]) -> None:
    for task in attending:
        task.cancel()
    await asyncio.gather(*attending, return_exceptions=True)


def test_tills_of_a_group_see_each_other_until_one_says_goodbye() -> None:
    async def live() -> None:
        finders = [LanFinder(LOOPBACK) for _ in range(3)]
        ours = token_hex(8)
        groups = (ours, ours, token_hex(8))
        tasks = [
            asyncio.create_task(finder.attend(f"till{number}", group, 4000 + number))
            for number, (finder, group) in enumerate(zip(finders, groups, strict=True))
        ]
        await _come_about(finders[0], [SeenTill("till1", "127.0.0.1", 4001)])
        await _come_about(finders[1], [SeenTill("till0", "127.0.0.1", 4000)])
        assert finders[2].seen() == ()
        await _gone(tasks[1])
        await _come_about(finders[0], [])
        await _gone(*tasks)

    asyncio.run(live())


def test_a_till_that_starts_before_its_network_is_seen_once_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    addresses: list[str] = []
    monkeypatch.setattr(neighbours_lan, "_own_addresses", lambda: list(addresses))
    monkeypatch.setattr(neighbours_lan, "_ADDRESS_SECONDS", 0.1)

    async def live() -> None:
        early, other = LanFinder(), LanFinder(LOOPBACK)
        ours = token_hex(8)
        tasks = [
            asyncio.create_task(early.attend("early", ours, 4000)),
            asyncio.create_task(other.attend("other", ours, 4001)),
        ]
        await asyncio.sleep(0.5)
        assert early.seen() == other.seen() == ()
        addresses.append("127.0.0.1")
        await _come_about(other, [SeenTill("early", "127.0.0.1", 4000)])
        addresses[0] = "127.0.0.2"
        await _come_about(other, [SeenTill("early", "127.0.0.2", 4000)])
        await _gone(*tasks)

    asyncio.run(live())


@pytest.fixture
def lan(tmp_path: Path) -> Iterator[Street]:
    made = Street(tmp_path, key=token_bytes(32), finder=lambda: LanFinder(LOOPBACK))
    yield made
    made.stop()


def _met(*tills: StreetTill) -> None:
    until(lambda: all(till.neighbours.last_news.neighbours > 0 for till in tills))


def test_two_tills_that_only_know_the_lan_copy_each_others_sales_and_leave_no_thread(
    lan: Street,
) -> None:
    before = threading.active_count()
    first, second = lan.open(), lan.open()
    _met(first, second)

    (sale,) = first.sell()

    assert until(lambda: sale in second.kept()) < 1
    until(lambda: first.copies() == 1)
    assert first.neighbours.stop()
    until(lambda: second.neighbours.last_news.neighbours == 0)
    assert second.neighbours.stop()
    assert threading.active_count() == before


@pytest.mark.parametrize("later", [0, 0.05, 0.2, 0.6, 1.2])
def test_a_till_that_is_closed_while_it_announces_itself_ends_in_time(
    lan: Street, later: float
) -> None:
    neighbours: Neighbours = lan.open().neighbours
    time.sleep(later)
    begun = time.monotonic()
    assert neighbours.stop()
    assert time.monotonic() - begun < 1.5, "with room to spare for a slow machine"
