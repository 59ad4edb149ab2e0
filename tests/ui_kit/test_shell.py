"""The one window: screens are made when they are opened, and what is pressed is reported."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from jxc_desktop.ui.shell.bars import LampBar
from jxc_desktop.ui.shell.rail import RailKey
from jxc_desktop.ui.shell.window import ShellWindow
from jxc_desktop.ui.shell.workplace import Workplace
from jxc_desktop.ui.theme.in_use import density_of, mode_in_use
from jxc_desktop.ui.theme.tokens import TOUCH_TARGET_MIN, Density, Mode
from jxc_desktop.ui.widgets.lamp import Lamp, LampState
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.toast import Toast
from jxc_desktop.ui.widgets.touch_button import TouchButton
from tests.ui_kit.windows import KEPT


class Till(QWidget):
    """A screen that takes scans."""

    scanned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.setFocusProxy(self.field)

    def hear_scan(self, code: str) -> None:
        self.scanned.emit(code)


class Shop:
    """A window with three workplaces and a memory of what it reported."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.codes: list[str] = []
        self.unwanted: list[str] = []
        self.window = ShellWindow(now=lambda: datetime(2026, 11, 24, 9, 41, tzinfo=UTC))
        self.window.scan_unwanted.connect(self.unwanted.append)
        self.window.show_workplaces(
            [
                Workplace("till", "收银", "shopping-cart", self.make_till, "Ctrl+1"),
                Workplace("goods", "商品", "package", self.make("goods"), "Ctrl+2", Density.DESK),
                Workplace("day", "日结", "calendar-check", self.make("day"), "Ctrl+3"),
            ]
        )

    def make_till(self) -> QWidget:
        self.made.append("till")
        till = Till()
        till.scanned.connect(self.codes.append)
        return till

    def make(self, name: str) -> Callable[[], QWidget]:
        def factory() -> QWidget:
            self.made.append(name)
            return QLineEdit()

        return factory


@pytest.fixture
def shop(qtbot: QtBot, dressed: QApplication) -> Shop:
    shop = Shop()
    KEPT.append(shop.window)
    qtbot.addWidget(shop.window)
    shop.window.show()
    shop.window.activateWindow()
    qtbot.waitUntil(shop.window.isActiveWindow)
    return shop


def test_a_screen_is_made_when_it_is_opened_and_only_once(shop: Shop) -> None:
    assert shop.made == []
    shop.window.show_workplace("till")
    shop.window.show_workplace("goods")
    shop.window.show_workplace("till")
    assert shop.made == ["till", "goods"]


def test_a_workplace_that_is_not_offered_is_refused_in_words(shop: Shop) -> None:
    shop.window.show_workplace("till")
    shop.window.show_workplace("shift")
    assert [toast.text for toast in shop.window.findChildren(Toast)] == [
        "这里要有权限才能进，请换有权限的人登录"
    ]
    assert shop.made == ["till"]


def test_a_workplace_is_opened_by_shortcut_by_finger_and_by_keyboard(shop: Shop) -> None:
    QTest.keyClick(shop.window.windowHandle(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    keys = {key.accessibleName(): key for key in shop.window.findChildren(RailKey)}
    QTest.mouseClick(keys["日结"], Qt.MouseButton.LeftButton)
    keys["收银"].setFocus()
    QTest.keyClick(shop.window.windowHandle(), Qt.Key.Key_Space)
    assert shop.made == ["goods", "day", "till"]
    assert [key.isChecked() for key in keys.values()] == [True, False, False]


def test_the_keyboard_goes_to_the_screen_that_opens(shop: Shop) -> None:
    shop.window.show_workplace("till")
    till = shop.window.findChild(Till)
    assert till is not None
    assert till.field.hasFocus()


def test_each_workplace_has_the_density_it_asks_for(shop: Shop) -> None:
    shop.window.show_workplace("goods")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert density_of(focused) is Density.DESK


def test_another_person_finds_no_screen_of_the_one_before(shop: Shop, qtbot: QtBot) -> None:
    shop.window.show_workplace("till")
    shop.window.show_workplaces([Workplace("till", "收银", "shopping-cart", shop.make_till)])
    qtbot.waitUntil(lambda: not shop.window.findChildren(Till))
    shop.window.show_workplace("till")
    assert shop.made == ["till", "till"]


def test_a_scan_goes_to_the_sheet_the_cover_or_the_screen_that_wants_it(shop: Shop) -> None:
    shop.window.show_workplace("till")
    assert shop.window.wants_scan()
    shop.window.hear_scan("690")
    sheet = Sheet("整单取消？")
    sheet.open(shop.window)
    assert not shop.window.wants_scan(), "a decision is due first"
    shop.window.hear_scan("691")
    sheet.dismiss()
    shop.window.show_workplace("goods")
    assert not shop.window.wants_scan()
    shop.window.show_workplace("till")
    shop.window.show_cover(QLineEdit())
    assert not shop.window.wants_scan(), "nobody sells at a locked till"
    shop.window.hide_cover()
    shop.window.hear_scan("692")
    assert shop.codes == ["690", "692"]
    assert shop.unwanted == ["691"], "nobody sells what was dropped without a word"


def test_a_locked_till_keeps_its_screens_as_they_were(shop: Shop) -> None:
    shop.window.show_workplace("till")
    till = shop.window.findChild(Till)
    assert till is not None
    till.field.setText("12*")
    cover = QLineEdit()
    shop.window.show_cover(cover)
    assert not till.isVisible()
    assert cover.hasFocus()
    QTest.keyClick(shop.window.windowHandle(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shop.made == ["till"], "no shortcut reaches beneath the lock"
    till.field.setFocus()
    assert cover.hasFocus(), "an answer that comes beneath the lock does not take the keys"
    shop.window.hide_cover()
    assert till.isVisible()
    assert till.field.text() == "12*"
    assert till.field.hasFocus(), "the next key goes on where the last one was"


def test_nobody_at_the_window_for_a_while_is_reported_once(shop: Shop, qtbot: QtBot) -> None:
    idled: list[bool] = []
    shop.window.idled.connect(lambda: idled.append(True))
    shop.window.lock_after(0.3 / 60)
    for _ in range(8):
        qtbot.wait(80)
        QTest.keyClick(shop.window.windowHandle(), Qt.Key.Key_Shift)
    assert idled == [], "somebody types"
    qtbot.waitUntil(lambda: idled == [True], timeout=2000)
    qtbot.wait(400)
    assert idled == [True]


def test_never_locking_is_a_setting_too(shop: Shop, qtbot: QtBot) -> None:
    idled: list[bool] = []
    shop.window.idled.connect(lambda: idled.append(True))
    shop.window.lock_after(0.1 / 60)
    shop.window.lock_after(0)
    qtbot.wait(250)
    assert idled == []


def test_a_lamp_reports_which_one_was_pressed(shop: Shop) -> None:
    pressed: list[str] = []
    shop.window.lamp_pressed.connect(pressed.append)
    shop.window.show_lamp("printer", "打印机", LampState.FAULT, "缺纸")
    shop.window.show_lamp("backup", "备份", LampState.OK)
    shop.window.show_lamp("printer", "打印机", LampState.OK)
    lamps = shop.window.findChildren(Lamp)
    assert len(lamps) == 2
    QTest.mouseClick(lamps[0], Qt.MouseButton.LeftButton)
    assert pressed == ["printer"]
    assert shop.window.findChildren(LampBar)[0].height() >= TOUCH_TARGET_MIN


def button_of(shop: Shop, words: str) -> TouchButton:
    buttons = shop.window.findChildren(TouchButton)
    return next(button for button in buttons if words in button.accessibleName())


def test_the_person_is_changed_by_name_and_by_shortcut(shop: Shop) -> None:
    pressed: list[str] = []
    shop.window.lock_pressed.connect(lambda: pressed.append("lock"))
    shop.window.show_person("李小红", "收银员")
    QTest.mouseClick(button_of(shop, "李小红"), Qt.MouseButton.LeftButton)
    QTest.keyClick(shop.window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["lock", "lock"]


def test_night_falls_and_day_breaks_at_one_button(shop: Shop) -> None:
    modes: list[Mode] = []
    shop.window.mode_changed.connect(modes.append)
    QTest.mouseClick(button_of(shop, "深色"), Qt.MouseButton.LeftButton)
    assert mode_in_use() is Mode.DARK
    QTest.mouseClick(button_of(shop, "浅色"), Qt.MouseButton.LeftButton)
    assert modes == [Mode.DARK, Mode.LIGHT]


def test_the_window_fits_the_smallest_screen_with_ten_workplaces(
    qtbot: QtBot, dressed: QApplication
) -> None:
    window = ShellWindow()
    qtbot.addWidget(window)
    window.show_workplaces(
        [Workplace(str(at), f"工作 {at}", "package", QWidget) for at in range(10)]
    )
    window.show()
    window.resize(1024, 768)
    qtbot.wait(10)
    assert (window.width(), window.height()) == (1024, 768)
    keys = window.findChildren(RailKey)
    assert all(key.height() >= TOUCH_TARGET_MIN for key in keys)
    assert max(key.geometry().bottom() for key in keys) < 768


def test_the_bare_window_is_up_at_once(qtbot: QtBot, dressed: QApplication) -> None:
    began = time.perf_counter()
    shop = Shop()
    qtbot.addWidget(shop.window)
    shop.window.show()
    shop.window.repaint()
    assert time.perf_counter() - began < 0.25
    assert shop.made == []
