"""The board of the people: names are readable on a narrow screen too, page by page."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jxc_desktop.ui.sign_in.people_board import PeopleBoard
from jxc_desktop.ui.sign_in.person_tile import PersonTile
from jxc_desktop.ui.sign_in.presenter import Face


def board_of(qtbot: QtBot, people: int, width: int) -> PeopleBoard:
    board = PeopleBoard()
    board.show_people([face(number) for number in range(1, people + 1)])
    qtbot.addWidget(board)
    board.resize(width, 700)
    board.show()
    return board


def face(number: int) -> Face:
    return Face(f"{1000 + number}", f"员工{number}", "收银员")


def shown(board: PeopleBoard) -> list[str]:
    return [tile.number for tile in board.findChildren(PersonTile)]


def test_a_wide_board_has_two_columns_and_a_narrow_one_has_one(
    qtbot: QtBot, dressed: QApplication
) -> None:
    assert dressed
    wide = board_of(qtbot, 6, 600)
    assert len({tile.x() for tile in wide.findChildren(PersonTile)}) == 2
    narrow = board_of(qtbot, 6, 200)
    assert len({tile.x() for tile in narrow.findChildren(PersonTile)}) == 1
    assert len(shown(narrow)) == 6


def test_the_one_who_is_asked_is_turned_to(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed
    narrow = board_of(qtbot, 8, 200)
    assert shown(narrow) == [f"{1000 + number}" for number in range(1, 7)]
    narrow.show_asked("1008")
    assert shown(narrow) == ["1007", "1008"]
