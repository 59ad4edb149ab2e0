"""The home at the real screen: read anew by key, led on by key, and all of it on a small screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from jxc_desktop.app.workplaces import offered_to
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.ui.theme.tokens import Mode
from jxc_desktop.ui.today.bar_rows import BarRows
from jxc_desktop.ui.today.figure_card import FigureCard
from jxc_desktop.ui.today.hour_chart import HourChart
from jxc_desktop.ui.today.notice_row import NoticeRow
from jxc_desktop.ui.today.place import TodayPlace
from jxc_desktop.ui.today.presenter import TodayWays
from jxc_desktop.ui.widgets.sheet import Sheet
from tests.screens.registry import Context
from tests.screens.today_screens import troubles
from tests.shop import CASHIER_ID, COLA_CODE, OWNER_ID, Shop
from tests.ui.at_the_till import stand_at
from tests.ui.fingers import press, put_up, type_keys

ZONE = ZoneInfo("Asia/Shanghai")
Key = Qt.Key
Opens = Callable[..., TodayPlace]


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def opens(qtbot: QtBot, dressed: QApplication, shop: Shop, heard: list[str]) -> Opens:
    def open_for(person: PersonId = OWNER_ID, without: Permission | None = None) -> TodayPlace:
        doors = stand_at(shop, person).doors
        allowed = doors.cashier.permissions - {without}
        cashier = replace(doors.cashier, permissions=allowed)
        ways = TodayWays(
            offered=offered_to(cashier),
            open_workplace=heard.append,
            open_report=lambda facts: heard.append(f"A4 {facts.day} {facts.net.amount.minor}"),
            last_backup=lambda: shop.clock.now - timedelta(hours=7),
        )
        place = TodayPlace(replace(doors, cashier=cashier), ways, zone=ZONE, now=shop.clock)
        put_up(qtbot, place)
        return place

    return open_for


def cards(place: QWidget) -> dict[str, str]:
    """The names of all figure cards that can be seen, and what is said beside them."""
    return {
        card.accessibleName(): card.accessibleDescription()
        for card in place.findChildren(FigureCard)
        if card.isVisible()
    }


def notices(place: QWidget) -> list[str]:
    return [row.accessibleName() for row in place.findChildren(NoticeRow) if row.isVisible()]


def test_the_figures_stand_on_the_cards_and_are_read_anew_by_key(shop: Shop, opens: Opens) -> None:
    shop.sell(shop.basket(COLA_CODE))
    place = opens()
    assert list(cards(place)) == ["净销售 ￥3.50", "小票 1", "客单价 ￥3.50", "毛利率 42.9%"]
    shop.sell(shop.basket(COLA_CODE, COLA_CODE))
    type_keys("", Key.Key_F5)
    assert list(cards(place))[:3] == ["净销售 ￥10.50", "小票 2", "客单价 ￥5.25"]


def test_coming_back_to_the_home_reads_it_anew(shop: Shop, opens: Opens) -> None:
    place = opens()
    place.hide()
    shop.sell(shop.basket(COLA_CODE))
    place.show()
    assert "净销售 ￥3.50" in cards(place)


def test_each_key_leads_to_its_workplace(opens: Opens, heard: list[str]) -> None:
    opens()
    type_keys("", Key.Key_F6, Key.Key_F7, Key.Key_F9, Key.Key_F12)
    assert heard == ["shift", "day", "receipts", "safety"]


def test_a_finger_on_a_card_leads_there_too_and_enter_does_not(
    opens: Opens, heard: list[str]
) -> None:
    place = opens()
    average = next(
        card for card in place.findChildren(FigureCard) if "客单价" in card.accessibleName()
    )
    QTest.mouseClick(average, Qt.MouseButton.LeftButton)
    average.setFocus()
    type_keys("", Key.Key_Return)
    assert heard == ["receipts"]
    type_keys("", Key.Key_Space)
    assert heard == ["receipts", "receipts"]


def test_the_a4_report_is_of_the_date_that_is_looked_at(
    shop: Shop, opens: Opens, heard: list[str]
) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.clock.pass_by(days=1)
    place = opens()
    type_keys("", Key.Key_F3, Key.Key_F8)
    type_keys("", Key.Key_F2)
    press(place, "A4 报表")
    assert heard == ["A4 2026-11-24 350", "A4 2026-11-25 0"]


def test_a_date_is_picked_by_keys_alone(shop: Shop, opens: Opens, heard: list[str]) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.clock.pass_by(days=7)
    place = opens()
    type_keys("", Key.Key_F4)
    type_keys("", Key.Key_Up, Key.Key_F9)
    assert not [sheet for sheet in place.window().findChildren(Sheet) if sheet.isVisible()]
    assert "净销售 ￥3.50" in cards(place)
    assert heard == [], "the sheet's own F9 is not the way to the receipts"


def test_the_margin_is_hidden_from_those_who_must_not_see_the_cost(
    shop: Shop, opens: Opens
) -> None:
    shop.sell(shop.basket(COLA_CODE))
    place = opens(without=Permission.SEE_COST)
    assert len(cards(place)) == 3
    told = " ".join(button.accessibleName() for button in place.findChildren(QAbstractButton))
    assert "42.9%" not in told


def test_a_card_to_a_closed_workplace_is_no_button(opens: Opens, heard: list[str]) -> None:
    opens(without=Permission.CLOSE_SHIFT)
    type_keys("", Key.Key_F7)
    assert heard == []


def test_a_cashier_is_told_that_it_takes_a_permission(shop: Shop, opens: Opens) -> None:
    place = opens(CASHIER_ID)
    assert cards(place) == {}
    assert notices(place) == []


def test_all_is_well_is_said_too(opens: Opens) -> None:
    assert notices(opens())[-2:] == ["一切正常", "备份正常"]


def test_what_is_painted_is_told_to_a_screen_reader(shop: Shop, opens: Opens) -> None:
    shop.sell(shop.basket(COLA_CODE))
    place = opens()
    chart = place.findChild(HourChart)
    assert chart is not None
    assert chart.accessibleDescription() == "10 点 ￥3.50，1 笔"
    told = [rows.accessibleDescription() for rows in place.findChildren(BarRows)]
    assert sorted(told) == ["1 可口可乐 500ml 1 瓶 ￥3.50", "现金 1 笔 · 100% ￥3.50"]


@pytest.mark.usefixtures("dressed")
def test_with_all_its_troubles_it_fits_the_small_screen_without_scrolling(qtbot: QtBot) -> None:
    window = troubles(Context("zh_CN", Mode.LIGHT, 1366, 768))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    assert (window.width(), window.height()) == (1366, 768)
    rows = [row for row in window.findChildren(NoticeRow) if row.isVisible()]
    assert len(rows) == 8
    assert {row.height() for row in rows} == {rows[0].sizeHint().height()}
    for bars in window.findChildren(BarRows):
        assert bars.height() >= bars.minimumSizeHint().height()
