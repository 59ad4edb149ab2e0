"""The day closed at the real screen, with the slip that the printer would print beside it."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jxc_desktop.app.devices import FONTS
from jxc_desktop.app.papers import paper_width
from jxc_desktop.app.workplaces import offered_to
from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.domain.day_facts import DayFacts
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.numbers import Money
from jxc_desktop.queries.list_closed_days import list_closed_days
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.day.papers import day_papers
from jxc_desktop.ui.day.place import DayPlace
from jxc_desktop.ui.widgets.paper_strip import PaperStrip
from jxc_desktop.ui.widgets.rows_table import RowsTable
from tests.shop import CASHIER_ID, COLA_CODE, OWNER_ID, Shop
from tests.ui.at_the_till import ApprovalMemory, stand_at
from tests.ui.fingers import press, put_up, type_keys

F12 = Qt.Key.Key_F12


def _sheet(facts: DayFacts) -> bytes:
    return f"{facts.day} {facts.terminal} {facts.net.amount.minor}".encode()


@pytest.fixture
def heard() -> list[str]:
    return []


Opens = Callable[[PersonId], QWidget]


@pytest.fixture
def opens(
    qtbot: QtBot, dressed: QApplication, shop: Shop, approval: ApprovalMemory, heard: list[str]
) -> Opens:
    def open_for(person: PersonId) -> QWidget:
        doors = stand_at(shop, person).doors
        papers = day_papers(
            doors,
            FONTS,
            width=paper_width,
            sheet=_sheet,
            open_pdf=lambda name, paper: heard.append(f"{name} {paper.decode()}"),
        )
        place = DayPlace(
            doors,
            ApprovalPresenter(doors, approval),
            papers,
            zone=ZoneInfo("Asia/Shanghai"),
            to_shift=lambda: heard.append("to shift"),
        )
        return put_up(qtbot, place)

    return open_for


def hand_over(shop: Shop) -> None:
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_350), left=Money(20_000)))


def slip_image(window: QWidget) -> QImage:
    strip = window.findChild(PaperStrip)
    assert strip is not None
    return strip.grab().toImage()


def test_the_key_leads_to_the_hand_over_while_a_shift_runs(opens: Opens, heard: list[str]) -> None:
    opens(OWNER_ID)
    type_keys("", F12)
    assert heard == ["to shift"]


def test_the_owner_closes_the_day_by_one_key_and_finds_it_in_the_list(
    shop: Shop, opens: Opens
) -> None:
    shop.sell(shop.basket(COLA_CODE))
    hand_over(shop)
    window = opens(OWNER_ID)
    type_keys("", F12)
    (row,) = shop.ask(list_closed_days)
    assert (row.number, row.net, row.receipts) == (1, Money(350), 1)
    table = window.findChild(RowsTable)
    assert table is not None
    shown = [table.model().index(0, column).data() for column in range(4)]
    assert shown == ["2026-11-24", "1", "1", "￥3.50"]


def test_the_slip_of_a_closed_day_is_drawn_once(
    shop: Shop, opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.sell(shop.basket(COLA_CODE))
    hand_over(shop)
    opens(OWNER_ID)
    drawn: list[bytes] = []
    monkeypatch.setattr(PaperStrip, "show_png", lambda _strip, png: drawn.append(png))
    type_keys("", F12)
    assert len(drawn) == 1


def test_the_slip_shows_ink_and_can_be_read_on_by_keys(shop: Shop, opens: Opens) -> None:
    shop.sell(shop.basket(COLA_CODE))
    hand_over(shop)
    window = opens(OWNER_ID)
    top = slip_image(window)
    dark = sum(
        top.pixelColor(x, y).lightness() < 80
        for x in range(0, top.width(), 3)
        for y in range(0, top.height(), 3)
    )
    assert dark > 100, "there are words on the paper"
    strip = window.findChild(PaperStrip)
    assert strip is not None
    strip.setFocus()
    type_keys("", Qt.Key.Key_PageDown)
    assert slip_image(window) != top


def test_the_a4_report_of_this_till_is_opened_by_a_finger(
    shop: Shop, opens: Opens, heard: list[str]
) -> None:
    shop.sell(shop.basket(COLA_CODE))
    window = opens(OWNER_ID)
    press(window, "A4 报表")
    assert heard == ["2026-11-24.pdf 2026-11-24 1 350"]


def test_the_cashier_who_leaves_last_closes_the_day_with_the_managers_pin(
    shop: Shop, opens: Opens, approval: ApprovalMemory
) -> None:
    assert "day" in offered_to(stand_at(shop, CASHIER_ID).doors.cashier)
    shop.sell(shop.basket(COLA_CODE))
    hand_over(shop)
    approval.allow()
    opens(CASHIER_ID)
    type_keys("", F12)
    assert [row.net for row in shop.ask(list_closed_days)] == [Money(350)]


def test_a_cashier_gets_no_paper_with_the_shops_figures(opens: Opens, heard: list[str]) -> None:
    opens(CASHIER_ID)
    type_keys("", Qt.Key.Key_F8, Qt.Key.Key_F7)
    assert heard == []


def test_a_closed_day_is_printed_again_by_finger(shop: Shop, opens: Opens) -> None:
    hand_over(shop)
    window = opens(OWNER_ID)
    press(window, "日结")
    press(window, "补打")
    press(window, "看今天")
    assert len(shop.ask(list_closed_days)) == 1
