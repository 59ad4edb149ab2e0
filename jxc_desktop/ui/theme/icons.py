"""Icons: one free set of line drawings, in the colours of the palette, sharp at every scale."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from jxc_desktop.ui.theme.in_use import colour, palette_in_use

ICONS = Path(__file__).parents[3] / "resources" / "icons"
_PIXMAPS_MAX = 512


@lru_cache(maxsize=256)
def _drawing(name: str) -> bytes:
    """The SVG of `name`; a name that is not in the set is a bug, found by the first screenshot."""
    return (ICONS / f"{name}.svg").read_bytes()


@lru_cache(maxsize=_PIXMAPS_MAX)
def icon_pixmap(name: str, ink: str, width: int, ratio: float) -> QPixmap:
    """The drawing `name` in `ink` (`#rrggbb`), `width` points wide on a screen of that ratio."""
    svg = _drawing(name).replace(b"currentColor", ink.encode())
    pixmap = QPixmap(QSize(round(width * ratio), round(width * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def paint_icon(painter: QPainter, name: str, ink: QColor, box: QRect) -> None:
    """Paint the drawing centred in `box`, on whole device pixels, for the painter's own screen."""
    width = min(box.width(), box.height())
    ratio = painter.device().devicePixelRatioF()
    corner = QPoint(box.x() + (box.width() - width) // 2, box.y() + (box.height() - width) // 2)
    painter.drawPixmap(corner, icon_pixmap(name, ink.name(), width, ratio))


class _PaletteIcon(QIconEngine):
    """Asks the palette at each painting, so that a change of mode needs no new icon."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        return _PaletteIcon(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        paint_icon(painter, self._name, self._ink(mode), rect)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float
    ) -> QPixmap:
        # Qt asks in device pixels here and sets the ratio on what it is given.
        width = min(size.width(), size.height())
        pixmap = QPixmap(icon_pixmap(self._name, self._ink(mode).name(), width, 1.0))
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def _ink(self, mode: QIcon.Mode) -> QColor:
        return colour("line_strong" if mode == QIcon.Mode.Disabled else self._role)


def icon(name: str, role: str = "ink") -> QIcon:
    """The icon `name` (as the files in `resources/icons` are called) in the ink of a job."""
    assert role in palette_in_use().roles(), role
    assert _drawing(name)
    return QIcon(_PaletteIcon(name, role))
