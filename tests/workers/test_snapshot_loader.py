"""A new terminal's snapshot: it sells early and is complete in the end, whatever happens."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

import pytest

from jxc_desktop.commands.join_shop import JoinAsNew, JoinCompany, join_as_new, till_of_answer
from jxc_desktop.domain.ids import StoreId, TerminalNo
from jxc_desktop.domain.sync_facts import NetworkTroubleKind, SyncState
from jxc_desktop.queries.find_sellable import find_sellable
from jxc_desktop.queries.find_sync import find_sync
from jxc_desktop.queries.search_sellable import search_sellable
from jxc_desktop.store.opening import Store
from jxc_desktop.store.session import Till
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.sync.wire import EnrolAnswer, SnapshotPart
from jxc_desktop.workers.courier_pace import OutsideTime
from jxc_desktop.workers.snapshot_files import PartFiles
from jxc_desktop.workers.snapshot_loader import SnapshotLoader
from jxc_desktop.workers.sync_courier import CourierEars, SyncCourier
from tests.shop import COLA_CODE, KEY, NOODLES_CODE, SIGNER, Shop, ShopClock
from tests.workers.small_server import SmallServer
from tests.workers.snapshots import offer_snapshot
from tests.workers.test_sync_courier import Line
from tests.workers.tied_shop import TiedShop, tied_shop

WELCOME = EnrolAnswer("test", "乐万家", 5, 1, "one", bytes(32))


def fresh_machine(folder: Path, server: SmallServer) -> TiedShop:
    """A machine that was just enrolled as terminal 5 of store 1."""
    folder.mkdir()
    clock = ShopClock()
    store = Store(folder / "shop.db", KEY)
    store.serve(Till(TerminalNo(1), 0, StoreId(1), clock, SIGNER.sign))
    command = JoinAsNew(
        JoinCompany(WELCOME, "127.0.0.1:8765", "pem"),
        "收银台5",
        SIGNER.public_key().public_bytes_raw(),
    )
    with store.transaction_as(till_of_answer(WELCOME, clock, SIGNER.sign)) as session:
        join_as_new(session, command)
    return TiedShop(Shop(store, clock, SIGNER, requests=5000), folder, server.port(5))


@pytest.fixture
def server(tmp_path: Path) -> SmallServer:
    return SmallServer()


@pytest.fixture
def first(tmp_path: Path, server: SmallServer) -> TiedShop:
    till = tied_shop(tmp_path, server)
    for _sale in range(3):
        till.sell(COLA_CODE, NOODLES_CODE)
    till.exchange()
    offer_snapshot(server, till, tmp_path)
    till.sell(COLA_CODE)
    till.exchange()
    return till


def _loader(till: TiedShop) -> SnapshotLoader:
    return SnapshotLoader(till.shop.store, till.port, till.folder)


def test_it_sells_with_the_catalogue_and_is_complete_with_the_history(
    tmp_path: Path, server: SmallServer, first: TiedShop
) -> None:
    new = fresh_machine(tmp_path / "new", server)
    loader = _loader(new)
    loader.load_catalogue()
    assert loader.sells()
    with new.shop.store.reading() as session:
        assert find_sellable(session, COLA_CODE) is not None
        assert [each.name for each in search_sellable(session, "红烧")]
        assert find_sync(session).loaded_percent is not None
    new.exchange()
    new.shop.open_shift(0)
    new.sell(COLA_CODE)
    while loader.go_on():
        pass
    new.exchange()
    first.exchange()
    for stream in (0, 1):
        assert new.digest(stream) == first.digest(stream) == new.rebuilt_digest(stream)
    assert new.faults() == []
    assert not (tmp_path / "new" / "snapshot").exists()


def test_a_kill_at_any_commit_or_packet_costs_nothing(
    tmp_path: Path, server: SmallServer, first: TiedShop
) -> None:
    class Killed(BaseException):
        pass

    new = fresh_machine(tmp_path / "new", server)
    transaction = new.shop.store.transaction
    killed = 0
    while True:
        made = 0

        def few(_name: str = "") -> object:
            nonlocal made
            made += 1
            if made > 3:
                raise Killed
            return transaction()

        new.shop.store.transaction = few  # type: ignore[method-assign,assignment]
        server.before_call = few  # type: ignore[assignment]  # it answers nobody
        try:
            while _loader(new).go_on():
                pass
        except Killed:
            killed += 1
            assert killed < 500
            continue
        break
    new.shop.store.transaction = transaction  # type: ignore[method-assign]
    server.before_call = lambda _name: None
    assert killed > 20
    new.exchange()
    first.exchange()
    for stream in (0, 1):
        assert new.digest(stream) == first.digest(stream)
    assert new.faults() == []


def test_the_courier_loads_it_all_by_itself(
    tmp_path: Path, server: SmallServer, first: TiedShop
) -> None:
    new = fresh_machine(tmp_path / "new", server)
    time = OutsideTime(new.shop.clock, lambda: 0.0, lambda: 0.5)
    courier = SyncCourier(
        new.shop.store, Line(new.port), CourierEars(lambda _news: None), new.folder, time
    )
    turns = 0
    while courier.turn() == 0:
        turns += 1
        courier.exchange_now()
        assert turns < 50
    assert courier.last_news.state is SyncState.ONLINE
    courier.exchange_now()
    courier.turn()
    assert courier.last_news.loaded_percent is None
    first.exchange()
    assert new.digest(1) == first.digest(1)


def test_a_damaged_part_is_thrown_away_and_fetched_anew(
    tmp_path: Path, server: SmallServer, first: TiedShop
) -> None:
    new = fresh_machine(tmp_path / "new", server)
    whole = server.parts["catalogue-1"]
    server.parts["catalogue-1"] = bytes([whole[0] ^ 1]) + whole[1:]
    with pytest.raises(NetworkTrouble, match="damaged"):
        _loader(new).load_catalogue()
    server.parts["catalogue-1"] = whole
    _loader(new).load_catalogue()
    assert first.faults() == []


def test_a_part_that_grows_without_end_is_refused(tmp_path: Path, server: SmallServer) -> None:
    bomb = zlib.compress(bytes(40_000_000), 9)
    server.parts["bomb"] = bomb
    part = SnapshotPart("bomb", "catalogue", len(bomb), hashlib.sha256(bomb).hexdigest())
    files = PartFiles(tmp_path / "parts", server.port(), lambda: False)
    with pytest.raises(NetworkTrouble) as trouble:
        files.fetch(part, lambda _bytes: None)
    assert trouble.value.kind is NetworkTroubleKind.UNREADABLE


def test_a_part_cannot_name_another_file(tmp_path: Path, server: SmallServer) -> None:
    files = PartFiles(tmp_path / "parts", server.port(), lambda: False)
    with pytest.raises(NetworkTrouble, match="proper name"):
        files.fetch(SnapshotPart("../shop", "catalogue", 1, ""), lambda _bytes: None)


def test_a_server_that_is_restored_meanwhile_voids_the_snapshots_positions(
    tmp_path: Path, server: SmallServer, first: TiedShop
) -> None:
    new = fresh_machine(tmp_path / "new", server)
    loader = _loader(new)
    loader.load_catalogue()
    server.lose_after(4, "two")
    first.exchange()
    new.exchange()
    while loader.go_on():
        pass
    new.exchange()
    first.exchange()
    new.exchange()
    assert new.digest(1) == first.digest(1)
    assert new.unsent() == first.unsent() == 0
    assert new.faults() == []
