"""A cashier's hands: keys, scans and patience, on the program's real window."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from jxc_desktop.ui.shell.window import ShellWindow

PATIENCE_SECONDS = 20.0
"""Nothing on a till takes this long; whoever waits longer says what for."""


class GaveUp(Exception):
    """The window did not do what the hands waited for."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Presses keys where the keyboard is, as a person would."""

    window: ShellWindow

    def press(self, keys: str) -> None:
        """One key or combination, such as `F12`, `Return` or `Ctrl+Del`."""
        QTest.keySequence(self._target(), QKeySequence(keys))
        self.look()

    def type(self, text: str) -> None:
        """Letters and digits, one after another."""
        QTest.keyClicks(self._target(), text)
        self.look()

    def enter(self, text: str) -> None:
        """Type and press Enter."""
        self.type(text)
        self.press("Return")

    def scan(self, code: str) -> None:
        """A serial scanner reads `code`, wherever the keyboard is."""
        self.window.hear_scan(code)
        self.look()

    def look(self) -> None:
        """Let the window paint and answers arrive."""
        QApplication.processEvents()

    def wait(self, what: str, happened: Callable[[], bool]) -> None:
        """Wait until it happened; raises `GaveUp` with `what` otherwise."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not happened():
            if time.monotonic() > until:
                raise GaveUp(what)
            self.look()
            time.sleep(0.001)
        self.look()

    def picture(self, path: str) -> None:
        """Keep what is on the screen."""
        self.look()
        self.window.grab().save(path)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window
