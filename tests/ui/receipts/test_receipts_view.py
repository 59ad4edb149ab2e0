"""The page of receipts in a real window: keys, scans and the paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jxc_desktop.app.devices import FONTS
from jxc_desktop.commands.print_jobs import ReprintReceipt
from jxc_desktop.commands.void_sale import VoidSale
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.counter.sheets.word_sheets import ReasonSheet
from jxc_desktop.ui.receipts.day_sheet import DaySheet
from jxc_desktop.ui.receipts.preview import PaperHere
from jxc_desktop.ui.receipts.view import Receipts
from jxc_desktop.ui.widgets.rows_table import RowsTable
from jxc_desktop.ui.widgets.toast import Toast
from tests.shop import COLA_CODE, NOODLES_CODE, OWNER_ID, Shop
from tests.ui.at_the_till import ApprovalMemory, Counter, stand_at


@dataclass
class Window:
    """The page over the owner's till, with two receipts of today."""

    counter: Counter
    page: Receipts
    sales: tuple[DocumentKey, DocumentKey]
    taken_back: list[DocumentKey] = field(default_factory=list)
    sounds: list[str] = field(default_factory=list)

    def press(self, key: Qt.Key) -> None:
        focus = self.page.window().focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)

    def sheet(self, kind: type[QWidget]) -> QWidget:
        found = self.page.window().findChild(kind)
        assert found is not None
        return found

    @property
    def notices(self) -> int:
        return len(self.page.window().findChildren(Toast))


@pytest.fixture
def window(shop: Shop, qtbot: QtBot, tmp_path: Path) -> Window:
    counter = stand_at(shop, OWNER_ID)
    first = shop.sell(shop.basket(COLA_CODE)).sale
    second = shop.sell(shop.basket(NOODLES_CODE)).sale
    taken_back: list[DocumentKey] = []
    sounds: list[str] = []
    page = Receipts(
        counter.doors,
        ApprovalPresenter(counter.doors, ApprovalMemory()),
        PaperHere(FONTS, lambda: 48, tmp_path / "paper"),
        open_return=taken_back.append,
        failed_sound=lambda: sounds.append("failed"),
    )
    qtbot.addWidget(page)
    page.resize(1278, 672)
    page.show()
    page.setFocus()
    return Window(counter, page, (first, second), taken_back, sounds)


def test_the_arrows_walk_the_list_from_the_search_field(window: Window) -> None:
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_F8)
    assert window.taken_back == [window.sales[0]]


def test_each_key_on_a_button_does_what_it_says(window: Window, tmp_path: Path) -> None:
    window.press(Qt.Key.Key_F10)
    assert [copy.sale for copy in window.counter.handed_in(ReprintReceipt)] == [window.sales[1]]
    window.press(Qt.Key.Key_F11)
    assert [path.suffix for path in (tmp_path / "paper").iterdir()] == [".pdf"]
    assert window.notices == 2


def test_a_receipt_is_voided_with_two_keys(window: Window, qtbot: QtBot) -> None:
    window.press(Qt.Key.Key_F9)
    sheet = window.sheet(ReasonSheet)
    QTest.keyClick(sheet, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: bool(window.counter.handed_in(VoidSale)))
    assert window.counter.handed_in(VoidSale)[0].sale == window.sales[1]
    window.press(Qt.Key.Key_F9)
    assert len(window.counter.handed_in(VoidSale)) == 1, "it is void already"


def test_a_scan_finds_the_receipt_and_a_product_makes_the_failed_sound(window: Window) -> None:
    window.page.hear_scan(COLA_CODE)
    assert window.sounds == ["failed"]
    window.page.hear_scan("01-01-20261124-0001")
    table = window.page.findChild(RowsTable)
    assert table is not None
    assert table.model().rowCount() == 1
    window.press(Qt.Key.Key_F8)
    assert window.taken_back == [window.sales[0]]


def test_another_day_is_picked_with_the_arrows(window: Window) -> None:
    window.press(Qt.Key.Key_F4)
    sheet = window.sheet(DaySheet)
    QTest.keyClick(sheet, Qt.Key.Key_Right)
    QTest.keyClick(sheet, Qt.Key.Key_Up)
    QTest.keyClick(sheet, Qt.Key.Key_PageUp)
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    table = window.page.findChild(RowsTable)
    assert table is not None
    assert table.model().rowCount() == 0
    texts = [button.accessibleName() for button in window.page.findChildren(QWidget)]
    assert "2026-10-17" in texts


def test_the_paper_is_as_wide_as_its_place_and_never_blown_up(window: Window) -> None:
    papers = [
        widget
        for widget in window.page.findChildren(QWidget)
        if widget.accessibleName() == "小票 01-01-20261124-0002"
    ]
    assert len(papers) == 1
    window.page.resize(2400, 1200)
    assert papers[0].height() > 400
    assert papers[0].grab().toImage().pixelColor(2, 2).lightness() > 200
