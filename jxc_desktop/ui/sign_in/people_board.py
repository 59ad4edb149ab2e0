"""The people of the shop as tiles, page by page when they are many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.ui.language import _
from jxc_desktop.ui.sign_in.person_tile import PersonTile
from jxc_desktop.ui.sign_in.presenter import Face
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.touch_button import TouchButton

_ROWS_OF = {2: 5, 1: 6}
"""How many rows stand on a page of two columns, and of one."""
_TWO_FIT = 340
"""Narrower than this, two tiles side by side would have no room for a name."""


class PeopleBoard(QWidget):
    """Reports `person_pressed` with the staff number."""

    person_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[Face, ...] = ()
        self._asked = ""
        self._page = 0
        self._columns = 2
        self._tiles: list[PersonTile] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.MEDIUM)
        self._grid.setColumnStretch(0, 1)
        self._pager = QWidget()
        self._place = TextLabel("", TextRole.SMALL, Tone.MUTED)
        pager = QHBoxLayout(self._pager)
        pager.setContentsMargins(0, 0, 0, 0)
        before = TouchButton("", icon="chevron-left", shortcut="PgUp")
        before.setAccessibleName(_("上一页"))
        before.clicked.connect(lambda: self._turn(-1))
        after = TouchButton("", icon="chevron-right", shortcut="PgDown")
        after.setAccessibleName(_("下一页"))
        after.clicked.connect(lambda: self._turn(1))
        pager.addWidget(before)
        pager.addWidget(after)
        pager.addWidget(self._place)
        pager.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.MEDIUM)
        layout.addLayout(self._grid)
        layout.addWidget(self._pager)
        layout.addStretch(1)
        self._pager.hide()

    def show_people(self, people: Sequence[Face]) -> None:
        """Put these people on the board."""
        self._people = tuple(people)
        self._page = 0
        self._lay_out()

    def show_asked(self, number: str) -> None:
        """Light the tile of the person who is asked; nobody's for an empty number."""
        self._asked = number
        places = [at for at, face in enumerate(self._people) if face.number == number]
        if places and places[0] // self._a_page != self._page:
            self._page = places[0] // self._a_page
            self._lay_out()
        for tile in self._tiles:
            tile.setChecked(tile.number == number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if self.width() >= _TWO_FIT else 1
        if columns != self._columns:
            self._columns = columns
            self._page = 0
            self._lay_out()

    @property
    def _a_page(self) -> int:
        return self._columns * _ROWS_OF[self._columns]

    def _turn(self, by: int) -> None:
        self._page = (self._page + by) % self._pages()
        self._lay_out()

    def _pages(self) -> int:
        return max(1, -(-len(self._people) // self._a_page))

    def _lay_out(self) -> None:
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.setParent(None)
            tile.deleteLater()
        self._grid.setColumnStretch(1, self._columns - 1)
        shown = self._people[self._page * self._a_page : (self._page + 1) * self._a_page]
        self._tiles = [self._tile(face) for face in shown]
        for at, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, at // self._columns, at % self._columns)
        self._pager.setVisible(self._pages() > 1)
        self._place.show_text(f"{self._page + 1} / {self._pages()}")

    def _tile(self, face: Face) -> PersonTile:
        tile = PersonTile(face)
        tile.setChecked(face.number == self._asked)
        tile.clicked.connect(lambda: self.person_pressed.emit(face.number))
        return tile
