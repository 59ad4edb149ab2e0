"""A scan is heard wherever the keyboard is, and leaves no trace where it was typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from jxc_desktop.ui.wedge_filter import WedgeFilter
from jxc_desktop.ui.widgets.code_field import CodeField
from jxc_desktop.ui.widgets.pin_pad import PinPad

EAN = "6901234567892"


class Counter(QWidget):
    """A window with one of everything that can have the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit("苹果")
        self.code = CodeField("条码")
        self.note = QPlainTextEdit("请轻放")
        self.pin = PinPad()
        self.button = QPushButton("删除")
        self.button.setAutoDefault(True)
        layout = QVBoxLayout(self)
        for widget in (self.name, self.code, self.note, self.pin, self.button):
            layout.addWidget(widget)


@pytest.fixture
def counter(qtbot: QtBot, dressed: QApplication) -> Counter:
    counter = Counter()
    qtbot.addWidget(counter)
    counter.show()
    counter.activateWindow()
    qtbot.waitUntil(counter.isActiveWindow)
    return counter


class Heard:
    """What the filter said, and whether scans are wanted at the moment."""

    def __init__(self) -> None:
        self.wanted = True
        self.scans: list[str] = []
        self.vain: list[str] = []
        self.filter = WedgeFilter(wanted=lambda: self.wanted)
        self.filter.scanned.connect(self.scans.append)
        self.filter.unwanted.connect(self.vain.append)


@pytest.fixture
def heard(counter: Counter) -> Iterator[Heard]:
    heard = Heard()
    heard.filter.watch(counter.windowHandle())
    yield heard
    heard.filter.stop()


def scan(counter: QWidget, text: str, *, enter: bool = True) -> None:
    """What a scanner does: keys to the window, as quick as they can be."""
    handle = counter.windowHandle()
    for sign in text:
        QTest.keyClick(handle, ord(sign))
    if enter:
        QTest.keyClick(handle, Qt.Key.Key_Return)


def test_a_scan_while_a_name_is_typed_goes_to_the_basket_and_leaves_the_name(
    counter: Counter, heard: Heard
) -> None:
    counter.name.setFocus()
    counter.name.setCursorPosition(1)
    entered: list[bool] = []
    counter.name.returnPressed.connect(lambda: entered.append(True))
    seen: list[str] = []
    counter.name.textEdited.connect(seen.append)
    scan(counter, EAN)
    assert seen[0] == "苹6果", "the keys did reach the field"
    assert heard.scans == [EAN]
    assert counter.name.text() == "苹果"
    assert counter.name.cursorPosition() == 1
    assert entered == []


def test_a_scan_presses_no_button(counter: Counter, heard: Heard) -> None:
    pressed: list[bool] = []
    counter.button.clicked.connect(lambda: pressed.append(True))
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Return), counter)
    shortcut.activated.connect(lambda: pressed.append(True))
    counter.button.setFocus()
    scan(counter, EAN)
    assert heard.scans == [EAN]
    assert pressed == []
    QTest.qWait(250)
    QTest.keyClick(counter.windowHandle(), Qt.Key.Key_Return)
    assert pressed == [True], "an Enter by hand still does what it did"


def test_a_scan_in_a_note_leaves_the_note(counter: Counter, heard: Heard) -> None:
    counter.note.setFocus()
    scan(counter, "ABC-1234")
    assert heard.scans == ["ABC-1234"]
    assert counter.note.toPlainText() == "请轻放"


def test_a_scan_is_no_pin(counter: Counter, heard: Heard) -> None:
    pins: list[str] = []
    counter.pin.pin_entered.connect(pins.append)
    counter.pin.setFocus()
    scan(counter, "69012345")
    assert heard.scans == ["69012345"]
    assert pins == []
    assert counter.pin.typed_state() == ""


def test_the_quantity_before_a_scan_stays_in_the_field(counter: Counter, heard: Heard) -> None:
    counter.code.setFocus()
    typed: list[str] = []
    counter.code.code_typed.connect(typed.append)
    scan(counter, "12*", enter=False)
    QTest.qWait(120)
    scan(counter, EAN)
    assert heard.scans == [EAN]
    assert counter.code.text() == "12*"
    assert typed[-1] == "12*"


def test_two_scans_one_after_the_other_are_two(counter: Counter, heard: Heard) -> None:
    counter.code.setFocus()
    scan(counter, EAN)
    scan(counter, "6928804011142")
    assert heard.scans == [EAN, "6928804011142"]
    assert counter.code.text() == ""


def test_a_scanner_without_enter_is_heard_after_a_moment(
    qtbot: QtBot, counter: Counter, heard: Heard
) -> None:
    counter.name.setFocus()
    scan(counter, EAN, enter=False)
    qtbot.waitUntil(lambda: heard.scans == [EAN], timeout=2000)
    assert counter.name.text() == "苹果"


def test_a_hand_types_what_it_types(counter: Counter, heard: Heard) -> None:
    counter.code.setFocus()
    entered: list[str] = []
    counter.code.code_entered.connect(entered.append)
    for sign in "69012":
        QTest.keyClick(counter.windowHandle(), ord(sign))
        QTest.qWait(45)
    QTest.keyClick(counter.windowHandle(), Qt.Key.Key_Return)
    assert entered == ["69012"]
    assert heard.scans == []


def test_a_screen_that_was_busy_does_not_take_a_hand_for_a_scanner(
    counter: Counter, heard: Heard
) -> None:
    counter.name.setFocus()
    at = 5_000_000
    for key, sign in [(Qt.Key.Key_6, "6")] * 8 + [(Qt.Key.Key_Return, "\r")]:
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, sign)
        event.setTimestamp(at)
        at += 57
        QApplication.sendEvent(counter.windowHandle(), event)
    assert heard.scans == []
    assert counter.name.text() == "苹果66666666"


def test_a_key_that_is_held_down_is_no_scan(counter: Counter, heard: Heard) -> None:
    counter.name.setFocus()
    for step in range(20):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier, "0", step > 0
        )
        event.setTimestamp(9_000_000 + 30 * step)
        QApplication.sendEvent(counter.windowHandle(), event)
    QTest.qWait(120)
    assert heard.scans == []
    assert counter.name.text() == "苹果" + "0" * 20


def test_a_scan_that_nobody_wants_becomes_no_amount(counter: Counter, heard: Heard) -> None:
    heard.wanted = False
    counter.name.setFocus()
    scan(counter, "69012345")
    assert (heard.scans, heard.vain) == ([], ["69012345"])
    assert counter.name.text() == "苹果"


def test_a_code_field_takes_a_scan_as_typing_where_the_screen_takes_none(
    counter: Counter, heard: Heard
) -> None:
    heard.wanted = False
    entered: list[str] = []
    counter.code.code_entered.connect(entered.append)
    counter.code.setFocus()
    scan(counter, EAN)
    assert entered == [EAN]
    assert (heard.scans, heard.vain) == ([], [])


def test_the_scanner_wizard_sees_every_key(counter: Counter, heard: Heard) -> None:
    heard.filter.listen(on=False)
    counter.name.setFocus()
    scan(counter, EAN)
    assert heard.scans == []
    assert counter.name.text() == "苹果" + EAN


def test_a_field_that_goes_away_during_a_scan_breaks_nothing(
    counter: Counter, heard: Heard
) -> None:
    fleeting = QLineEdit("weg", counter)
    fleeting.show()
    fleeting.setFocus()
    scan(counter, EAN[:6], enter=False)
    delete(fleeting)
    scan(counter, EAN[6:])
    assert heard.scans == [EAN]
