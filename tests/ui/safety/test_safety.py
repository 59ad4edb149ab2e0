"""The owner looks after what must not be lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.queries.check_book import BookCheck
from jxc_desktop.ui.office.recovery_lines import code_in_lines
from jxc_desktop.ui.safety.compose import safety_page
from jxc_desktop.ui.safety.presenter import (
    BackupRow,
    SafetyPlace,
    SafetyPresenter,
)
from tests.shop import CASHIER_ID, COLA_CODE, OWNER_ID, Shop
from tests.ui.at_the_till import stand_at
from tests.ui.office_memory import OfficeMemory

ZONE = ZoneInfo("Asia/Shanghai")
CODE = "-".join(["ABCDE"] * 14)
BACKUP = BackupRow(datetime(2026, 11, 24, 2, 15, tzinfo=UTC), "jxc-1.jxcbackup", 3_200_000)


@dataclass
class SafetyMemory(OfficeMemory):
    """The safety screen as tests see it."""

    place: tuple[str, str, int] = ("", "", 0)
    backups: tuple[BackupRow, ...] = ()
    busy: list[bool] = field(default_factory=list)
    checking: int = 0
    check: BookCheck | None = None
    code: str = ""

    def show_place(self, folder: str, version: str, database_version: int) -> None:
        self.place = (folder, version, database_version)

    def show_backups(self, rows: Sequence[BackupRow]) -> None:
        self.backups = tuple(rows)

    def show_backing_up(self, *, busy: bool) -> None:
        self.busy.append(busy)

    def show_checking(self) -> None:
        self.checking += 1

    def show_check(self, check: BookCheck) -> None:
        self.check = check

    def show_code(self, code: str) -> None:
        self.code = code


@dataclass
class Shelf:
    """Where the backups of a test lie, and what was asked of the app."""

    rows: list[BackupRow] = field(default_factory=list)
    asked: int = 0
    printed: list[str] = field(default_factory=list)

    def back_up(self) -> None:
        self.asked += 1
        self.rows.append(BACKUP)

    def place(self) -> SafetyPlace:
        return SafetyPlace(
            folder="/backups",
            version="0.1",
            database_version=1,
            list_backups=lambda: self.rows,
            back_up_now=self.back_up,
            recovery_code=lambda: CODE,
            print_code=self.printed.append,
        )


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def screen() -> SafetyMemory:
    return SafetyMemory()


def open_for(
    shop: Shop, shelf: Shelf, screen: SafetyMemory, person: PersonId = OWNER_ID
) -> SafetyPresenter:
    presenter = SafetyPresenter(stand_at(shop, person).doors, screen, shelf.place())
    presenter.start()
    return presenter


def test_a_backup_made_now_is_on_the_shelf_when_it_is_ready(
    shop: Shop, shelf: Shelf, screen: SafetyMemory
) -> None:
    presenter = open_for(shop, shelf, screen)
    assert not shelf.rows
    presenter.back_up_now()
    presenter.hear_backup(working=True)
    presenter.hear_backup(working=False)

    assert screen.backups == (BACKUP,)
    assert screen.busy == [True, True, False]


def test_a_backup_that_failed_is_said(shop: Shop, shelf: Shelf, screen: SafetyMemory) -> None:
    presenter = open_for(shop, shelf, screen)
    presenter.hear_backup(working=False, trouble=Refusal("disk_full"))

    assert screen.refusals == ["disk_full"]


def test_a_sound_book_is_shown_as_sound(shop: Shop, shelf: Shelf, screen: SafetyMemory) -> None:
    shop.sell(shop.basket(COLA_CODE))
    presenter = open_for(shop, shelf, screen)
    presenter.check_book()

    assert screen.checking == 1
    assert screen.check is not None
    assert screen.check.sound


def test_a_book_that_was_tampered_with_names_its_faults(
    shop: Shop, shelf: Shelf, screen: SafetyMemory
) -> None:
    shop.sell(shop.basket(COLA_CODE))
    with shop.store.transaction() as session:
        session.execute(text("UPDATE account_balance SET amount = amount + 1"))
    presenter = open_for(shop, shelf, screen)
    presenter.check_book()

    assert screen.check is not None
    assert screen.check.faults


def test_a_cashier_sees_where_backups_lie_but_neither_code_nor_check(
    shop: Shop, shelf: Shelf, screen: SafetyMemory
) -> None:
    presenter = open_for(shop, shelf, screen, CASHIER_ID)
    presenter.back_up_now()
    presenter.check_book()
    presenter.show_code()
    presenter.print_code()

    assert screen.refusals == ["permission_missing"] * 4
    assert (shelf.asked, screen.checking, screen.code, shelf.printed) == (0, 0, "", [])
    assert screen.place == ("/backups", "0.1", 1)


def test_the_owner_sees_prints_and_hides_the_recovery_code(
    shop: Shop, shelf: Shelf, screen: SafetyMemory
) -> None:
    presenter = open_for(shop, shelf, screen)
    presenter.show_code()
    assert screen.code == CODE
    presenter.print_code()
    presenter.hide_code()

    assert (screen.code, shelf.printed) == ("", [CODE])


def test_a_recovery_code_is_copied_by_hand_in_four_lines() -> None:
    assert [len(line.split()) for line in code_in_lines(CODE).splitlines()] == [4, 4, 4, 2]


def test_the_book_is_checked_with_one_key(qtbot: QtBot, shop: Shop, shelf: Shelf) -> None:
    view, _presenter = safety_page(stand_at(shop, OWNER_ID).doors, shelf.place(), ZONE)
    view.show_section("book")
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    seen: list[str] = []
    view.book.check_pressed.connect(lambda: seen.append("check"))
    QTest.keyClick(view, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)

    assert seen == ["check"]
