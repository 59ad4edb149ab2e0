"""A table of frozen rows: given whole, painted light, driven by keyboard, finger or mouse."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from jxc_desktop.ui.theme.fonts import text_font
from jxc_desktop.ui.theme.in_use import colour, measures_of
from jxc_desktop.ui.theme.tokens import FontSize
from jxc_desktop.ui.widgets.labels import Tone
from jxc_desktop.ui.widgets.painting import paint_focus_ring
from jxc_desktop.ui.widgets.row_painter import RowPainter

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def _nothing(_row: object) -> str:
    return ""


def _plain(_row: object) -> Tone:
    return Tone.PLAIN


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its title and what it says about a row.

    `width` in points, or 0 to share what is left; `detail` is a small second line; `tone` colours
    the text; `icon` names a drawing that stands before it. (Without slots, since typing cannot
    make a `Column[Row](...)` that is frozen and has them.)
    """

    title: str
    text: Callable[[Row], str]
    width: int = 0
    right: bool = False
    bold: bool = False
    detail: Callable[[Row], str] = field(default=_nothing)
    tone: Callable[[Row], Tone] = field(default=_plain)
    icon: Callable[[Row], str] = field(default=_nothing)


class RowsTableModel(QAbstractTableModel, Generic[Row]):
    """Holds the rows of the moment; a change is a whole new sequence and a reset."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Put `rows` in place of what was there."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.columns[index.column()].text(self.rows[index.row()])
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else _LEFT
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


_LEFT = Qt.AlignmentFlag.AlignLeft


class RowsTable(QTableView):
    """Reports `row_chosen` (Enter, double click or `activate_on_click`) and `row_marked`.

    Both carry the row itself. With `key`, the marked row stays marked when new rows come in.
    """

    row_chosen = Signal(object)
    row_marked = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        *,
        empty: str = "",
        key: Callable[[Row], Hashable] | None = None,
    ) -> None:
        super().__init__()
        self._rows_model: RowsTableModel[Any] = RowsTableModel(columns)
        self._key: Callable[[Any], Hashable] | None = key
        self._empty = empty
        self._showing = False
        self.setAccessibleName(name)
        self.setModel(self._rows_model)
        self.setItemDelegate(RowPainter(self, self._rows_model.columns, self._row_at))
        self._set_up_view()
        self._set_up_header()
        self.selectionModel().currentRowChanged.connect(self._on_marked)
        self.doubleClicked.connect(lambda index: self._choose(index.row()))

    @property
    def marked(self) -> Any:
        """The row that is marked, or None."""
        at = self.currentIndex().row()
        return self._rows_model.rows[at] if 0 <= at < len(self._rows_model.rows) else None

    def show_rows(self, rows: Sequence[Row], mark: int | None = None) -> None:
        """Show `rows` with the row at `mark` marked, or the same one as before, or one near it.

        It is not reported: new rows are not a choice of the person.
        """
        self._showing = True
        at, marked = self.currentIndex().row(), self.marked
        self._rows_model.show(rows)
        self.verticalHeader().setDefaultSectionSize(measures_of(self).row)
        place = self._place_of(marked, at) if mark is None else mark
        if place >= 0:
            self.mark_row(place)
        self._showing = False

    def mark_row(self, at: int) -> None:
        """Move the mark to the row at position `at`, as far as there is one, and show it."""
        last = len(self._rows_model.rows) - 1
        if last >= 0:
            self.selectRow(min(max(at, 0), last))
            self.scrollTo(self.currentIndex())

    def mark_next(self) -> None:
        """Move the mark one row down."""
        self.mark_row(self.currentIndex().row() + 1)

    def mark_previous(self) -> None:
        """Move the mark one row up."""
        self.mark_row(max(self.currentIndex().row() - 1, 0))

    def choose_marked(self) -> None:
        """Report the marked row as chosen, if there is one."""
        self._choose(self.currentIndex().row())

    def choose_on_click(self) -> None:
        """One tap chooses: for lists that are picked from."""
        self.clicked.connect(lambda index: self._choose(index.row()))
        self.doubleClicked.disconnect()

    def hide_titles(self) -> None:
        """Leave out the header where the columns need no names."""
        self.horizontalHeader().hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            self.choose_marked()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Typed letters belong to the scanner, not to a search in the first column."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._rows_model.rows and self._empty:
            painter = QPainter(self.viewport())
            painter.setPen(colour("ink_muted"))
            painter.setFont(text_font(FontSize.BODY))
            box = self.viewport().rect().adjusted(16, 16, -16, -16)
            painter.drawText(box, _EMPTY_FLAGS, self._empty)
            painter.end()
        if self.hasFocus() and not self._rows_model.rows:
            painter = QPainter(self.viewport())
            paint_focus_ring(painter, self.viewport().rect(), 2)

    def _set_up_view(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(24)
        for at, column in enumerate(self._rows_model.columns):
            if column.width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(at, column.width)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _row_at(self, at: int) -> object:
        return self._rows_model.rows[at]

    def _place_of(self, marked: Any, at: int) -> int:
        """Where the row `marked` is now; `at` where it is gone."""
        if self._key is None or marked is None:
            return at
        key = self._key(marked)
        keys = (self._key(row) for row in self._rows_model.rows)
        return next((found for found, known in enumerate(keys) if known == key), at)

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._rows_model.rows):
            self.row_chosen.emit(self._rows_model.rows[at])

    def _on_marked(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            self.row_marked.emit(self._rows_model.rows[current.row()])


_EMPTY_FLAGS = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
