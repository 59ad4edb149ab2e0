"""Whole sales at the real screen: by keyboard alone, by finger alone, and with a mouse's wheel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from jxc_desktop.commands.held_baskets import HoldBasket
from jxc_desktop.commands.open_basket import SaveOpenBasket, save_open_basket
from jxc_desktop.commands.till_trace import CancelOrder, TraceRemoval
from jxc_desktop.domain.numbers import Money, Quantity, Rate
from jxc_desktop.domain.receipt_number import ReceiptNumber
from jxc_desktop.ui.checkout.basket_table import BasketTable
from jxc_desktop.ui.theme.tokens import TOUCH_TARGET_MIN
from jxc_desktop.ui.widgets.touch_button import TouchButton
from tests.shop import COLA_CODE, NOODLES_CODE
from tests.ui.at_the_till import ApprovalMemory, Counter
from tests.ui.checkout.counter_in_window import Till
from tests.ui.fingers import press, type_keys

ENTER, ESCAPE, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete
DOWN, F2, F4, F6, F7, F8, F12 = (
    Qt.Key.Key_Down,
    Qt.Key.Key_F2,
    Qt.Key.Key_F4,
    Qt.Key.Key_F6,
    Qt.Key.Key_F7,
    Qt.Key.Key_F8,
    Qt.Key.Key_F12,
)


@pytest.fixture
def till(qtbot: QtBot, dressed: QApplication, counter: Counter, approval: ApprovalMemory) -> Till:
    return Till(qtbot, counter, approval)


def test_a_whole_sale_by_keyboard(till: Till) -> None:
    type_keys("2*", ENTER)
    type_keys(COLA_CODE, ENTER)
    type_keys(NOODLES_CODE, ENTER)
    assert till.quantities() == [2000, 1000]
    assert till.sees("￥11.50")
    type_keys("", ENTER)
    type_keys("20", ENTER)
    assert [sale.basket.total for sale in till.sold()] == [Money(1_150)]
    assert till.sees("找零 ￥8.50")
    assert till.basket().is_empty
    type_keys(COLA_CODE, ENTER)
    assert till.quantities() == [1000], "the next scan is the next customer"


def test_enter_enter_enter_sells_once(till: Till) -> None:
    till.scan(COLA_CODE)
    type_keys("", ENTER, ENTER, ENTER, ENTER)
    assert len(till.sold()) == 1


def test_a_whole_sale_by_finger(till: Till) -> None:
    till.scan(COLA_CODE, NOODLES_CODE)
    for name in ("收款 ￥8.00", "微信", "现金", "￥10.00"):
        till.press(name)
    (sale,) = till.sold()
    assert sale.tender.change == Money(200)
    assert till.sees("找零 ￥2.00")


def test_plus_pays_and_escape_comes_back(till: Till, qtbot: QtBot) -> None:
    till.scan(COLA_CODE)
    type_keys("+")
    qtbot.waitUntil(lambda: till.sees("应收 ￥3.50") and till.place._payment_page.isVisible())
    type_keys("", ESCAPE)
    assert not till.place._payment_page.isVisible()
    type_keys(NOODLES_CODE, ENTER)
    assert till.quantities() == [1000, 1000]


def test_a_search_is_walked_with_the_arrows(till: Till, qtbot: QtBot) -> None:
    type_keys("1000")
    found = till.place._counter._found
    qtbot.waitUntil(found.isVisible)
    names = [item.name for item in found._table._rows_model.rows]
    wanted = names.index("康师傅红烧牛肉面(桶) 110g")
    type_keys("", *([DOWN] * wanted), ENTER)
    assert [line.item.name for line in till.basket().lines] == ["康师傅红烧牛肉面(桶) 110g"]
    assert not found.isVisible()


def test_delete_takes_the_marked_line_and_leaves_a_trace(till: Till) -> None:
    till.scan(COLA_CODE, NOODLES_CODE)
    type_keys("", Qt.Key.Key_Up, DELETE)
    assert [line.item.name for line in till.basket().lines] == ["康师傅红烧牛肉面(桶) 110g"]
    assert len(till.counter.handed_in(TraceRemoval)) == 1


def test_the_whole_order_is_cancelled_by_keys(till: Till) -> None:
    till.scan(COLA_CODE)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, DELETE, Qt.KeyboardModifier.ControlModifier)
    sheet = till.sheet()
    press(sheet, "顾客不要了")
    till.no_sheet()
    assert till.basket().is_empty
    assert till.counter.handed_in(CancelOrder)[0].reason == "顾客不要了"


def test_a_discount_by_keyboard_with_the_owner_beside(till: Till, approval: ApprovalMemory) -> None:
    approval.allow()
    till.scan(COLA_CODE)
    type_keys("", F4)
    sheet = till.sheet()
    type_keys("8")
    press(sheet, "临期")
    type_keys("", ENTER)
    till.no_sheet()
    discount = till.basket().lines[0].discount
    assert discount is not None
    assert (discount.rate, discount.reason) == (Rate(2000), "临期")


def test_a_discount_without_a_reason_stays_a_question(till: Till) -> None:
    till.scan(COLA_CODE)
    type_keys("", F4)
    till.sheet()
    type_keys("8", ENTER)
    assert till.sheet().isVisible()
    assert till.basket().lines[0].discount is None
    type_keys("", ESCAPE)
    till.no_sheet()


def test_the_wheel_over_the_quantity_changes_it(till: Till) -> None:
    till.scan(COLA_CODE, NOODLES_CODE)
    table = till.window.findChild(BasketTable)
    assert isinstance(table, BasketTable)
    cell = table.visualRect(table.model().index(0, 2)).center()
    for turn in (120, 120, -120):
        _wheel(table, cell, turn)
    assert till.quantities() == [2000, 1000]
    name = table.visualRect(table.model().index(0, 1)).center()
    _wheel(table, name, 120)
    assert till.quantities() == [2000, 1000], "over the name it scrolls"


def _wheel(table: BasketTable, at: QPoint, turn: int) -> None:
    viewport = table.viewport()
    event = QWheelEvent(
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_hold_and_recall_by_keys(till: Till) -> None:
    till.scan(COLA_CODE)
    type_keys("", F6)
    till.sheet()
    type_keys("", F6)
    till.no_sheet()
    assert till.basket().is_empty
    assert till.counter.handed_in(HoldBasket)[0].note == ""
    type_keys("", F7)
    till.sheet()
    type_keys("", ENTER)
    till.no_sheet()
    assert till.quantities() == [1000]


def test_hold_with_a_slip_by_keys(till: Till) -> None:
    till.scan(COLA_CODE)
    type_keys("", F6)
    till.sheet()
    type_keys("aunt", F8)
    till.no_sheet()
    [command] = till.counter.handed_in(HoldBasket)
    assert (command.note, command.print_slip) == ("aunt", True)


def test_a_customer_by_keys(till: Till) -> None:
    till.scan(COLA_CODE)
    type_keys("", F2)
    till.sheet()
    type_keys("xlfd", ENTER, ENTER)
    till.no_sheet()
    customer = till.basket().customer
    assert customer is not None
    assert till.basket().total == Money(330)


def test_an_exchange_by_scanner_and_keys(till: Till) -> None:
    shop = till.counter.shop
    sold = shop.sell(shop.basket(COLA_CODE, COLA_CODE))
    number = ReceiptNumber(1, 1, shop.clock.now.date(), sold.serial)
    till.scan(number.barcode)
    assert till.place._returns_page.isVisible()
    type_keys("+")
    type_keys("", F12)
    assert till.basket().total == Money(-350)
    till.scan(NOODLES_CODE)
    assert till.basket().total == Money(100)
    type_keys("", ENTER, ENTER)
    assert till.sold()[-1].basket.total == Money(100)


def test_the_return_page_is_left_by_escape(till: Till) -> None:
    type_keys("", F8)
    assert till.place._returns_page.isVisible()
    type_keys("", ESCAPE)
    assert not till.place._returns_page.isVisible()
    type_keys(COLA_CODE, ENTER)
    assert till.quantities() == [1000]


def test_an_unknown_barcode_is_heard_and_becomes_a_product(
    till: Till, approval: ApprovalMemory
) -> None:
    approval.allow()
    till.scan("6901234567816")
    assert till.sounds.failed == 1
    till.sheet()
    name = QApplication.focusWidget()
    assert isinstance(name, QLineEdit)
    name.insert("新汽水")
    type_keys("", ENTER)
    type_keys("4.5", ENTER)
    till.no_sheet()
    assert [line.item.name for line in till.basket().lines] == ["新汽水"]
    assert till.basket().total == Money(450)


def test_ten_thousand_signs_pasted_into_the_code_field(till: Till) -> None:
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QApplication.clipboard().setText("🥤كولا" * 2_000)
    field.paste()
    type_keys("", ENTER)
    assert till.sounds.failed == 1
    assert till.basket().is_empty
    type_keys(COLA_CODE, ENTER)
    assert till.quantities() == [1000]


def test_the_basket_is_back_after_a_power_cut(
    qtbot: QtBot, dressed: QApplication, counter: Counter, approval: ApprovalMemory
) -> None:
    basket = counter.shop.basket(COLA_CODE, NOODLES_CODE)
    counter.shop.do(save_open_basket, SaveOpenBasket(basket, "the-same-request"))
    till = Till(qtbot, counter, approval)
    assert till.basket() == basket
    qtbot.waitUntil(lambda: "上次没收完的一单回来了：2 件，￥8.00" in till.said())
    type_keys("", F12, ENTER)
    assert till.sold()[0].request == "the-same-request"


def test_without_a_shift_the_way_to_open_one_is_shown(till: Till) -> None:
    with till.counter.shop.store.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM shift")
    till.place.refresh()
    press(till.window, "去开班")
    assert till.led_to == ["shift"]


def test_two_hundred_lines_stay_quick_to_scan(till: Till) -> None:
    basket = till.basket()
    item = till.counter.shop.item(COLA_CODE)
    for number in range(200):
        basket = basket.with_item(item, amount=Money(100 + number))
    till.place._in_hand.put(basket, 200)
    till.scan(NOODLES_CODE)
    assert len(till.basket().lines) == 201
    assert till.place._counter._table.currentIndex().row() == 200


def _names_and_sizes(page: QWidget) -> None:
    assert page.isVisible()
    for button in page.findChildren(QAbstractButton):
        if isinstance(button, TouchButton) and button.isVisible():
            assert button.accessibleName(), button
            size = min(button.width(), button.height())
            assert size >= TOUCH_TARGET_MIN, button.accessibleName()
    for line in page.findChildren(QLineEdit):
        assert line.accessibleName(), line


def test_everything_has_a_name_and_fits_a_finger(till: Till) -> None:
    till.scan(COLA_CODE)
    _names_and_sizes(till.place._counter)
    type_keys("", F12)
    _names_and_sizes(till.place._payment_page)
    type_keys("", ESCAPE, F8)
    _names_and_sizes(till.place._returns_page)


def test_nothing_needs_to_be_scrolled_on_a_small_screen(till: Till) -> None:
    till.scan(COLA_CODE)
    for page in (till.place._counter, till.place._payment_page, till.place._returns_page):
        needed = page.minimumSizeHint()
        assert needed.width() <= 1366 - 88, type(page).__name__
        assert needed.height() <= 768 - 52 - 44, type(page).__name__


def test_a_quantity_by_its_key(till: Till) -> None:
    till.scan(COLA_CODE)
    type_keys("", Qt.Key.Key_F3)
    till.sheet()
    type_keys("7", ENTER)
    till.no_sheet()
    assert till.basket().lines[0].quantity == Quantity(7_000)


def test_the_number_pad_of_a_question_types_into_its_field(till: Till) -> None:
    till.scan(COLA_CODE)
    type_keys("", Qt.Key.Key_F3)
    sheet = till.sheet()
    for key in ("1", "2", "确定"):
        press(sheet, key)
    till.no_sheet()
    assert till.quantities() == [12_000]
