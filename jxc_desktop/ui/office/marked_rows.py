"""A card with a table, what can be done about the marked row, and the sheet that asks for more."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.office.draft_sheet import DraftSheet
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.touch_button import TouchButton

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RowAction(Generic[R]):
    """Something that can be done about a row: while `fits` says so, and called `title` of it."""

    title: Callable[[R | None], str]
    icon: str
    act: Callable[[R], object]
    fits: Callable[[R], bool] = lambda _row: True


class MarkedRows(QWidget, Generic[R]):
    """Reports through what it is given; one row is marked whenever there is one."""

    def __init__(
        self, title: str, columns: Sequence[Column[R]], key: Callable[[R], Hashable]
    ) -> None:
        super().__init__()
        self._key = key
        self._marked: R | None = None
        self._sheet: DraftSheet | None = None
        self._buttons: list[tuple[TouchButton, RowAction[R]]] = []
        self.table = RowsTable(title, columns, key=key)
        self.table.row_marked.connect(self._on_marked)
        self._row = QHBoxLayout()
        self._row.setSpacing(Space.SMALL)
        card = Card(title)
        card.body.addWidget(self.table, 1)
        card.body.addLayout(self._row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card, 1)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show all of them; the marked one stays marked."""
        self.table.show_rows(rows)
        if rows and self._marked is None:
            self.table.mark_row(0)
            self._marked = rows[0]
        marked = None if self._marked is None else self._key(self._marked)
        self._on_marked(next((row for row in rows if self._key(row) == marked), None))

    def show_sheet_problem(self, refusal: Refusal) -> None:
        """Say on the sheet why it is not kept."""
        if self._sheet is not None:
            self._sheet.show_problem(refusal)

    def close_sheet(self) -> None:
        """It is kept."""
        if self._sheet is not None:
            self._sheet.close_sheet()

    def open_sheet(self, sheet: DraftSheet, focus: QWidget) -> None:
        """Ask on `sheet`."""
        self._sheet = sheet
        sheet.closed.connect(self._forget_sheet)
        sheet.open(self, focus=focus)

    def add_actions(
        self,
        add: TouchButton | None,
        *actions: RowAction[R],
        last: RowAction[R],
    ) -> None:
        """`add` makes a new row, where one can be made; `last` stands apart at the right."""
        if add is not None:
            self._row.addWidget(add)
        for action in actions:
            self._row.addWidget(self._button(action))
        self._row.addStretch(1)
        self._row.addWidget(self._button(last))

    def _button(self, action: RowAction[R]) -> TouchButton:
        button = TouchButton(action.title(None), icon=action.icon)

        def pressed(_checked: bool) -> None:
            if self._marked is not None:
                action.act(self._marked)

        button.clicked.connect(pressed)
        button.setEnabled(False)
        self._buttons.append((button, action))
        return button

    def _on_marked(self, row: R | None) -> None:
        self._marked = row
        for button, action in self._buttons:
            button.setEnabled(row is not None and action.fits(row))
            if row is not None:
                button.show_title(action.title(row))

    def _forget_sheet(self) -> None:
        self._sheet = None
