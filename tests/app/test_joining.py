"""A shop that stood alone, and a machine that had nothing, become terminals of a company."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jxc_desktop.app.joining import NewTerminal, must_load
from jxc_desktop.app.open_shop import OpenedShop, demo_keys, open_shop
from jxc_desktop.app.places import Places
from jxc_desktop.app.window import Occasion, ShopWindow, dress
from jxc_desktop.commands.sign_in import SignedIn, SignIn, sign_in
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.sync_facts import NetworkTroubleKind, SyncState
from jxc_desktop.queries.find_sellable import find_sellable
from jxc_desktop.queries.find_sync import find_tie
from jxc_desktop.ui.device_bridge import DeviceBridge
from jxc_desktop.ui.joining.presenter import JoinProgress, JoinStage
from jxc_desktop.ui.sync.join_line import JoinLine
from jxc_desktop.ui.sync.sheets import ConnectSheet
from jxc_desktop.ui.sync.view import SyncView
from jxc_desktop.ui.widgets.lamp import Lamp
from tests.app.shop_folder import make_shop_folder
from tests.app.small_door import SmallDoor
from tests.shop import COLA_CODE
from tests.workers.small_server import SmallServer
from tests.workers.snapshots import offer_snapshot
from tests.workers.tied_shop import tied_shop

LINE = JoinLine("10.0.0.7:8443", "JXC1.GOOD")


@pytest.fixture
def door() -> SmallDoor:
    return SmallDoor()


@pytest.fixture
def shown(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, door: SmallDoor
) -> Iterator[ShopWindow]:
    """The window of a shop that has taken two sales and stands alone; the owner is there."""
    places = Places(tmp_path / "shop")
    make_shop_folder(places, sales=2)
    shop = open_shop(places, demo_keys(places))
    dress(qapp, shop)
    shown = ShopWindow(shop, Occasion(make_door=door))
    qtbot.addWidget(shown.window)
    shown.start()
    shown.window.resize(1366, 768)
    shown.window.show()
    with shop.store.transaction() as session:
        person = sign_in(session, SignIn("1000", "1470"))
    assert isinstance(person, SignedIn)
    shown._signed_in(person)
    yield shown
    shown.stop()


def sync_lamp_of(shown: ShopWindow) -> str:
    lamps = [lamp.accessibleName() for lamp in shown.window.findChildren(Lamp)]
    return next((name for name in lamps if name.startswith("同步")), "")


def connect(shown: ShopWindow, code: str = "JXC1.GOOD") -> ConnectSheet:
    shown.window.show_workplace("sync")
    view = shown.window.findChild(SyncView)
    assert view is not None
    view.state.connect_pressed.emit()
    sheet = shown.window.findChild(ConnectSheet)
    assert sheet is not None
    sheet.address.line.setText(f"jxc://10.0.0.7:8443/{code}")
    sheet.address.line.entered.emit()
    return sheet


def test_a_shop_that_stood_alone_connects_and_its_book_goes_up(
    qtbot: QtBot, shown: ShopWindow, door: SmallDoor
) -> None:
    assert sync_lamp_of(shown) == "同步 单机"
    connect(shown)
    qtbot.waitUntil(lambda: sync_lamp_of(shown) == "同步 在线", timeout=5000)
    with shown._shop.store.reading() as session:
        assert find_tie(session) is not None
    assert len(door.server.kept) > 3, "what was made before, its sales among it"
    (asked,) = door.asked
    assert (asked.terminal, asked.store, len(asked.token_hash)) == (1, 1, 32)
    view = shown.window.findChild(SyncView)
    assert view is not None
    qtbot.waitUntil(view.terminals.isVisible, timeout=2000)


def test_a_wrong_code_is_said_on_the_sheet_and_nothing_is_tied(
    qtbot: QtBot, shown: ShopWindow
) -> None:
    sheet = connect(shown, "JXC1.WRONG")
    texts: list[str] = []

    def told() -> bool:
        texts[:] = [label.text() for label in sheet.findChildren(type(sheet._problem))]
        return any("邀请码不对" in text for text in texts)

    qtbot.waitUntil(told, timeout=5000)
    assert sync_lamp_of(shown) == "同步 单机"


def test_a_line_that_breaks_turns_the_lamp_yellow_and_the_shop_goes_on(
    qtbot: QtBot, shown: ShopWindow, door: SmallDoor
) -> None:
    connect(shown)
    qtbot.waitUntil(lambda: sync_lamp_of(shown) == "同步 在线", timeout=5000)
    door.fails = NetworkTroubleKind.UNREACHABLE
    door.server.before_call = lambda _name: door._fail()
    shown.machinery.courier.exchange_now()
    qtbot.waitUntil(lambda: sync_lamp_of(shown) == "同步 离线", timeout=5000)
    news = shown.machinery.courier.last_news
    assert (news.state, news.trouble) == (SyncState.OFFLINE, NetworkTroubleKind.UNREACHABLE)


def test_a_number_that_is_taken_at_the_server_is_said(
    qtbot: QtBot, shown: ShopWindow, door: SmallDoor
) -> None:
    door.fails, door.detail = NetworkTroubleKind.UNREADABLE, "terminal_taken: "
    sheet = connect(shown)
    qtbot.waitUntil(lambda: "同号的终端" in sheet._problem.text(), timeout=5000)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[OpenedShop]:
    """A computer with keys and an empty store."""
    places = Places(tmp_path / "new")
    shop = open_shop(places, demo_keys(places))
    yield shop
    shop.store.close()


@pytest.fixture
def company(tmp_path: Path) -> SmallServer:
    """A company with one till that has sold, and a snapshot of it."""
    server = SmallServer()
    (tmp_path / "first").mkdir()
    till = tied_shop(tmp_path / "first", server)
    till.sell(COLA_CODE)
    till.exchange()
    offer_snapshot(server, till, tmp_path)
    till.shop.store.close()
    return server


def joined(
    qtbot: QtBot, machine: OpenedShop, door: SmallDoor, line: JoinLine = LINE
) -> tuple[list[JoinProgress], list[str]]:
    heard: list[JoinProgress] = []
    failed: list[str] = []

    def fail(refusal: Refusal) -> None:
        failed.append(refusal.code)

    terminal = NewTerminal(machine, door, DeviceBridge())
    terminal.join(line, heard.append, fail)
    qtbot.waitUntil(
        lambda: bool(failed) or (bool(heard) and heard[-1].stage is JoinStage.READY), timeout=5000
    )
    terminal.stop()
    return heard, failed


@pytest.mark.usefixtures("qapp")
def test_a_new_machine_has_goods_and_people_before_its_history(
    qtbot: QtBot, machine: OpenedShop, company: SmallServer
) -> None:
    heard, failed = joined(qtbot, machine, SmallDoor(company, terminal=5))
    assert failed == []
    assert heard[0] == JoinProgress(JoinStage.LOADING, 0, "乐万家")
    assert machine.store.till is not None
    assert machine.store.till.terminal == 5
    with machine.store.reading() as session:
        assert find_sellable(session, COLA_CODE) is not None
    assert not must_load(machine)
    again = open_shop(machine.places, machine.keys)
    assert again.set_up
    again.store.close()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (NetworkTroubleKind.UNREACHABLE, "network_unreachable"),
        (NetworkTroubleKind.TLS, "join_certificate_wrong"),
        (NetworkTroubleKind.TOKEN_UNKNOWN, "join_code_wrong"),
    ],
)
def test_what_stops_a_new_machine_is_said(
    qtbot: QtBot, machine: OpenedShop, kind: NetworkTroubleKind, code: str
) -> None:
    heard, failed = joined(qtbot, machine, SmallDoor(fails=kind))
    assert (heard, failed) == ([], [code])


@pytest.mark.usefixtures("qapp")
def test_a_download_that_broke_off_goes_on_without_the_code(
    qtbot: QtBot, machine: OpenedShop, company: SmallServer
) -> None:
    door = SmallDoor(company, terminal=5)

    def break_off(name: str) -> None:
        if name == "snapshot_part":
            raise_unreachable()

    def raise_unreachable() -> None:
        door.fails = NetworkTroubleKind.UNREACHABLE
        door._fail()

    company.before_call = break_off
    _heard, failed = joined(qtbot, machine, door)
    assert failed == ["network_unreachable"]
    assert must_load(machine)
    company.before_call, door.fails = (lambda _name: None), None
    _heard, failed = joined(qtbot, machine, door, JoinLine("", ""))
    assert failed == []
    assert len(door.asked) == 1
    assert not must_load(machine)
