"""Taking a customer's money with the keyboard alone, and with fingers alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from jxc_desktop.queries.find_customer import search_customers
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.customer_money.view import CustomerMoney
from jxc_desktop.ui.widgets.labels import TextLabel
from jxc_desktop.ui.widgets.rows_table import RowsTable
from jxc_desktop.ui.widgets.touch_button import TouchButton
from tests.shop import COLA_CODE, Shop
from tests.ui.at_the_till import ApprovalMemory, stand_at
from tests.ui.customer_money.test_customer_money_presenter import buy_on_account


class Page:
    """The page with the keyboard in its search field."""

    def __init__(self, shop: Shop, qtbot: QtBot) -> None:
        counter = stand_at(shop)
        approvals = ApprovalPresenter(counter.doors, ApprovalMemory())
        self.sounds: list[str] = []
        self.page = CustomerMoney(
            counter.doors, approvals, failed_sound=lambda: self.sounds.append("failed")
        )
        qtbot.addWidget(self.page)
        self.page.resize(1278, 672)
        self.page.show()
        self.page.setFocus()

    def keys(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            focus = self.page.window().focusWidget()
            assert focus is not None
            if isinstance(key, str):
                QTest.keyClicks(focus, key)
            else:
                QTest.keyClick(focus, key)

    def tap(self, title: str) -> None:
        buttons = self.page.findChildren(TouchButton)
        button = next(one for one in buttons if one.accessibleName() == title)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def says(self, text: str) -> bool:
        labels = self.page.findChildren(TextLabel)
        return any(text in label.text() and not label.isHidden() for label in labels)


@pytest.fixture
def page(shop: Shop, qtbot: QtBot) -> Page:
    buy_on_account(shop)
    return Page(shop, qtbot)


def test_a_debt_is_paid_with_the_keyboard_alone(page: Page, shop: Shop) -> None:
    page.keys("xlfd", Qt.Key.Key_Return, Qt.Key.Key_Return)
    page.keys("200", Qt.Key.Key_Return, "paid up", Qt.Key.Key_F12)
    assert not shop.customer().owed
    assert page.says("找零 ￥44.00")
    page.keys(Qt.Key.Key_F8, Qt.Key.Key_F2)
    assert page.says("找零 ￥44.00"), "the change stays readable until the next customer"


def test_a_deposit_is_taken_with_fingers_alone(page: Page, shop: Shop) -> None:
    table = page.page.findChild(RowsTable)
    assert table is not None
    row = table.visualRect(table.model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=row)
    for title in ("预存", "5", "00", "微信", "收预存款"):
        page.tap(title)
    assert shop.customer().deposit.minor == 50_000


def test_all_that_is_owed_is_one_key(page: Page, shop: Shop) -> None:
    page.page.customer_picked.emit(_the_customer(shop))
    page.keys(Qt.Key.Key_F9, Qt.Key.Key_F12)
    assert not shop.customer().owed


def test_without_an_amount_the_page_says_so(page: Page, shop: Shop) -> None:
    page.page.customer_picked.emit(_the_customer(shop))
    page.keys(Qt.Key.Key_F12)
    assert page.says("现金的金额不能是 0")


def test_a_bottle_scanned_here_never_becomes_an_amount(page: Page, shop: Shop) -> None:
    page.page.customer_picked.emit(_the_customer(shop))
    page.page.hear_scan(COLA_CODE)
    assert page.sounds == ["failed"]
    page.keys(Qt.Key.Key_F12)
    assert shop.customer().owed.minor == 15_600


def _the_customer(shop: Shop) -> object:
    return shop.ask(lambda session: search_customers(session, "xlfd"))[0]
