"""The courier in virtual time: when it goes, how it waits, what it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from jxc_desktop.domain.sync_facts import NetworkTroubleKind, SyncNews, SyncState
from jxc_desktop.queries.find_sync import SyncTie, find_tie
from jxc_desktop.sync.ports import NetworkTrouble, ServerPort
from jxc_desktop.sync.wire import Outcome
from jxc_desktop.workers.courier_pace import RETRY_SECONDS_MAX, OutsideTime, retry_seconds
from jxc_desktop.workers.sync_courier import CourierEars, SyncCourier
from tests.shop import COLA_CODE
from tests.workers.small_server import SmallPort, SmallServer
from tests.workers.tied_shop import TiedShop, second_till, tied_shop


@dataclass
class Line:
    """The server over no network at all."""

    port: SmallPort
    opened: int = 0
    closed: int = 0

    def open(self, tie: SyncTie) -> ServerPort:
        assert tie.tenant == "test"
        self.opened += 1
        return self.port

    def listen(self, tie: SyncTie, moved: Callable[[], None]) -> None:
        raise NetworkTrouble(NetworkTroubleKind.UNREACHABLE, f"{tie} {moved}")

    def close(self) -> None:
        self.closed += 1


@dataclass
class Way:
    """A courier whose turns a test takes one by one, and all that it told."""

    till: TiedShop
    server: SmallServer
    folder: Path
    ticks: float = 100.0
    news: list[SyncNews] = field(default_factory=list)
    changes: int = 0

    def __post_init__(self) -> None:
        self.line = Line(self.till.port)
        self.courier = SyncCourier(
            self.till.shop.store,
            self.line,
            CourierEars(self.news.append, self._changed),
            self.folder,
            OutsideTime(self.till.shop.clock, lambda: self.ticks, lambda: 0.5),
        )

    def _changed(self) -> None:
        self.changes += 1

    def pass_by(self, seconds: float) -> None:
        self.ticks += seconds
        self.till.shop.clock.pass_by(seconds=seconds)

    def break_the_net(self, trouble: NetworkTrouble | None) -> None:
        def fail(_name: str) -> None:
            if trouble is not None:
                raise trouble

        self.server.before_call = fail

    @property
    def state(self) -> SyncState:
        return self.courier.last_news.state


@pytest.fixture
def way(tmp_path: Path) -> Way:
    server = SmallServer()
    return Way(tied_shop(tmp_path, server), server, tmp_path)


def test_a_sale_is_pushed_at_once_and_without_a_new_greeting(way: Way) -> None:
    assert way.courier.turn() == pytest.approx(45)
    assert [each.state for each in way.news] == [SyncState.CONNECTING, SyncState.ONLINE]
    way.till.port.calls.clear()
    way.pass_by(2)
    way.till.sell(COLA_CODE)
    way.courier.look()
    assert way.courier.turn() == pytest.approx(43)
    assert way.till.port.calls == ["push", "pull"]
    assert way.courier.last_news.backlog == 0


def test_a_commit_without_a_document_asks_nobody(way: Way) -> None:
    way.courier.turn()
    way.till.port.calls.clear()
    way.courier.look()
    way.courier.turn()
    assert way.till.port.calls == []


def test_what_others_pushed_comes_when_the_server_wakes(way: Way, tmp_path: Path) -> None:
    way.courier.turn()
    second_till(tmp_path / "two", way.server).exchange()
    way.courier.hear_moved()
    way.courier.turn()
    assert way.changes == 1
    assert way.till.digest(0) == way.till.rebuilt_digest(0)


def test_without_a_waking_it_polls(way: Way) -> None:
    seconds = way.courier.turn()
    assert seconds is not None
    way.till.port.calls.clear()
    way.pass_by(seconds - 1)
    assert way.courier.turn() == pytest.approx(1)
    assert way.till.port.calls == []
    way.pass_by(1)
    way.courier.turn()
    assert way.till.port.calls[0] == "hello"


def test_it_comes_ever_more_rarely_while_nobody_answers(way: Way) -> None:
    way.break_the_net(NetworkTrouble(NetworkTroubleKind.UNREACHABLE))
    waits = []
    for _try in range(12):
        seconds = way.courier.turn()
        assert seconds is not None
        waits.append(seconds)
        assert way.state is SyncState.OFFLINE
        way.courier.look()
        assert way.courier.turn() == pytest.approx(seconds)  # a sale does not hurry it
        way.pass_by(seconds)
    assert waits[:4] == [0.75, 1.5, 3.0, 6.0]
    assert max(waits) == 0.75 * RETRY_SECONDS_MAX
    way.break_the_net(None)
    way.courier.turn()
    assert way.state is SyncState.ONLINE
    assert way.courier.last_news.trouble is None


def test_the_servers_own_wish_is_honoured() -> None:
    assert retry_seconds(1, 0.0, wished=120) == 120
    assert retry_seconds(40, 1.0) == RETRY_SECONDS_MAX


def test_a_press_of_the_button_does_not_wait(way: Way) -> None:
    way.break_the_net(NetworkTrouble(NetworkTroubleKind.BUSY, retry_seconds=200))
    assert way.courier.turn() == 200
    way.break_the_net(None)
    way.courier.exchange_now()
    way.courier.turn()
    assert way.state is SyncState.ONLINE


def test_a_revoked_terminal_waits_for_a_person(way: Way) -> None:
    way.break_the_net(NetworkTrouble(NetworkTroubleKind.REVOKED, "by the owner"))
    assert way.courier.turn() == 300
    assert way.state is SyncState.STOPPED
    assert way.courier.last_news.trouble is NetworkTroubleKind.REVOKED
    assert way.courier.last_news.detail == "by the owner"


def test_offline_on_purpose_lasts_over_a_restart(way: Way) -> None:
    way.courier.turn()
    way.courier.pause(paused=True)
    assert way.courier.turn() is None
    assert way.state is SyncState.PAUSED
    with way.till.shop.store.reading() as session:
        tie = find_tie(session)
    assert tie is not None
    assert tie.paused
    again = Way(way.till, way.server, way.folder)
    again.till.port.calls.clear()
    assert again.courier.turn() is None
    assert again.till.port.calls == []
    again.till.sell(COLA_CODE)
    again.courier.look()
    again.courier.turn()
    assert again.courier.last_news.backlog == 1
    again.courier.pause(paused=False)
    again.courier.turn()
    assert again.state is SyncState.ONLINE
    assert again.courier.last_news.backlog == 0


def test_a_backlog_that_does_not_move_gets_a_fresh_session(way: Way) -> None:
    way.courier.turn()
    way.till.sell(COLA_CODE)
    way.server.refuse = lambda _key: Outcome.HELD
    opened = way.line.opened
    for _turn in range(5):
        way.courier.exchange_now()
        way.courier.turn()
        way.pass_by(20)
    assert NetworkTroubleKind.NO_PROGRESS in [each.trouble for each in way.news]
    way.pass_by(60)
    way.server.refuse = lambda _key: None
    way.courier.turn()
    assert way.line.opened > opened
    assert way.state is SyncState.ONLINE


def test_an_exchange_that_hangs_is_broken_off_by_the_watchdog(way: Way) -> None:
    def hang(name: str) -> None:
        if name == "pull":
            way.pass_by(61)
            way.courier.watch()
            assert way.line.closed == 1
            raise NetworkTrouble(NetworkTroubleKind.TIMEOUT)

    way.server.before_call = hang
    way.courier.turn()
    assert way.courier.last_news.trouble is NetworkTroubleKind.NO_PROGRESS
    way.server.before_call = lambda _name: None
    way.pass_by(5)
    way.courier.turn()
    assert way.state is SyncState.ONLINE
    assert way.line.opened == 2


def test_a_shop_alone_asks_nobody(tmp_path: Path) -> None:
    server = SmallServer()
    till = second_till(tmp_path / "alone", server)
    with till.shop.store.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM local_setting")
    way = Way(till, server, tmp_path)
    assert way.courier.turn() is None
    assert way.state is SyncState.ALONE
    assert way.line.opened == 0


def test_it_ends_at_once_also_in_the_middle_of_a_request(way: Way) -> None:
    hanging, let_go = Event(), Event()

    def hang(_name: str) -> None:
        hanging.set()
        let_go.wait(5)
        raise NetworkTrouble(NetworkTroubleKind.UNREACHABLE)

    way.server.before_call = hang
    way.line.close = let_go.set  # type: ignore[method-assign]
    way.courier.start()
    assert hanging.wait(5)
    assert way.courier.stop()
