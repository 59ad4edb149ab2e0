"""A cashier's hands: keys, scans and patience, on the program's real window."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from jxc_desktop.domain.cash_count import DENOMINATIONS
from jxc_desktop.ui.shell.scan_ear import top_sheet

if TYPE_CHECKING:
    from jxc_desktop.domain.numbers import Money
    from jxc_desktop.ui.shell.window import ShellWindow

_ANSWER_SECONDS = 0.03
_PRESSES_MAX = 30
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

    def press_until(self, keys: str, what: str, happened: Callable[[], bool]) -> None:
        """Press again, as an impatient person does, until it happened."""
        for _press in range(_PRESSES_MAX):
            self.press(keys)
            self.pause(0.3)
            if happened():
                return
        raise GaveUp(what)

    def type(self, text: str) -> None:
        """Letters and digits, one after another."""
        QTest.keyClicks(self._target(), text)
        self.look()

    def enter(self, text: str) -> None:
        """Type and press Enter."""
        self.type(text)
        self.press("Return")

    def count_cash(self, cash: Money) -> None:
        """Type the pieces of each note and coin down the column; single fen lie in no drawer."""
        left = max(0, cash.minor)
        for denomination in DENOMINATIONS:
            pieces, left = divmod(left, denomination.minor)
            self.enter(str(pieces))

    def scan(self, code: str) -> None:
        """A serial scanner reads `code`, wherever the keyboard is."""
        self.window.hear_scan(code)
        self.look()

    def look(self) -> None:
        """Let the window paint and answers arrive."""
        QApplication.processEvents()

    def pause(self, seconds: float) -> None:
        """Look on for a moment, as long as a search or a question needs to appear."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.look()
            time.sleep(0.002)

    def a_sheet_is_open(self) -> bool:
        """Whether something is asked over the screen."""
        return top_sheet(self.window) is not None

    def no_sheet_is_open(self) -> bool:
        """Whether nothing is asked."""
        return top_sheet(self.window) is None

    def wait(self, what: str, happened: Callable[[], bool]) -> None:
        """Wait until it happened; raises `GaveUp` with `what` otherwise."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not happened():
            if time.monotonic() > until:
                raise GaveUp(what)
            self.look()
            time.sleep(0.001)
        # What is committed is on the screen a moment later.
        self.pause(_ANSWER_SECONDS)

    def picture(self, path: str) -> None:
        """Keep what is on the screen."""
        self.look()
        self.window.grab().save(path)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window
