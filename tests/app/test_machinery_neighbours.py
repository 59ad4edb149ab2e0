"""Two whole tills of a company on one LAN: while the server is away they keep each other's book."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from jxc_desktop.app.joining import NewTerminal
from jxc_desktop.app.machinery import Ears, Machinery
from jxc_desktop.app.open_shop import OpenedShop, demo_keys, open_shop
from jxc_desktop.app.places import Places
from jxc_desktop.commands.keep_for_neighbour import UseNeighbours, use_neighbours
from jxc_desktop.commands.shifts import OpenShift, open_shift
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.sync_facts import NetworkTroubleKind, SyncNews, SyncState
from jxc_desktop.queries.find_sync import count_backlog
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.ui.device_bridge import DeviceBridge
from jxc_desktop.ui.joining.presenter import JoinProgress, JoinStage
from jxc_desktop.ui.language import words
from jxc_desktop.ui.sync.join_line import JoinLine
from jxc_desktop.workers import neighbours_lan
from tests.app.small_door import SmallDoor
from tests.shop import COLA_CODE, OWNER_ID
from tests.workers.neighbour_street import until
from tests.workers.small_server import SmallServer
from tests.workers.snapshots import offer_snapshot
from tests.workers.tied_shop import tied_shop


@dataclass
class WholeTill:
    """A terminal that joined, with everything that works behind its window."""

    shop: OpenedShop
    machinery: Machinery
    heard: list[SyncNews] = field(default_factory=list)

    def news(self) -> SyncNews:
        return self.heard[-1]

    def backlog(self) -> int:
        with self.shop.store.reading() as session:
            return count_backlog(session)


def _whole_till(qtbot: QtBot, folder: Path, server: SmallServer, terminal: int) -> WholeTill:
    places = Places(folder)
    shop = open_shop(places, demo_keys(places))
    door = SmallDoor(server, terminal)
    progress: list[JoinProgress] = []
    failed: list[Refusal] = []
    joining = NewTerminal(shop, door, DeviceBridge())
    joining.join(JoinLine("10.0.0.7:8443", "JXC1.GOOD"), progress.append, failed.append)
    qtbot.waitUntil(
        lambda: bool(progress) and progress[-1].stage is JoinStage.READY, timeout=20_000
    )
    joining.stop()
    heard: list[SyncNews] = []
    ears = Ears(_deaf, _deaf, _deaf, _deaf, heard.append, lambda: None)
    machinery = Machinery(shop, words(), ears, door)
    machinery.start()
    until(lambda: bool(heard) and heard[-1].state is SyncState.ONLINE)
    machinery.start_neighbours()
    return WholeTill(shop, machinery, heard)


def _deaf(_news: object) -> None:
    pass


@pytest.fixture
def server(tmp_path: Path) -> SmallServer:
    """A company with one till that has sold, and a snapshot of it."""
    made = SmallServer()
    (tmp_path / "first").mkdir()
    till = tied_shop(tmp_path / "first", made)
    till.sell(COLA_CODE)
    till.exchange()
    offer_snapshot(made, till, tmp_path)
    till.shop.store.close()
    return made


@pytest.fixture
def tills(
    qtbot: QtBot, tmp_path: Path, server: SmallServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[WholeTill, WholeTill]]:
    monkeypatch.setattr(neighbours_lan, "_own_addresses", lambda: ["127.0.0.1"])
    made = [_whole_till(qtbot, tmp_path / str(number), server, number) for number in (5, 6)]
    yield made[0], made[1]
    for till in made:
        begun = time.monotonic()
        till.machinery.stop()
        till.shop.store.close()
        assert time.monotonic() - begun < 4


@pytest.mark.usefixtures("qapp")
def test_what_the_server_lacks_lies_at_the_neighbour_and_the_news_say_so(
    tills: tuple[WholeTill, WholeTill], server: SmallServer
) -> None:
    first, second = tills
    until(lambda: first.backlog() == second.backlog() == 0)

    def cut(_name: str) -> None:
        raise NetworkTrouble(NetworkTroubleKind.UNREACHABLE)

    server.before_call = cut
    first.machinery.courier.exchange_now()
    until(lambda: first.news().state is SyncState.OFFLINE)
    first.machinery.runner.submit(open_shift, OpenShift(OWNER_ID, Money(10_000))).result(10)
    until(lambda: first.news().backlog == 1)
    time.sleep(0.5)
    assert first.news().second_copies == 0, "nobody has allowed it"

    for till in tills:
        till.machinery.runner.submit(use_neighbours, UseNeighbours(OWNER_ID, wanted=True)).result(9)

    until(lambda: first.news().second_copies == 1, 30)
    # What the courier tells by itself says it, too.
    told = len(first.heard)
    first.machinery.courier.exchange_now()
    until(lambda: len(first.heard) > told + 1)
    assert {news.second_copies for news in first.heard[told:]} == {1}
    assert first.machinery.sync_news().second_copies == 1

    server.before_call = lambda _name: None
    first.machinery.courier.exchange_now()
    until(lambda: first.news().state is SyncState.ONLINE and first.backlog() == 0)
    until(lambda: first.news().second_copies == 0)
