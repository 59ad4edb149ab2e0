"""Searching: a field, and under it the rows that were found, walked with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.code_field import CodeField
from jxc_desktop.ui.widgets.rows_table import Column, Row, RowsTable

_PAUSE_MS = 60
"""So long after the last key the search is asked: a burst of keys asks once."""


class SearchList(QWidget):
    """Reports `searched` with what to look for and `row_chosen` with the row that was picked."""

    searched = Signal(str)
    row_chosen = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        *,
        placeholder: str = "",
        empty: str = "",
    ) -> None:
        super().__init__()
        self.field = CodeField(name, placeholder=placeholder, icon="search")
        self.table = RowsTable(name, columns, empty=empty)
        self.table.choose_on_click()
        self._typed = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.searched.emit(self._typed))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SMALL)
        layout.addWidget(self.field)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.field)
        self.field.code_typed.connect(self._on_typed)
        self.field.code_entered.connect(self._on_entered)
        self.field.moved_up.connect(self.table.mark_previous)
        self.field.moved_down.connect(self.table.mark_next)
        self.table.row_chosen.connect(self.row_chosen)

    def show_rows(self, rows: Sequence[Row], mark: int = 0) -> None:
        """Show what was found, one row marked, so that Enter takes it."""
        self.table.show_rows(rows, mark)

    def clear(self) -> None:
        """Empty field and list for the next search."""
        self._typed = ""
        self.field.clear()
        self.table.show_rows(())

    def _on_typed(self, text: str) -> None:
        self._typed = text
        self._pause.start()

    def _on_entered(self, text: str) -> None:
        if self._pause.isActive() or text != self._typed:
            self._pause.stop()
            self._typed = text
            self.searched.emit(text)
        else:
            self.table.choose_marked()
