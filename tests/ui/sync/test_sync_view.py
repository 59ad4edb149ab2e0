"""The screen of the tie in a real window: keys, sheets, and what is shown when."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jxc_desktop.domain.sync_facts import SyncNews, SyncState
from jxc_desktop.ui.sync.compose import sync_page
from jxc_desktop.ui.sync.invite_sheets import InvitedSheet, InviteSheet, code_in_groups
from jxc_desktop.ui.sync.sheets import ConnectSheet, DetailsSheet, TieSheet
from jxc_desktop.ui.sync.view import SyncView
from tests.shop import OWNER_ID, Shop
from tests.ui.at_the_till import stand_at
from tests.ui.sync.tie_memory import ALONE, TERMINALS, TieMemory

ZONE = ZoneInfo("Asia/Shanghai")


def put_up(qtbot: QtBot, shop: Shop, tie: TieMemory) -> SyncView:
    view, _presenter = sync_page(stand_at(shop, OWNER_ID).doors, tie, ZONE)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


@pytest.mark.usefixtures("dressed")
def test_a_shop_that_stands_alone_is_offered_one_thing(qtbot: QtBot, shop: Shop) -> None:
    tie = TieMemory(known=ALONE, shown=SyncNews(SyncState.ALONE), rows=[])
    view = put_up(qtbot, shop, tie)
    assert not view.terminals.isVisible()
    QTest.keyClick(view, Qt.Key.Key_F7)
    sheet = view.findChild(ConnectSheet)
    assert sheet is not None
    sheet.address.line.setText("jxc://10.0.0.7:8443/JXC1.ABC")
    sheet.address.line.entered.emit()
    assert tie.joined == [("10.0.0.7:8443", "JXC1.ABC")]


@pytest.mark.usefixtures("dressed")
def test_pausing_takes_a_key_and_an_answer(qtbot: QtBot, shop: Shop) -> None:
    tie = TieMemory()
    view = put_up(qtbot, shop, tie)
    QTest.keyClick(view, Qt.Key.Key_F6)
    sheet = view.findChild(TieSheet)
    assert sheet is not None
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert tie.pauses == [], "Enter decides nothing: a scan may come with one"
    QTest.keyClick(sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert tie.pauses == [True]


@pytest.mark.usefixtures("dressed")
def test_a_new_store_is_named_where_it_is_chosen(qtbot: QtBot, shop: Shop) -> None:
    tie = TieMemory()
    view = put_up(qtbot, shop, tie)
    QTest.keyClick(view, Qt.Key.Key_Insert)
    sheet = view.findChild(InviteSheet)
    assert sheet is not None
    assert not sheet.store_name.isVisible()
    sheet.store.show_choice(0)
    sheet.store.picked.emit(0)
    assert sheet.store_name.isVisible()
    sheet.name.line.setText("2 号")
    sheet.store_name.line.setText("新店")
    sheet.store_name.line.entered.emit()
    assert [(order.store, order.store_name) for order in tie.orders] == [(0, "新店")]
    assert view.findChild(InvitedSheet) is not None


@pytest.mark.usefixtures("dressed")
def test_only_another_terminal_that_is_let_in_can_be_revoked(qtbot: QtBot, shop: Shop) -> None:
    view = put_up(qtbot, shop, TieMemory())
    asked: list[object] = []
    view.terminals.revoke_pressed.connect(asked.append)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert asked == [], "its own terminal is marked first"
    view.terminals.mark(1)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert asked == [TERMINALS[1]]


@pytest.mark.usefixtures("dressed")
def test_details_are_copied_whole(qtbot: QtBot, shop: Shop, qapp: QApplication) -> None:
    view = put_up(qtbot, shop, TieMemory())
    QTest.keyClick(view, Qt.Key.Key_F8)
    sheet = view.findChild(DetailsSheet)
    assert sheet is not None
    QTest.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("jxc: 0.2.0")
    assert qapp is not None


def test_a_code_is_read_out_in_lines_of_a_few_groups() -> None:
    code = "JXC1.AAAAAA-BBBBBB-CCCCCC-DDDDDD-EEEEEE-FFFFFF-GGGGGG"
    lines = code_in_groups(code).split("\n")
    assert lines == ["JXC1.AAAAAA-BBBBBB-CCCCCC-DDDDDD-", "EEEEEE-FFFFFF-GGGGGG"]
