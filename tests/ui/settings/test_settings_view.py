"""The settings by hand: sections walked with the arrow keys, kept with one shortcut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from jxc_desktop.domain.machine_settings import MachineSettings
from jxc_desktop.queries.find_local_settings import find_local_settings
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.list_methods import list_methods
from jxc_desktop.ui.language import language_in_use, use_language
from jxc_desktop.ui.settings.compose import settings_page
from jxc_desktop.ui.settings.view import SettingsView
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.in_use import mode_in_use
from jxc_desktop.ui.theme.tokens import Mode
from jxc_desktop.ui.widgets.rows_table import RowsTable
from jxc_desktop.ui.widgets.segmented_choice import SegmentedChoice
from tests.shop import OWNER_ID, Shop
from tests.ui.at_the_till import stand_at


@pytest.fixture
def told() -> list[MachineSettings]:
    return []


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, told: list[MachineSettings]) -> SettingsView:
    page = settings_page(
        stand_at(shop, OWNER_ID).doors,
        lambda: None,
        lambda: told.append(shop.ask(find_local_settings)),
    )
    page.resize(1200, 700)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def named(page: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """The widget as a screen reader announces it."""
    [found] = [
        widget for widget in page.findChildren(kind) if widget.accessibleName().startswith(name)
    ]
    return found


def save(page: SettingsView) -> None:
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def pick(choice: QWidget, at: int, count: int) -> None:
    """Press the choice at that place with the mouse."""
    middle = QPoint(choice.width() * (2 * at + 1) // (2 * count), choice.height() // 2)
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton, pos=middle)


def test_the_phone_on_the_receipt_is_changed_by_keyboard(page: SettingsView, shop: Shop) -> None:
    sections = named(page, RowsTable, "设置")
    sections.setFocus()
    QTest.keyClick(sections, Qt.Key.Key_Return)
    phone = named(page, QLineEdit, "电话")
    phone.setFocus()
    QTest.keyClicks(phone, "0571-88880000")
    save(page)

    assert shop.ask(find_settings).phone == "0571-88880000"


def test_arrow_keys_walk_the_sections(page: SettingsView) -> None:
    seen: list[str] = []
    sections = named(page, RowsTable, "设置")
    sections.setFocus()
    page.sections.section_shown.connect(seen.append)
    for _ in range(3):
        QTest.keyClick(sections, Qt.Key.Key_Down)

    assert seen == ["day", "till", "rounding"]


def test_rounding_up_cannot_be_picked_and_says_why(page: SettingsView, shop: Shop) -> None:
    page.show_section("rounding")
    direction = named(page, SegmentedChoice, "方向")
    pick(direction, 2, 3)
    assert direction.accessibleName() == "方向: 舍去"
    pick(named(page, SegmentedChoice, "抹到"), 1, 3)
    save(page)

    settings = shop.ask(find_settings)
    assert (settings.rounding_direction, settings.rounding_step) == ("down", 10)


def test_a_machine_asks_only_for_what_its_printer_needs(
    page: SettingsView, shop: Shop, told: list[MachineSettings]
) -> None:
    page.show_section("machine")
    assert not named(page, QLineEdit, "IP 地址").isVisible()
    pick(named(page, SegmentedChoice, "怎样连接"), 1, 5)
    address = named(page, QLineEdit, "IP 地址")
    assert address.isVisible()
    QTest.keyClicks(address, "192.168.1.87")
    save(page)

    assert shop.ask(find_local_settings).printer_host == "192.168.1.87"
    assert [machine.printer for machine in told] == ["tcp"]


def test_a_way_to_pay_is_added_on_a_sheet(page: SettingsView, shop: Shop) -> None:
    page.show_section("methods")
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    name = named(page, QLineEdit, "名称")
    QTest.keyClicks(name, "UnionPay")
    QTest.keyClick(name, Qt.Key.Key_Return)

    assert shop.ask(list_methods)[-1].name == "UnionPay"


@pytest.fixture
def light_and_chinese(qapp: QApplication) -> Iterator[None]:
    """As it is now, and again after the test."""
    yield
    apply_theme(qapp, Mode.LIGHT)
    use_language("zh_CN")


@pytest.mark.usefixtures("light_and_chinese")
def test_the_light_goes_off_at_once_and_the_next_screen_speaks_english(
    page: SettingsView, shop: Shop
) -> None:
    page.show_section("look")
    pick(named(page, SegmentedChoice, "外观"), 1, 2)
    pick(named(page, SegmentedChoice, "语言"), 1, 2)

    assert (mode_in_use(), language_in_use()) == (Mode.DARK, "en")
    kept = shop.ask(find_local_settings)
    assert (kept.mode, kept.language) == ("dark", "en")
