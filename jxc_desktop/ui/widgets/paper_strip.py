"""A paper as it comes out of the printer, on a strip that can be drawn along."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QScroller, QSizePolicy, QWidget

from jxc_desktop.ui.theme.in_use import colour

_EDGE = 1
_KEY_STEP = 80


class _Paper(QWidget):
    """The picture on white paper, as wide as there is room and not wider than it is."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self._scaled = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, picture: QImage) -> None:
        self._picture = picture
        self._scaled = QImage()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._picture.width(), self._picture.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._picture.isNull():
            return 0
        shown = min(width, self._picture.width())
        return self._picture.height() * shown // self._picture.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        width = min(self.width(), self._picture.width())
        height = self.heightForWidth(width)
        left = (self.width() - width) // 2
        painter.drawImage(left, 0, self._picture_at(QSize(width, height)))
        painter.setPen(colour("line"))
        painter.drawRect(left, 0, width - _EDGE, height - _EDGE)

    def _picture_at(self, size: QSize) -> QImage:
        """The picture as large as that; kept, since drawing along the strip paints it often."""
        ratio = self.devicePixelRatioF()
        dots = QSize(round(size.width() * ratio), round(size.height() * ratio))
        if self._scaled.size() != dots:
            self._scaled = self._picture.scaled(
                dots,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self._scaled.setDevicePixelRatio(ratio)
        return self._scaled


class PaperStrip(QScrollArea):
    """Shows a paper; it is read on by finger, wheel, or the arrow and page keys."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._paper = _Paper()
        self.setAccessibleName(name)
        self.setWidget(self._paper)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._paper.setAutoFillBackground(False)
        gesture = QScroller.ScrollerGestureType.LeftMouseButtonGesture
        QScroller.grabGesture(self.viewport(), gesture)

    def show_png(self, png: bytes, name: str = "") -> None:
        """Put this paper on the strip, from its top; no bytes take it away."""
        self._paper.setAccessibleName(name)
        self._paper.show_picture(QImage.fromData(png) if png else QImage())
        self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -_KEY_STEP,
            Qt.Key.Key_Down: _KEY_STEP,
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)
