"""A lamp: a dot and a word that say how a device or a worker is doing."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import FontSize, Radius, Space
from jxc_desktop.ui.widgets.painting import paint_focus_ring, paint_ground

_DOT = 10


class LampState(Enum):
    """OK: it works. WARN: look at it some time. FAULT: look at it now. OFF: not in use."""

    OK = "ok"
    WARN = "warn"
    FAULT = "fault"
    OFF = "off"


_INKS = {
    LampState.OK: "success",
    LampState.WARN: "warning",
    LampState.FAULT: "danger",
    LampState.OFF: "line_strong",
}


class Lamp(QAbstractButton):
    """Shows a state, reports `clicked`. Each state has its own shape as well as its colour."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._state = LampState.OFF
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.show_state(LampState.OFF)

    def show_state(self, state: LampState, text: str = "", tip: str = "") -> None:
        """Show `state`, a short word beside the name, and the whole story when pointed at."""
        self._state = state
        self._text = text
        self.setToolTip(tip or text)
        self.setAccessibleName(f"{self._name} {text}".strip())
        self.setAccessibleDescription(tip)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # Measured as the loudest state is painted, so that the row does not jump with the state.
        metrics = QFontMetrics(text_font(FontSize.SMALL, bold=True))
        return QSize(metrics.horizontalAdvance(self._shown()) + _DOT + 4 * Space.SMALL, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.rect().adjusted(0, 2, 0, -2)
        if self.underMouse():
            paint_ground(painter, box, Radius.BADGE, colour("hover"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = colour(_INKS[self._state])
        dot = box.adjusted(Space.MEDIUM, (box.height() - _DOT) // 2, 0, 0)
        dot.setSize(QSize(_DOT, _DOT))
        self._paint_dot(painter, dot, ink)
        quiet = self._state in {LampState.OK, LampState.OFF}
        painter.setPen(colour("ink_muted") if quiet else ink)
        painter.setFont(text_font(FontSize.SMALL, bold=self._state is LampState.FAULT))
        words = box.adjusted(Space.MEDIUM + _DOT + Space.SMALL, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, side, self._shown())
        if self.hasFocus():
            paint_focus_ring(painter, box, Radius.BADGE)

    def _paint_dot(self, painter: QPainter, dot: QRect, ink: QColor) -> None:
        if self._state is LampState.OFF:
            painter.setPen(QPen(ink, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if self._state is LampState.FAULT:
            painter.drawRect(dot)
        else:
            painter.drawEllipse(dot)

    def _shown(self) -> str:
        return f"{self._name} · {self._text}" if self._text else self._name
