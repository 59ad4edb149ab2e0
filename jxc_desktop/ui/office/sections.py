"""A screen of several sections: their names at the left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable

_LIST_WIDTH = 208


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its icon, its name and what it shows."""

    id: str
    title: str
    icon: str
    page: QWidget


class Sections(QWidget):
    """Arrow keys walk the names, Enter goes into the section; reports `section_shown`."""

    section_shown = Signal(str)

    def __init__(self, name: str, sections: Sequence[Section]) -> None:
        super().__init__()
        self._sections = tuple(sections)
        columns = [Column[Section]("", lambda one: one.title, icon=lambda one: one.icon)]
        self._list = RowsTable(name, columns, key=lambda one: one.id)
        self._list.hide_titles()
        self._list.setFixedWidth(_LIST_WIDTH)
        self._pages = QStackedWidget()
        for section in self._sections:
            self._pages.addWidget(section.page)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.WIDE)
        layout.addWidget(self._list)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self._list)
        self._list.row_marked.connect(self._on_marked)
        self._list.row_chosen.connect(self._on_chosen)
        self._list.clicked.connect(lambda index: self._on_marked(self._sections[index.row()]))
        self._list.show_rows(self._sections)
        self._list.mark_row(0)

    def show_section(self, section_id: str) -> None:
        """Open a section."""
        at = next(at for at, one in enumerate(self._sections) if one.id == section_id)
        self._list.mark_row(at)

    def _on_marked(self, section: Section) -> None:
        if self._pages.currentWidget() is not section.page:
            self._pages.setCurrentWidget(section.page)
            self.section_shown.emit(section.id)

    def _on_chosen(self, section: Section) -> None:
        self._on_marked(section)
        field = section.page.nextInFocusChain()
        while field is not None and section.page.isAncestorOf(field):
            if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isVisible():
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return
            field = field.nextInFocusChain()
