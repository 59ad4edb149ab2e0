"""Windows that tests put widgets into; they live until the test is over."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

KEPT: list[QWidget] = []
"""pytest-qt closes the windows but holds them weakly; `dressed` forgets them afterwards."""


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    """A window with `widgets` in it, the first one with the keyboard."""
    window = QWidget()
    KEPT.append(window)
    layout = QVBoxLayout(window)
    for widget in widgets:
        layout.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    widgets[0].setFocus()
    return window
