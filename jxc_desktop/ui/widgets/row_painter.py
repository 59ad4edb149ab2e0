"""Paints one cell of a table without asking the style sheet, so that a row costs microseconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.icons import paint_icon
from jxc_desktop.ui.theme.in_use import colour, measures_of
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TONE_INKS, Tone

_ON = QStyle.StateFlag.State_Selected
_HOVER = QStyle.StateFlag.State_MouseOver
_TEXT_LENGTH_MAX = 400
"""Longer texts are cut before they are measured; no column is wide enough for more."""


class PaintedColumn(Protocol):
    """What the painter needs to know of a column."""

    @property
    def text(self) -> Callable[[Any], str]: ...
    @property
    def detail(self) -> Callable[[Any], str]: ...
    @property
    def tone(self) -> Callable[[Any], Tone]: ...
    @property
    def icon(self) -> Callable[[Any], str]: ...
    @property
    def right(self) -> bool: ...
    @property
    def bold(self) -> bool: ...


class RowPainter(QStyledItemDelegate):
    """Ground, mark, text and second line of a cell, straight onto the painter."""

    def __init__(
        self,
        table: QTableView,
        columns: Sequence[PaintedColumn],
        row_at: Callable[[int], object],
    ) -> None:
        super().__init__(table)
        self._table = table
        self._columns = columns
        self._row_at = row_at

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(64, measures_of(self._table).row)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        at = index.row()
        painter.fillRect(box, colour(_ground(state, at)))
        if state & _ON and index.column() == 0:
            strong = "accent" if self._table.hasFocus() else "line_strong"
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), colour(strong))
        column, row = self._columns[index.column()], self._row_at(at)
        inner = box.adjusted(Space.MEDIUM, 0, -Space.MEDIUM, 0)
        self._paint_words(painter, column, row, inner)

    def _paint_words(
        self, painter: QPainter, column: PaintedColumn, row: object, box: QRect
    ) -> None:
        measures = measures_of(self._table)
        ink = colour(TONE_INKS[column.tone(row)])
        drawing = column.icon(row)
        if drawing:
            width = measures.icon
            place = QRect(box.left(), box.top(), width, box.height())
            paint_icon(painter, drawing, ink, place)
            box = box.adjusted(width + Space.SMALL, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        detail = column.detail(row)
        first = box
        if detail:
            middle = box.top() + round(box.height() * 0.54)
            first = QRect(box.left(), box.top() + 4, box.width(), middle - box.top() - 4)
            second = QRect(box.left(), middle, box.width(), box.bottom() - middle - 3)
            painter.setFont(text_font(measures.detail))
            painter.setPen(colour("ink_muted"))
            _draw(painter, second, detail, side)
        painter.setFont(text_font(measures.body, bold=column.bold))
        painter.setPen(ink)
        _draw(painter, first, column.text(row), side)


def _ground(state: QStyle.StateFlag, at: int) -> str:
    if state & _ON:
        return "accent_soft"
    if state & _HOVER:
        return "hover"
    return "zebra" if at % 2 else "surface"


def _draw(painter: QPainter, box: QRect, text: str, side: Qt.AlignmentFlag) -> None:
    metrics = QFontMetrics(painter.font())
    shown = text[:_TEXT_LENGTH_MAX]
    if metrics.horizontalAdvance(shown) > box.width():
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, box.width())
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(box, int(flags), shown)
