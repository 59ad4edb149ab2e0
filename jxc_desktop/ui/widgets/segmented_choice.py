"""One of a few: choices side by side, one of them on."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.in_use import colour, measures_of
from jxc_desktop.ui.theme.tokens import Radius, Space
from jxc_desktop.ui.widgets.painting import looks_enabled, paint_focus_ring, paint_ground

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SegmentedChoice(QWidget):
    """Reports `chosen` with the value of the choice that a finger, mouse or arrow key picked."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[Hashable, str]]) -> None:
        super().__init__()
        self._name = name
        self._choices = list(choices)
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._describe()

    def show_choice(self, value: Hashable) -> None:
        """Switch `value` on without reporting it."""
        self._at = next(at for at, (known, _) in enumerate(self._choices) if known == value)
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(text_font(measures_of(self).body, bold=True))
        widest = max(metrics.horizontalAdvance(title) for _, title in self._choices)
        width = (widest + 2 * Space.LARGE) * len(self._choices)
        return QSize(width, measures_of(self).control)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._choose(min(max(self._at + step, 0), len(self._choices) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at in range(len(self._choices)):
            if self._place(at).contains(event.position().toPoint()):
                self._choose(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ground(painter, self.rect(), Radius.CONTROL, colour("hover"), colour("line"))
        usable = looks_enabled(self)
        for at, (_, title) in enumerate(self._choices):
            on = at == self._at
            place = self._place(at)
            if on:
                inner = place.adjusted(3, 3, -3, -3)
                paint_ground(painter, inner, Radius.CONTROL - 2, colour("surface"), colour("line"))
            ink = ("accent_ink" if on else "ink_muted") if usable else "line_strong"
            painter.setPen(colour(ink))
            painter.setFont(text_font(measures_of(self).body, bold=on))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, title)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), Radius.CONTROL)

    def _place(self, at: int) -> QRect:
        count = len(self._choices)
        left, right = self.width() * at // count, self.width() * (at + 1) // count
        return QRect(left, 0, right - left, self.height())

    def _choose(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._describe()
            self.update()
            self.chosen.emit(self._choices[at][0])

    def _describe(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._choices[self._at][1]}")
