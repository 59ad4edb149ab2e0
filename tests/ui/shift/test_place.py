"""A whole shift at the real screen: by keyboard alone, and by finger alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from jxc_desktop.commands.drawer import MoveCash
from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.paper import Paper
from jxc_desktop.models.till import PrintJob
from jxc_desktop.queries.find_shift import drawer_cash, find_open_shift
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.shift.place import ShiftPlace
from jxc_desktop.ui.widgets.rows_table import RowsTable
from tests.shop import CASHIER_ID, COLA_CODE, WECHAT, Shop
from tests.ui.at_the_till import ApprovalMemory, Counter
from tests.ui.fingers import press, put_up, type_keys

ENTER, F12, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_F12, Qt.Key.Key_Escape


@dataclass
class Till:
    """The workplace in its window, and what it told the window."""

    place: ShiftPlace
    window: QWidget
    heard: list[str] = field(default_factory=list)


@pytest.fixture
def till(qtbot: QtBot, dressed: QApplication, counter: Counter, approval: ApprovalMemory) -> Till:
    approval.allow()
    heard: list[str] = []
    place = ShiftPlace(
        counter.doors,
        ApprovalPresenter(counter.doors, approval),
        zone=ZoneInfo("Asia/Shanghai"),
        changed=lambda: heard.append("changed"),
        handed_over=lambda: heard.append("handed over"),
    )
    return Till(place, put_up(qtbot, place), heard)


def close_before(shop: Shop, till: Till) -> None:
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_000), left=Money(20_000)))
    till.place.refresh()


def test_a_cashier_opens_by_keyboard_with_cash_from_the_safe(shop: Shop, till: Till) -> None:
    close_before(shop, till)
    type_keys("50.5", ENTER)
    running = shop.ask(find_open_shift)
    assert running is not None
    assert running.opening_cash == Money(25_050)
    assert till.heard == ["changed"]


def test_a_cashier_opens_with_what_lies_there_by_one_key(shop: Shop, till: Till) -> None:
    close_before(shop, till)
    type_keys("", F12)
    running = shop.ask(find_open_shift)
    assert running is not None
    assert running.opening_cash == Money(20_000)


def test_letters_in_the_float_open_nothing(shop: Shop, till: Till) -> None:
    close_before(shop, till)
    type_keys("abc", ENTER, F12)
    assert shop.ask(find_open_shift) is None


def test_a_shift_is_handed_over_by_keyboard_alone(shop: Shop, till: Till, counter: Counter) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.sell(shop.basket(COLA_CODE), WECHAT)
    till.place.refresh()
    type_keys("", F12)
    type_keys("2", ENTER)
    type_keys("", ENTER, ENTER, ENTER, ENTER)
    type_keys("3", Qt.Key.Key_Down)
    type_keys("1", ENTER, ENTER)
    type_keys("3.00", ENTER)
    type_keys("150", ENTER)
    type_keys("88", F12)
    assert shop.ask(find_open_shift) is None
    command = counter.handed_in(CloseShift)[-1]
    assert command.counted == Money(20_350)
    assert command.left == Money(15_000)
    assert [method.counted for method in command.methods] == [Money(300)]
    assert command.remark == "88"
    assert till.heard == ["changed"]
    type_keys("", F12)
    assert till.heard == ["changed", "handed over"]
    assert shop.ask(drawer_cash) == Money(15_000)


def test_a_shift_is_handed_over_by_finger_alone(shop: Shop, till: Till, counter: Counter) -> None:
    press(till.window, "交班")
    for key in ("2", "下一步", "确认交班", "完成"):
        press(till.window, key)
    assert counter.handed_in(CloseShift)[-1].counted == Money(20_000)
    assert till.heard == ["changed", "handed over"]


def test_half_a_note_a_debt_and_a_scanned_code_count_nothing(
    shop: Shop, till: Till, counter: Counter
) -> None:
    type_keys("", F12)
    for nonsense in ("1.5", "-3", "6901234567892"):
        type_keys(nonsense, ENTER)
    type_keys("", F12)
    type_keys("0", F12)
    assert counter.handed_in(CloseShift)[-1].counted == Money(0)


def test_what_stays_beyond_what_was_counted_is_marked_and_refused(
    shop: Shop, till: Till, counter: Counter
) -> None:
    type_keys("", F12)
    type_keys("1", F12)
    type_keys("100.01", F12)
    assert shop.ask(find_open_shift) is not None
    type_keys("", Qt.Key.Key_Backspace, F12)
    assert counter.handed_in(CloseShift)[-1].left == Money(10_000)
    assert shop.ask(find_open_shift) is None


def test_escape_leaves_the_shift_running(shop: Shop, till: Till) -> None:
    type_keys("", F12)
    type_keys("2", ENTER)
    type_keys("", ESCAPE)
    assert shop.ask(find_open_shift) is not None
    press(till.window, "交班")
    assert till.heard == []


def test_cash_is_moved_by_keyboard_alone(shop: Shop, till: Till, counter: Counter) -> None:
    type_keys("", Qt.Key.Key_F6)
    type_keys("50", ENTER)
    type_keys("", Qt.Key.Key_F9)
    command = counter.handed_in(MoveCash)[-1]
    assert (command.amount, command.reason) == (Money(-5_000), "大钞收进保险柜")
    assert shop.ask(drawer_cash) == Money(15_000)


def test_more_than_there_is_is_refused_on_the_sheet_which_stays(shop: Shop, till: Till) -> None:
    type_keys("", Qt.Key.Key_F6)
    type_keys("500", ENTER)
    type_keys("", Qt.Key.Key_F9, Qt.Key.Key_F9)
    press(till.window, "取消")
    assert shop.ask(drawer_cash) == Money(20_000)


def test_the_drawer_opens_by_two_presses_of_a_finger(shop: Shop, till: Till) -> None:
    press(till.window, "开钱箱")
    press(till.window, "给顾客换零钱")
    papers = shop.ask(lambda session: session.scalars(select(PrintJob.paper)).all())
    assert Paper.DRAWER_KICK.value in papers


def test_a_blind_count_shows_no_cash_on_the_screen(shop: Shop, till: Till) -> None:
    shop.sell(shop.basket(COLA_CODE))
    till.place.refresh()
    table = till.window.findChild(RowsTable)
    assert table is not None
    assert table.model().index(0, 2).data() == "交班后显示"
