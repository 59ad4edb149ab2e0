"""Tables are given whole, keep the mark where it was, and paint far below one frame."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.search_list import SearchList
from tests.ui_kit.windows import shown


@dataclass(frozen=True, slots=True)
class Fruit:
    """A row."""

    name: str
    price: int
    code: str = "6901234567892"


APPLE, PEAR, PLUM = Fruit("苹果", 3), Fruit("梨", 4), Fruit("李子", 5)
COLUMNS = (
    Column[Fruit]("名称", lambda fruit: fruit.name, detail=lambda fruit: fruit.code),
    Column[Fruit]("价格", lambda fruit: str(fruit.price), width=80, right=True, bold=True),
)


@pytest.fixture
def table(qtbot: QtBot, dressed: QApplication) -> RowsTable:
    table = RowsTable("水果", COLUMNS, empty="没有水果", key=lambda fruit: fruit.name)
    shown(qtbot, table)
    return table


def test_enter_and_double_click_choose_the_row_itself(qtbot: QtBot, table: RowsTable) -> None:
    chosen: list[Fruit] = []
    table.row_chosen.connect(chosen.append)
    table.show_rows([APPLE, PEAR])
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert chosen == [], "nothing is marked yet"
    QTest.keyClick(table, Qt.Key.Key_Down)
    table.mark_row(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert chosen == [PEAR]
    place = table.visualRect(table.model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen[-1] == APPLE


def test_the_mark_stays_on_its_row_when_others_come_before_it(table: RowsTable) -> None:
    marked: list[Fruit] = []
    table.show_rows([APPLE, PEAR])
    table.row_marked.connect(marked.append)
    table.mark_row(1)
    table.show_rows([PLUM, APPLE, PEAR])
    assert table.currentIndex().row() == 2
    assert marked == [PEAR], "new rows are not a choice of the person"


def test_rows_come_with_their_mark_and_nobody_is_told(table: RowsTable) -> None:
    told: list[Fruit] = []
    table.row_marked.connect(told.append)
    marked = [table.marked]
    table.show_rows([APPLE, PEAR, PLUM], 2)
    marked.append(table.marked)
    table.show_rows([APPLE, PEAR], 0)
    marked.append(table.marked)
    assert (marked, told) == ([None, PLUM, APPLE], [])


def test_the_mark_goes_near_when_its_row_is_gone(table: RowsTable) -> None:
    table.show_rows([APPLE, PEAR, PLUM])
    table.mark_row(2)
    table.show_rows([APPLE, PEAR])
    assert table.currentIndex().row() == 1
    table.show_rows([])
    assert table.currentIndex().row() == -1
    table.choose_marked()


def test_letters_do_not_search_the_first_column(table: RowsTable) -> None:
    table.show_rows([APPLE, PEAR, Fruit("xyz", 1)])
    table.mark_row(0)
    QTest.keyClicks(table, "xyz")
    assert table.currentIndex().row() == 0


def test_an_empty_table_says_so(table: RowsTable) -> None:
    before = table.grab().toImage()
    table.show_rows([APPLE])
    table.show_rows([])
    assert table.grab().toImage() == before
    silent = RowsTable("水果", COLUMNS)
    silent.resize(table.size())
    assert silent.viewport().grab().toImage() != table.viewport().grab().toImage()


def test_a_full_basket_is_painted_far_below_one_frame(qtbot: QtBot, table: RowsTable) -> None:
    table.window().resize(1000, 900)
    table.show_rows([Fruit(f"康师傅红烧牛肉面 {number}", number) for number in range(200)])
    table.mark_row(199)
    qtbot.wait(20)
    took = []
    for _ in range(5):
        began = time.perf_counter()
        table.viewport().repaint()
        took.append(time.perf_counter() - began)
    assert min(took) < 0.008


def test_searching_waits_for_the_last_key_and_enter_takes_the_first_hit(
    qtbot: QtBot, dressed: QApplication
) -> None:
    search = SearchList("找水果", COLUMNS)
    shown(qtbot, search)
    asked: list[str] = []
    chosen: list[Fruit] = []
    search.searched.connect(asked.append)
    search.row_chosen.connect(chosen.append)
    QTest.keyClicks(search.field, "pg")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["pg"], timeout=2000)
    search.show_rows([APPLE, PEAR])
    QTest.keyClick(search.field, Qt.Key.Key_Down)
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert chosen == [PEAR]
    QTest.keyClick(search.field, Qt.Key.Key_Up)
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert chosen == [PEAR, APPLE]


def test_enter_before_the_search_is_asked_asks_at_once(qtbot: QtBot, dressed: QApplication) -> None:
    search = SearchList("找水果", COLUMNS)
    shown(qtbot, search)
    asked: list[str] = []
    chosen: list[Fruit] = []
    search.searched.connect(asked.append)
    search.row_chosen.connect(chosen.append)
    QTest.keyClicks(search.field, "lz")
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert (asked, chosen) == (["lz"], [])
    search.show_rows([PLUM])
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert (asked, chosen) == (["lz"], [PLUM])
