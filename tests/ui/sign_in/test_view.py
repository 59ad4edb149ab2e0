"""The sign-in with real keys: by keyboard, by finger, and after a slip."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jxc_desktop.commands.secret_check import hash_secret
from jxc_desktop.commands.sign_in import SignedIn
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.ui.sign_in.person_tile import PersonTile
from jxc_desktop.ui.sign_in.plate import ShopPlate
from jxc_desktop.ui.sign_in.view import SignIn
from jxc_desktop.ui.widgets.pin_pad import PinPad
from tests.shop import CASHIER_ID, Shop
from tests.ui.at_the_till import ShopRunner
from tests.ui.fingers import press, put_up, type_keys
from tests.ui.instant_desk import InstantDesk


@pytest.fixture
def came_in() -> list[SignedIn]:
    return []


Opens = Callable[[PersonId | None], SignIn]


@pytest.fixture
def opens(shop: Shop, qtbot: QtBot, dressed: QApplication, came_in: list[SignedIn]) -> Opens:
    shop.edit("person", CASHIER_ID, secret=hash_secret("2580"))

    def open_for(locked_for: PersonId | None) -> SignIn:
        desk = InstantDesk(ShopRunner(shop), shop.store.reading)
        screen = SignIn(
            desk,
            ShopPlate("好邻居便利店", "1 号收银台"),
            came_in.append,
            now=lambda: datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
            locked_for=locked_for,
        )
        put_up(qtbot, screen)
        return screen

    return open_for


def test_number_and_pin_by_keyboard_alone(opens: Opens, came_in: list[SignedIn]) -> None:
    opens(None)
    type_keys("1001", Qt.Key.Key_Return)
    type_keys("2580", Qt.Key.Key_Return)
    assert [person.name for person in came_in] == ["李小红"]


def test_tile_and_pin_by_finger_alone(opens: Opens, came_in: list[SignedIn]) -> None:
    screen = opens(None)
    tile = next(tile for tile in screen.findChildren(PersonTile) if tile.number == "1001")
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert tile.isChecked()
    for digit in "2580":
        press(screen, digit)
    press(screen, "确定")
    assert [person.name for person in came_in] == ["李小红"]


def test_a_locked_till_waits_for_the_pin_of_whoever_left(
    opens: Opens, came_in: list[SignedIn]
) -> None:
    opens(CASHIER_ID)
    type_keys("2580", Qt.Key.Key_Return)
    assert [person.name for person in came_in] == ["李小红"]


def test_a_slip_is_told_and_the_pad_waits_for_another_try(
    opens: Opens, came_in: list[SignedIn]
) -> None:
    screen = opens(CASHIER_ID)
    type_keys("0000", Qt.Key.Key_Return)
    pad = screen.findChild(PinPad)
    assert pad is not None
    assert pad.accessibleDescription() == "工号或密码不对"
    type_keys("2580", Qt.Key.Key_Return)
    assert len(came_in) == 1


def test_escape_asks_who_it_is_again(opens: Opens) -> None:
    screen = opens(CASHIER_ID)
    type_keys("", Qt.Key.Key_Escape)
    assert not any(tile.isChecked() for tile in screen.findChildren(PersonTile))


def test_a_password_goes_in_after_f4(shop: Shop, opens: Opens, came_in: list[SignedIn]) -> None:
    shop.edit("person", CASHIER_ID, secret=hash_secret("xiao-hong-88"))
    opens(CASHIER_ID)
    type_keys("", Qt.Key.Key_F4)
    type_keys("xiao-hong-88", Qt.Key.Key_Return)
    assert len(came_in) == 1
