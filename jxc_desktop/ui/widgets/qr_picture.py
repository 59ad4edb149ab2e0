"""A QR code on white ground, large enough for the camera of a cheap telephone."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

_QUIET = 4
"""The white edge that readers need, in squares."""


class QrPicture(QWidget):
    """Paints the code of a text; black on white by night too, since cameras want it so."""

    def __init__(self, name: str, *, side: int = 220) -> None:
        super().__init__()
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self._side = side
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show the code of `text`."""
        code = QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET)
        code.add_data(text)
        self._rows = tuple(tuple(map(bool, row)) for row in code.get_matrix())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        if not self._rows:
            return
        square = min(self.width(), self.height()) // len(self._rows)
        left = (self.width() - square * len(self._rows)) // 2
        for down, row in enumerate(self._rows):
            for across, dark in enumerate(row):
                if dark:
                    painter.fillRect(
                        left + across * square,
                        left + down * square,
                        square,
                        square,
                        QColor(Qt.GlobalColor.black),
                    )
