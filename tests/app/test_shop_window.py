"""The window of a shop: what happens behind it reaches whoever stands before it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jxc_desktop.app.open_shop import OpenedShop, demo_keys, open_shop
from jxc_desktop.app.places import Places
from jxc_desktop.app.window import Occasion, ShopWindow, dress, show_shop
from jxc_desktop.commands.local_settings import ChangeLocalSettings, change_local_settings
from jxc_desktop.commands.print_jobs import QueuePaper, queue_paper
from jxc_desktop.commands.set_up_shop import SetUpShop, set_up_shop
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.machine_settings import MachineSettings, PrinterConnection
from jxc_desktop.domain.paper import Paper
from jxc_desktop.ui.crash_handler import CrashHandler
from jxc_desktop.ui.crash_sheet import CrashSheet
from jxc_desktop.ui.settings.view import SettingsView
from jxc_desktop.ui.widgets.lamp import Lamp
from jxc_desktop.ui.widgets.toast import Toast
from tests.ui.fingers import type_keys

NUMBER, PIN = "1000", "147036"


@dataclass
class Till:
    """A shop of one owner, in its window."""

    shop: OpenedShop
    shown: ShopWindow
    owner: PersonId
    qtbot: QtBot

    def sign_in(self) -> None:
        """The owner types number and PIN."""
        type_keys(NUMBER, Qt.Key.Key_Return)
        type_keys(PIN, Qt.Key.Key_Return)
        self.qtbot.waitUntil(self.shown.somebody_works, timeout=5000)

    def scan(self, text: str, *, gap_ms: int = 0) -> None:
        """What a scanner does: keys to the window, by default as quick as they can be."""
        window = self.shown.window
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        handle = window.windowHandle()
        for sign in text:
            QTest.keyClick(handle, ord(sign))
            QTest.qWait(gap_ms)
        QTest.keyClick(handle, Qt.Key.Key_Return)

    def hears_a_slow_scanner_with_prefix(self) -> bool:
        """Whether `#690` is a scan although a hand could have typed it."""
        codes: list[str] = []
        self.shown.window.show_workplace("till")
        self.shown._wedge.scanned.connect(codes.append)
        self.scan("#690", gap_ms=80)
        return codes == ["690"]

    def notices(self) -> list[str]:
        """What stands over the window now."""
        return [toast.text for toast in self.shown.window.findChildren(Toast)]

    def settings(self) -> SettingsView:
        """The settings, read and shown."""
        self.shown.window.show_workplace("settings")
        view = self.shown.window.findChild(SettingsView)
        assert view is not None
        QTest.qWait(200)
        return view


@pytest.fixture
def shop(tmp_path: Path) -> tuple[OpenedShop, PersonId]:
    places = Places(tmp_path / "shop")
    keys = demo_keys(places)
    shop = open_shop(places, keys)
    with shop.store.transaction() as session:
        command = SetUpShop("好邻居", "王老板", NUMBER, PIN, keys.public_key)
        owner = set_up_shop(session, command).owner
    return shop, owner


@pytest.fixture
def till(qtbot: QtBot, qapp: QApplication, shop: tuple[OpenedShop, PersonId]) -> Iterator[Till]:
    with _running(qtbot, qapp, *shop) as till:
        yield till


@contextmanager
def _running(
    qtbot: QtBot, qapp: QApplication, opened: OpenedShop, owner: PersonId
) -> Iterator[Till]:
    dress(qapp, opened)
    shown = ShopWindow(opened, Occasion())
    qtbot.addWidget(shown.window)
    shown.start()
    shown.window.resize(1366, 768)
    shown.window.show()
    shown.window.activateWindow()
    qtbot.waitUntil(shown.window.isActiveWindow)
    yield Till(opened, shown, owner, qtbot)
    shown.stop()


def _connect(shop: OpenedShop, owner: PersonId, machine: MachineSettings) -> None:
    with shop.store.transaction() as session:
        change_local_settings(session, ChangeLocalSettings(owner, machine))


def test_a_bug_is_told_over_the_window(
    qapp: QApplication,
    shop: tuple[OpenedShop, PersonId],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crashes = CrashHandler(tmp_path / "crashes")
    told: list[CrashSheet] = []

    def run() -> int:
        """What happens while the window is open: the same bug three times."""
        for _again in range(3):
            error = ZeroDivisionError("柜台")
            crashes._on_exception(type(error), error, None)
            QTest.qWait(50)
            sheets = [each for each in qapp.allWidgets() if isinstance(each, CrashSheet)]
            sheets = [sheet for sheet in sheets if sheet.isVisible()]
            told.extend(sheets)
            for sheet in sheets:
                sheet.dismiss()
        return 0

    monkeypatch.setattr(sys, "excepthook", lambda *_told: None)
    monkeypatch.setattr(crashes, "_before", (lambda *_told: None, lambda _told: None))
    monkeypatch.setattr(qapp, "exec", run)
    assert show_shop(qapp, shop[0], Occasion(), crashes) == 0
    assert len(told) == 1, "told once; a bug that repeats does not stop the work"


def test_a_scanner_is_known_by_its_prefix_from_the_first_scan_on(
    qtbot: QtBot, qapp: QApplication, shop: tuple[OpenedShop, PersonId]
) -> None:
    _connect(*shop, MachineSettings(scan_prefix="#"))
    with _running(qtbot, qapp, *shop) as till:
        till.sign_in()
        assert till.hears_a_slow_scanner_with_prefix()


def test_a_prefix_holds_when_the_machines_settings_are_saved(till: Till) -> None:
    till.sign_in()
    view = till.settings()
    view.machine.edited.emit("scan_prefix", "#")
    view.save_pressed.emit()
    till.qtbot.waitUntil(lambda: till.notices() != [], timeout=5000)
    assert till.notices() == ["本机设备已保存"]
    assert till.hears_a_slow_scanner_with_prefix()


def test_a_scan_that_nobody_can_take_is_said(till: Till) -> None:
    till.sign_in()
    till.shown.window.show_workplace("safety")
    till.scan("6901234567892")
    assert till.notices() == ["现在不能扫商品，请先完成或关闭当前窗口"]


def test_a_scan_of_a_scanner_on_a_cable_that_nobody_can_take_is_said_too(till: Till) -> None:
    till.sign_in()
    till.shown.window.show_workplace("safety")
    till.shown.window.hear_scan("6901234567892")
    assert till.notices() == ["现在不能扫商品，请先完成或关闭当前窗口"]


def test_a_new_name_of_the_shop_stands_in_the_title_when_it_is_saved(till: Till) -> None:
    till.sign_in()
    view = till.settings()
    view.edited.emit("shop_name", "幸福超市")
    view.save_pressed.emit()
    till.qtbot.waitUntil(
        lambda: till.shown.window.windowTitle().startswith("幸福超市"), timeout=5000
    )


def test_the_print_page_opened_while_the_printer_fails_says_so(
    qtbot: QtBot, qapp: QApplication, shop: tuple[OpenedShop, PersonId]
) -> None:
    opened, owner = shop
    nowhere = MachineSettings(printer=PrinterConnection.FILE.value, printer_file="/no/such/place")
    _connect(opened, owner, nowhere)
    with opened.store.transaction() as session:
        queue_paper(session, QueuePaper(Paper.TEST_PAGE, owner))
    with _running(qtbot, qapp, opened, owner) as till:
        window = till.shown.window
        till.sign_in()

        def lamps() -> list[str]:
            return [lamp.accessibleName() for lamp in window.findChildren(Lamp)]

        till.qtbot.waitUntil(lambda: "打印机 排队 1" in lamps(), timeout=5000)
        window.show_workplace("printing")
        assert "打印机 连不上打印机，请检查电源和网线 · 1 张在等" in lamps()
