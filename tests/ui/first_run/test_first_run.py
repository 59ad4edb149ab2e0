"""A new owner opens a shop: four steps, one shop, and a code to write down."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.words import mark
from jxc_desktop.queries.find_local_settings import find_local_settings
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.list_people import list_people
from jxc_desktop.store.opening import Store
from jxc_desktop.store.recovery_code import recovery_code
from jxc_desktop.ui.first_run.compose import first_run_page
from jxc_desktop.ui.first_run.presenter import FirstRunDraft, FirstRunPresenter, NewTill, Step
from tests.shop import KEY, SIGNER, Shop
from tests.ui.at_the_till import ShopRunner
from tests.ui.instant_desk import InstantDesk
from tests.ui.office_memory import ProblemMemory, RefusalMemory

CODE = recovery_code(KEY)
NEW_TILL = NewTill(SIGNER.public_key().public_bytes_raw(), CODE, mark)


@dataclass
class WizardMemory(RefusalMemory, ProblemMemory):
    """The wizard as tests see it."""

    steps: list[Step] = field(default_factory=list)
    warned: bool = False
    busy: list[bool] = field(default_factory=list)
    code: str = ""

    def show_step(self, step: Step, draft: FirstRunDraft) -> None:
        assert draft.shop_name or step is Step.SHOP
        self.steps.append(step)

    def show_easily_guessed(self, *, guessed: bool) -> None:
        self.warned = guessed

    def show_busy(self, *, busy: bool) -> None:
        self.busy.append(busy)

    def show_recovery_code(self, code: str) -> None:
        self.code = code


@pytest.fixture
def store(empty_shop: Shop) -> Store:
    return empty_shop.store


@pytest.fixture
def desk(empty_shop: Shop) -> InstantDesk:
    return InstantDesk(ShopRunner(empty_shop), empty_shop.store.reading)


@pytest.fixture
def screen() -> WizardMemory:
    return WizardMemory()


@pytest.fixture
def owners() -> list[PersonId]:
    return []


@pytest.fixture
def presenter(desk: InstantDesk, screen: WizardMemory, owners: list[PersonId]) -> FirstRunPresenter:
    presenter = FirstRunPresenter(desk, screen, NEW_TILL, owners.append)
    presenter.start()
    return presenter


def type_in(presenter: FirstRunPresenter, **values: str | int) -> None:
    for name, value in values.items():
        presenter.edit(name, value)


def fill_in(presenter: FirstRunPresenter) -> None:
    """Everything up to the last step."""
    type_in(presenter, shop_name="老王便利店", phone="0571-88880000")
    presenter.go_on()
    type_in(presenter, time_zone="Asia/Urumqi", day_end_hour=2)
    presenter.go_on()
    type_in(presenter, owner_name="老王", secret="2580", secret_again="2580")
    presenter.go_on()


def test_four_steps_make_a_shop_with_its_owner_and_its_printer(
    presenter: FirstRunPresenter, screen: WizardMemory, store: Store, owners: list[PersonId]
) -> None:
    fill_in(presenter)
    type_in(presenter, receipt_width=58, printer="tcp", printer_address=" 192.168.1.87 ")
    presenter.go_on()

    assert screen.steps == [Step.SHOP, Step.TILL, Step.OWNER, Step.PAPER, Step.CODE]
    assert screen.code == CODE
    assert screen.busy == [True, False]
    with store.reading() as session:
        settings, machine = find_settings(session), find_local_settings(session)
        [owner] = list_people(session)
    assert settings.shop_name == "老王便利店"
    assert (settings.time_zone, settings.day_end_hour) == ("Asia/Urumqi", 2)
    assert (machine.printer_host, machine.printer_profile) == ("192.168.1.87", "58")
    assert owners == []

    presenter.finish()
    assert owners == [owner.person]


def test_a_step_that_is_not_filled_in_is_not_left(
    presenter: FirstRunPresenter, screen: WizardMemory
) -> None:
    presenter.go_on()
    assert screen.problems == {"shop_name": "shop_name_needed"}
    type_in(presenter, shop_name="店" * 61)
    assert screen.problems == {}
    presenter.go_on()

    assert screen.problems == {"shop_name": "text_too_long"}
    assert screen.steps == [Step.SHOP]


@pytest.mark.parametrize(
    ("typed", "where", "code"),
    [
        ({"owner_name": " "}, "owner_name", "person_name_needed"),
        ({"owner_number": "老一"}, "owner_number", "person_number_unfit"),
        ({"secret": "12", "secret_again": "12"}, "secret", "pin_too_short"),
        ({"secret_again": "2581"}, "secret_again", "secrets_differ"),
    ],
)
def test_an_owner_who_could_not_sign_in_is_not_made(
    presenter: FirstRunPresenter,
    screen: WizardMemory,
    typed: dict[str, str],
    where: str,
    code: str,
) -> None:
    type_in(presenter, shop_name="老王便利店")
    presenter.go_on()
    presenter.go_on()
    type_in(presenter, owner_name="老王", secret="2580", secret_again="2580")
    type_in(presenter, **typed)
    presenter.go_on()

    assert screen.problems == {where: code}
    assert screen.steps[-1] is Step.OWNER


def test_a_pin_that_a_thief_tries_first_is_warned_of_and_allowed(
    presenter: FirstRunPresenter, screen: WizardMemory
) -> None:
    type_in(presenter, secret="1111")
    assert screen.warned
    type_in(presenter, secret="2580")
    assert not screen.warned


def test_a_printer_without_an_address_is_asked_for_it(
    presenter: FirstRunPresenter, screen: WizardMemory, store: Store
) -> None:
    fill_in(presenter)
    type_in(presenter, printer="tcp")
    presenter.go_on()

    assert screen.problems == {"printer_address": "printer_address_needed"}
    with store.reading() as session:
        assert list_people(session) == ()


def test_going_back_loses_nothing(presenter: FirstRunPresenter, screen: WizardMemory) -> None:
    fill_in(presenter)
    presenter.go_back()
    presenter.go_back()
    presenter.go_on()
    presenter.go_on()
    presenter.go_on()

    assert screen.steps[-1] is Step.CODE
    presenter.go_back()
    presenter.go_on()
    assert screen.steps[-1] is Step.CODE


def test_a_computer_that_has_a_shop_gets_no_second_one(
    presenter: FirstRunPresenter, screen: WizardMemory, desk: InstantDesk
) -> None:
    fill_in(presenter)
    presenter.go_on()
    second = WizardMemory()
    again = FirstRunPresenter(desk, second, NEW_TILL, lambda _owner: None)
    fill_in(again)
    again.go_on()

    assert second.refusals == ["shop_exists"]
    assert second.busy == [True, False]


class FullDiskRunner(ShopRunner):
    """Has no room for the second command, once."""

    tried = 0

    def submit(self, handle: Any, command: Any) -> Future[Any]:
        self.tried += 1
        if self.tried == 2:
            full: Future[Any] = Future()
            full.set_exception(Refusal("disk_full"))
            return full
        return super().submit(handle, command)


def test_a_disk_that_fills_up_halfway_is_cleared_and_the_wizard_goes_on(
    empty_shop: Shop, screen: WizardMemory, owners: list[PersonId]
) -> None:
    desk = InstantDesk(FullDiskRunner(empty_shop), empty_shop.store.reading)
    presenter = FirstRunPresenter(desk, screen, NEW_TILL, owners.append)
    fill_in(presenter)
    presenter.go_on()
    assert screen.refusals == ["disk_full"]
    presenter.go_on()

    assert screen.steps[-1] is Step.CODE
    assert screen.refusals == ["disk_full"]


def test_a_shop_is_opened_by_keyboard_alone(
    qtbot: QtBot, desk: InstantDesk, store: Store, owners: list[PersonId]
) -> None:
    printed: list[str] = []
    view = first_run_page(desk, NEW_TILL, owners.append, printed.append)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()

    def type_here(text: str) -> None:
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, text)

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or view, key, modifier)

    type_here("Corner Shop")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    type_here("Wang")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    type_here("2580")
    press(Qt.Key.Key_Tab)
    type_here("2580")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_F12)
    assert owners == []
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_F12)

    assert printed == [CODE]
    assert len(owners) == 1
    with store.reading() as session:
        assert find_settings(session).shop_name == "Corner Shop"
