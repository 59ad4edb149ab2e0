"""The owner looks at today: every figure is worked by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.ui.today.compose import today_page
from jxc_desktop.ui.today.presenter import Today, TodayPresenter
from tests.shop import CASHIER_ID, COLA_CODE, NOODLES_CODE, OWNER_ID, WECHAT, Shop
from tests.ui.at_the_till import stand_at

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass
class TodayMemory:
    """The home as tests see it."""

    today: Today | None = None
    with_cost: bool | None = None
    backup: tuple[datetime | None, bool] | None = None

    def show_today(self, today: Today, *, with_cost: bool) -> None:
        self.today, self.with_cost = today, with_cost

    def show_backup(self, last: datetime | None, *, old: bool) -> None:
        self.backup = (last, old)


def look(
    shop: Shop, person: PersonId = OWNER_ID, backup: datetime | None = None
) -> tuple[Today, TodayMemory]:
    screen = TodayMemory()
    doors = stand_at(shop, person).doors
    TodayPresenter(doors, screen, lambda: backup, lambda: NOW).look_again()
    assert screen.today is not None
    return screen.today, screen


def test_a_day_before_its_first_sale_is_empty_and_has_no_average(shop: Shop) -> None:
    today, _screen = look(shop)

    assert (today.figures.net.amount, today.figures.average) == (Money(0), Money(0))
    assert (today.top, today.yesterday) == ((), Money(0))
    assert today.shift is not None
    assert today.shift.cashier_name == "李小红"


def test_the_day_is_what_was_sold_less_what_was_voided(shop: Shop) -> None:
    cola, noodles = shop.basket(COLA_CODE).total, shop.basket(NOODLES_CODE).total
    shop.sell(shop.basket(COLA_CODE, NOODLES_CODE))
    shop.sell(shop.basket(NOODLES_CODE), WECHAT)
    mistake = shop.sell(shop.basket(COLA_CODE))
    shop.do(void_sale, VoidSale(mistake.sale, OWNER_ID, "打错了"))

    today, _screen = look(shop)
    assert today.figures.net.amount == cola + noodles + noodles
    assert today.figures.average.minor * 2 == (cola + noodles + noodles).minor
    by_name = {row.name: row.amount for row in today.figures.methods}
    assert (by_name["现金"], by_name["微信"]) == (cola + noodles, noodles)


def test_what_brought_most_stands_first(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.sell(shop.basket().with_item(shop.item(NOODLES_CODE), Quantity(5_000)))

    first, second = look(shop)[0].top
    assert (first.name[:3], first.quantity) == ("康师傅", Quantity(5_000))
    assert first.net == Money(5 * shop.basket(NOODLES_CODE).total.minor)
    assert (second.name, second.unit_name) == ("可口可乐 500ml", "瓶")


def test_yesterday_stands_beside_today(shop: Shop) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.clock.pass_by(days=1)

    today, _screen = look(shop)
    assert today.yesterday == shop.basket(COLA_CODE).total
    assert len(today.exceptions.forgotten_days) == 1
    assert today.figures.receipts == 0


@pytest.mark.parametrize(("person", "seen"), [(OWNER_ID, True), (CASHIER_ID, False)])
def test_margin_is_for_those_who_may_see_cost(shop: Shop, person: PersonId, *, seen: bool) -> None:
    assert look(shop, person)[1].with_cost is seen


@pytest.mark.parametrize(
    ("age", "old"),
    [(None, True), (timedelta(days=3), True), (timedelta(hours=30), False)],
)
def test_a_backup_that_is_missing_or_old_is_warned_of(
    shop: Shop, age: timedelta | None, *, old: bool
) -> None:
    last = None if age is None else NOW - age
    assert look(shop, backup=last)[1].backup == (last, old)


def test_each_way_on_is_one_key_away(qtbot: QtBot, shop: Shop) -> None:
    opened: list[tuple[str, str]] = []
    view = today_page(
        stand_at(shop, OWNER_ID).doors,
        lambda: None,
        lambda: NOW,
        lambda workplace, section: opened.append((workplace, section)),
    )
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5):
        QTest.keyClick(view, key, Qt.KeyboardModifier.AltModifier)

    assert opened == [
        ("shift", ""),
        ("day", ""),
        ("safety", "waiting"),
        ("receipts", ""),
        ("safety", "backups"),
    ]
