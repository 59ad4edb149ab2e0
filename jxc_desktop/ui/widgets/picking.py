"""Qt's own tick box and drop-down list in the colours of the palette."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QListView, QSizePolicy

from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour, measures_of
from jxc_desktop.ui.theme.tokens import Radius, Space
from jxc_desktop.ui.widgets.painting import looks_enabled, paint_focus_ring, paint_ground

_BOX = 20
_ARROW = 16


class TickBox(QCheckBox):
    """Yes or no, with its words beside it; reports Qt's `toggled`."""

    def __init__(self, title: str, *, ticked: bool = False) -> None:
        super().__init__(title)
        self.setChecked(ticked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(text_font(measures_of(self).body))
        width = metrics.horizontalAdvance(self.text()) + _BOX + 3 * Space.SMALL
        return QSize(width, measures_of(self).control)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _pos: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        usable = looks_enabled(self)
        box = QRect(Space.SMALL, (self.height() - _BOX) // 2, _BOX, _BOX)
        on = self.isChecked()
        ground = ("accent" if on else "surface") if usable else ("line_strong" if on else "sunken")
        edge = "accent" if on and usable else "line_strong"
        paint_ground(painter, box, Radius.BADGE, colour(ground), colour(edge))
        if on:
            paint_icon(painter, "check", colour("on_accent"), box.adjusted(2, 2, -2, -2))
        painter.setPen(colour("ink" if usable else "line_strong"))
        painter.setFont(text_font(measures_of(self).body))
        words = self.rect().adjusted(box.right() + Space.SMALL, 0, 0, 0)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), Radius.CONTROL)


class PickList(QComboBox):
    """One of many: a drop-down list that reports `picked` with the value, never its position."""

    picked = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[Hashable, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setView(QListView())  # Qt's own view takes no heights from the style sheet
        self.activated.connect(lambda at: self.picked.emit(self._values[at]))
        self._values: list[Hashable] = []
        self.show_choices(choices)

    @property
    def value(self) -> Any:
        """What is picked; None where nothing can be."""
        return self._values[self.currentIndex()] if self._values else None

    def show_choices(self, choices: Sequence[tuple[Hashable, str]]) -> None:
        """Offer `choices`, the first one picked."""
        self.clear()
        self._values = [value for value, _ in choices]
        self.addItems([title for _, title in choices])

    def show_choice(self, value: Hashable) -> None:
        """Show `value` as picked without reporting it."""
        self.setCurrentIndex(self._values.index(value))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        box = QRect(self.width() - _ARROW - 12, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        paint_icon(QPainter(self), "chevron-down", colour("ink_muted"), box)
