"""A painted button of the owner's home: it leads to a workplace, by its key too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy


class LeadingButton(QAbstractButton):
    """Reports `clicked`; like every button here, Enter never presses it."""

    def __init__(self, icon: str, shortcut: str) -> None:
        super().__init__()
        self._icon = icon
        keys = QKeySequence(shortcut)
        pressed = QShortcut(keys, self)
        pressed.setAutoRepeat(False)
        pressed.activated.connect(self.click)
        self._badge = f"{keys.toString(QKeySequence.SequenceFormat.NativeText)} ›".strip()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_leads(self, *, on: bool) -> None:
        """Whether a press leads anywhere for the person who looks."""
        self.setEnabled(on)
        shape = Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
