"""The people of the shop as tiles, page by page when they are many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.ui.language import _
from jxc_desktop.ui.sign_in.person_tile import PersonTile
from jxc_desktop.ui.sign_in.presenter import Face
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.touch_button import TouchButton

_COLUMNS, _ROWS = 2, 5
PAGE = _COLUMNS * _ROWS


class PeopleBoard(QWidget):
    """Reports `person_pressed` with the staff number."""

    person_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[Face, ...] = ()
        self._asked = ""
        self._page = 0
        self._tiles: list[PersonTile] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.MEDIUM)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._pager = QWidget()
        self._place = TextLabel("", TextRole.SMALL, Tone.MUTED)
        pager = QHBoxLayout(self._pager)
        pager.setContentsMargins(0, 0, 0, 0)
        before = TouchButton(_("上一页"), icon="chevron-left", shortcut="PgUp")
        before.clicked.connect(lambda: self._turn(-1))
        after = TouchButton(_("下一页"), icon="chevron-right", shortcut="PgDown")
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
        if places and places[0] // PAGE != self._page:
            self._page = places[0] // PAGE
            self._lay_out()
        for tile in self._tiles:
            tile.setChecked(tile.number == number)

    def _turn(self, by: int) -> None:
        self._page = (self._page + by) % self._pages()
        self._lay_out()

    def _pages(self) -> int:
        return max(1, -(-len(self._people) // PAGE))

    def _lay_out(self) -> None:
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.deleteLater()
        shown = self._people[self._page * PAGE : (self._page + 1) * PAGE]
        self._tiles = [self._tile(face) for face in shown]
        for at, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, at // _COLUMNS, at % _COLUMNS)
        self._pager.setVisible(self._pages() > 1)
        self._place.show_text(f"{self._page + 1} / {self._pages()}")

    def _tile(self, face: Face) -> PersonTile:
        tile = PersonTile(face)
        tile.setChecked(face.number == self._asked)
        tile.clicked.connect(lambda: self.person_pressed.emit(face.number))
        return tile
