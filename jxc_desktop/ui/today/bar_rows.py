"""Rows with a quiet bar behind each amount: how large the one is beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import FontSize, Space
from jxc_desktop.ui.widgets.labels import TONE_INKS, Tone
from jxc_desktop.ui.widgets.painting import draw_elided

_ROW_MIN, _ROW_MAX = 30, 60
_BAR = 4
_WORDS, _GAP = 23, 3
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row: its name, a small word beside it, the amount, and how long its bar is."""

    name: str
    note: str
    amount: str
    size: int
    """Beside the sizes of the other rows; what is not above 0 has no bar."""
    rank: str = ""
    tone: Tone = Tone.PLAIN


class BarRows(QWidget):
    """Paints its rows into the room there is; a screen reader hears them one after another."""

    def __init__(self, name: str, *, rows_max: int, empty: str, note_width: int) -> None:
        super().__init__()
        self._name = name
        self._rows_max = rows_max
        self._empty = empty
        self._note_width = note_width
        self._rows: tuple[BarRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    def show_rows(self, rows: Sequence[BarRow]) -> None:
        """Show `rows`, as many as there is room for."""
        self._rows = tuple(rows[: self._rows_max])
        spoken = [f"{row.rank} {row.name} {row.note} {row.amount}".strip() for row in self._rows]
        self.setAccessibleDescription("\n".join(spoken) or self._empty)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, _ROW_MIN * max(len(self._rows), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, _ROW_MIN * max(len(self._rows), 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._rows:
            painter.setPen(colour("ink_muted"))
            painter.setFont(text_font(FontSize.BODY))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._empty)
            return
        height = min(_ROW_MAX, self.height() // len(self._rows))
        amounts = QFontMetrics(text_font(FontSize.BODY, bold=True))
        width = max(amounts.horizontalAdvance(row.amount) for row in self._rows)
        longest = max(*(row.size for row in self._rows), 1)
        for at, row in enumerate(self._rows):
            box = QRect(0, at * height, self.width(), height)
            words = QRect(0, box.bottom() - _BAR - _GAP - _WORDS, box.width(), _WORDS)
            self._paint_words(painter, row, words, width)
            self._paint_bar(painter, box, row.size, longest)

    def _paint_words(self, painter: QPainter, row: BarRow, box: QRect, amount_width: int) -> None:
        painter.setFont(text_font(FontSize.BODY, bold=True))
        painter.setPen(colour(TONE_INKS[row.tone]))
        painter.drawText(box, _RIGHT, row.amount)
        box = box.adjusted(0, 0, -amount_width - Space.MEDIUM, 0)
        painter.setFont(text_font(FontSize.SMALL))
        painter.setPen(colour("ink_muted"))
        painter.drawText(box, _RIGHT, row.note)
        if row.rank:
            painter.drawText(box, _LEFT, row.rank)
            box = box.adjusted(Space.WIDE, 0, 0, 0)
        box = box.adjusted(0, 0, -self._note_width, 0)
        painter.setFont(text_font(FontSize.BODY))
        painter.setPen(colour("ink"))
        draw_elided(painter, box, row.name, _LEFT)

    def _paint_bar(self, painter: QPainter, box: QRect, size: int, longest: int) -> None:
        track = QRectF(0, box.bottom() - _BAR, box.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("hover"))
        painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
        if size > 0:
            track.setWidth(max(_BAR, box.width() * size / longest))
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
