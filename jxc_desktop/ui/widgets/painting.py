"""Strokes that several kit pieces share: grounds, the focus ring, and what looks switched off."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from jxc_desktop.ui.theme.in_use import colour

_RING = 2.0


def looks_enabled(widget: QWidget) -> bool:
    """Whether to paint `widget` as usable: a sheet over the screen switches off without greying."""
    around: QWidget | None = widget
    while around is not None and not around.isEnabled():
        if around.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled):
            return bool(around.property("under_sheet"))
        around = around.parentWidget()
    return True


def paint_ground(
    painter: QPainter, box: QRect, radius: int, fill: QColor, edge: QColor | None = None
) -> None:
    """A rounded ground with an edge of one point that lies on whole pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(box), radius, radius)
    else:
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def paint_focus_ring(
    painter: QPainter, box: QRect, radius: int, *, ring: str = "focus", gap: str = "surface"
) -> None:
    """The ring that says where the keyboard is: a line and a gap, seen on any ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    outer = QRectF(box).adjusted(1, 1, -1, -1)
    painter.setPen(QPen(colour(ring), _RING))
    painter.drawRoundedRect(outer, radius, radius)
    painter.setPen(QPen(colour(gap), 1.5))
    painter.drawRoundedRect(outer.adjusted(1.75, 1.75, -1.75, -1.75), radius - 1, radius - 1)


def draw_elided(painter: QPainter, box: QRect, text: str, side: int) -> None:
    """As much of `text` as there is room for, at this side of the box; the rest is three dots."""
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side, shown)
