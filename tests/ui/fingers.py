"""Hands for tests of whole screens: keys to whatever has the keyboard, a finger on a button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jxc_desktop.ui.widgets.touch_button import TouchButton
from tests.ui_kit.windows import shown

COUNTER = (1366, 768)


def put_up(qtbot: QtBot, screen: QWidget) -> QWidget:
    """The window of a till with `screen` in it, the keyboard where the screen wants it."""
    window = shown(qtbot, screen)
    window.resize(*COUNTER)
    screen.setFocus()
    return window


def type_keys(text: str, *keys: Qt.Key) -> None:
    """Type `text`, then `keys`, into whatever has the keyboard at that moment."""
    if text:
        QTest.keyClicks(_keyboard(), text)
    for key in keys:
        QTest.keyClick(_keyboard(), key)


def press(within: QWidget, name: str) -> None:
    """A finger on the button that is called so and can be seen."""
    found = [
        button
        for button in within.findChildren(TouchButton)
        if button.isVisible() and button.isEnabled() and button.accessibleName() == name
    ]
    assert found, f"no button is called {name}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def _keyboard() -> QWidget:
    field = QApplication.focusWidget()
    assert field is not None, "nothing has the keyboard"
    return field
