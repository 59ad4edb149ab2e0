"""A person works off what stands against a rule, here or at the server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.numbers import Quantity
from jxc_desktop.queries.list_exceptions import Exceptions
from jxc_desktop.ui.exceptions.compose import exceptions_page
from jxc_desktop.ui.exceptions.presenter import ExceptionsPresenter, ExceptionWays
from jxc_desktop.ui.exceptions.settle_sheet import SettleSheet
from jxc_desktop.ui.exceptions.waiting_item import Target, WaitingItem, Way
from tests.shop import CASHIER_ID, COLA_CODE, CUSTOMER, OWNER_ID, Shop
from tests.ui.at_the_till import stand_at
from tests.ui.exceptions.raised import raise_in, raise_one_of_each
from tests.ui.office_memory import OfficeMemory

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass
class ExceptionsMemory(OfficeMemory):
    """The list as tests see it."""

    items: tuple[WaitingItem, ...] = ()
    settled: bool = False
    open_items: int = 0
    give: Callable[[str, str], Any] | None = None
    problems: list[str] = field(default_factory=list)

    def show_items(self, items: Sequence[WaitingItem], *, settled: bool) -> None:
        self.items, self.settled = tuple(items), settled

    def show_count(self, waiting: Exceptions, open_items: int) -> None:
        del waiting
        self.open_items = open_items

    def ask_settle(self, item: WaitingItem, give: Callable[[str, str], object]) -> None:
        del item
        self.give = give

    def show_sheet_problem(self, refusal: Refusal) -> None:
        self.problems.append(refusal.code)

    def close_sheet(self) -> None:
        self.give = None

    def of_kind(self, kind: str) -> WaitingItem:
        return next(item for item in self.items if item.kind == kind)


@pytest.fixture
def screen() -> ExceptionsMemory:
    return ExceptionsMemory()


def open_for(
    shop: Shop,
    screen: ExceptionsMemory,
    person: PersonId = OWNER_ID,
    went: list[Target] | None = None,
) -> ExceptionsPresenter:
    ways = ExceptionWays(
        frozenset({"receipts", "customer_money"}), ([] if went is None else went).append
    )
    presenter = ExceptionsPresenter(stand_at(shop, person).doors, screen, ways, ZONE)
    presenter.refresh()
    return presenter


def test_every_kind_is_a_sentence_with_names_and_figures(
    shop: Shop, screen: ExceptionsMemory
) -> None:
    receipt = shop.sell(shop.basket(COLA_CODE)).sale
    raise_one_of_each(shop, receipt)
    open_for(shop, screen)
    assert len(screen.items) == screen.open_items == len(ExceptionKind)
    credit = screen.of_kind("超额度赊账")
    assert credit.what == "“兴隆饭店”在几家店加起来欠过了额度"
    assert credit.detail == "共欠 ￥1,280.50 · 额度 ￥1,000.00"
    assert screen.of_kind("退多了").detail == "卖出 1 · 退回 2"
    assert screen.of_kind("权限已收回").detail == "权限：整单优惠"
    assert (
        screen.of_kind("两处同时改").detail == "项目：名称、售价 · 一处改成 可乐 · 另一处 可口可乐"
    )
    assert screen.of_kind("单据晚到").detail == "营业日 2026-11-14 · 晚了 9 天"
    assert screen.of_kind("时间不准").detail == "时间慢 16 分钟"
    assert all(item.advice and item.at is not None for item in screen.items)


def test_a_kind_of_a_newer_server_is_not_hidden(shop: Shop, screen: ExceptionsMemory) -> None:
    raise_in(shop, 1, "stock_on_fire", 7)
    open_for(shop, screen)
    (item,) = screen.items
    assert (item.kind, item.advice) == ("stock_on_fire", "请升级本程序再看")


def test_what_waits_here_stands_in_the_same_list_and_goes_by_itself(
    shop: Shop, screen: ExceptionsMemory
) -> None:
    shop.sell(shop.basket().with_item(shop.item(COLA_CODE), Quantity(103_000)))
    shop.clock.pass_by(days=2)
    presenter = open_for(shop, screen)
    day, cola = screen.items
    assert (day.kind, day.advice) == ("忘了日结", "到“日结”里补做")
    assert (cola.kind, cola.what, cola.detail) == ("负库存", "可口可乐 500ml", "-3 瓶")
    presenter.settle(cola)
    assert screen.give is None, "it goes by itself once goods are received"


def test_settling_is_posted_once_and_moves_it_to_the_settled(
    shop: Shop, screen: ExceptionsMemory
) -> None:
    raise_in(shop, 1, ExceptionKind.CREDIT_OVERRUN, CUSTOMER)
    presenter = open_for(shop, screen)
    presenter.choose(screen.items[0])
    assert screen.give is not None
    give = screen.give
    give("accepted", " 老客户 ")
    give("fine", "second thoughts")
    assert list(screen.items) == []
    presenter.filter(settled=True)
    (item,) = screen.items
    assert item.settled == "知道了，就这样 · 王老板 · 2026-11-24 10:00"
    assert item.note == "老客户"
    presenter.settle(item)
    assert screen.give is None


def test_who_may_not_is_told_on_the_sheet(shop: Shop, screen: ExceptionsMemory) -> None:
    raise_in(shop, 1, ExceptionKind.FORK, 1)
    presenter = open_for(shop, screen, CASHIER_ID)
    presenter.settle(screen.items[0])
    assert screen.give is not None
    screen.give("fine", "")
    assert screen.problems == ["permission_missing"]
    assert len(screen.items) == 1


def test_an_item_leads_to_its_receipt_or_customer_if_there_is_such_a_screen(
    shop: Shop, screen: ExceptionsMemory
) -> None:
    receipt = shop.sell(shop.basket(COLA_CODE)).sale
    raise_one_of_each(shop, receipt)
    went: list[Target] = []
    presenter = open_for(shop, screen, went=went)
    for kind in ("退多了", "超额度赊账", "数据有两份", "两处同时改"):
        presenter.open(screen.of_kind(kind))
    assert went == [Target(Way.RECEIPT, receipt), Target(Way.CUSTOMER, CUSTOMER)]


@pytest.mark.usefixtures("dressed")
def test_an_exception_is_settled_with_the_keyboard_alone(qtbot: QtBot, shop: Shop) -> None:
    raise_in(shop, 1, ExceptionKind.CREDIT_OVERRUN, CUSTOMER)
    ways = ExceptionWays(frozenset(), lambda _target: None)
    view, _presenter = exceptions_page(stand_at(shop, OWNER_ID).doors, ways, ZONE)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.setFocus()
    focused = view.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    sheet = view.findChild(SettleSheet)
    assert sheet is not None
    QTest.keyClick(sheet.choice, Qt.Key.Key_Right)
    QTest.keyClick(sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    shown: list[WaitingItem] = []
    view.chosen.connect(shown.append)
    view.filtered.emit(True)
    focused = view.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert [item.settled.split(" · ")[0] for item in shown] == ["已经改正"]
