"""The line of every field: Enter is reported, and what is wrong can be seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from jxc_desktop.ui.theme.in_use import show_as


class EntryLine(QLineEdit):
    """Enter goes no further than `entered`; Escape is left to whoever is around.

    The input method is off for codes and figures because it swallows scans; on X11 only
    `inputMethodQuery` achieves that, the widget attribute and the hints do not.
    """

    entered = Signal()

    def __init__(self, *, input_method: bool = True) -> None:
        super().__init__()
        self._input_method = input_method

    def show_wrong(self, *, wrong: bool) -> None:
        """Frame it as something that will not do, or as usual again."""
        show_as(self, "wrong", "true" if wrong else "false")

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: object = None) -> object:
        if query == Qt.InputMethodQuery.ImEnabled and not self._input_method:
            return False
        if argument is None:
            return super().inputMethodQuery(query)
        return super().inputMethodQuery(query, argument)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)
