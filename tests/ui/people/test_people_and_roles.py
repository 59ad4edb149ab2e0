"""The owner takes somebody on, helps with a forgotten PIN, and decides what a role may do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from jxc_desktop.commands.sign_in import SignedIn, SignIn, sign_in
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import RoleId
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.list_people import PersonRow, RoleRow, list_people, list_roles
from jxc_desktop.ui.people.compose import people_page
from jxc_desktop.ui.people.permission_groups import PERMISSION_GROUPS
from jxc_desktop.ui.people.presenter import PeoplePresenter, PersonDraft, SecretDraft
from jxc_desktop.ui.people.roles_presenter import RoleDraft, RolesPresenter
from tests.shop import CASHIER_ID, OWNER_ID, Shop
from tests.ui.at_the_till import OWNERS_PIN, stand_at
from tests.ui.office_memory import OfficeMemory


@dataclass
class PeopleMemory(OfficeMemory):
    """People and roles as tests see them."""

    people: tuple[PersonRow, ...] = ()
    roles: tuple[RoleRow, ...] = ()
    draft: RoleDraft = field(default_factory=RoleDraft)
    allowed: frozenset[Permission] = frozenset()
    unsaved: bool = False
    sheet: Any = None
    answer: Callable[[Any], object] = lambda _typed: None
    problems: list[str] = field(default_factory=list)

    def show_people(self, people: Sequence[PersonRow]) -> None:
        self.people = tuple(people)

    def ask_person(
        self,
        draft: PersonDraft,
        roles: Sequence[RoleRow],
        *,
        is_new: bool,
        answer: Callable[[PersonDraft], object],
    ) -> None:
        assert is_new is not bool(draft.name)
        self.sheet, self.roles, self.answer = draft, tuple(roles), answer

    def ask_secret(self, person: PersonRow, answer: Callable[[SecretDraft], object]) -> None:
        self.sheet, self.answer = person, answer

    def show_sheet_problem(self, refusal: Refusal) -> None:
        self.problems.append(refusal.code)

    def close_sheet(self) -> None:
        self.sheet = None

    def show_roles(self, roles: Sequence[RoleRow], chosen: RoleId | None) -> None:
        assert chosen in {row.role for row in roles}
        self.roles = tuple(roles)

    def show_role(self, draft: RoleDraft, allowed: frozenset[Permission]) -> None:
        self.draft, self.allowed = draft, allowed

    def show_role_unsaved(self, *, unsaved: bool) -> None:
        self.unsaved = unsaved

    def person(self, number: str) -> PersonRow:
        return next(row for row in self.people if row.number == number)


@pytest.fixture
def screen() -> PeopleMemory:
    return PeopleMemory()


@pytest.fixture
def people(shop: Shop, screen: PeopleMemory) -> PeoplePresenter:
    presenter = PeoplePresenter(stand_at(shop, OWNER_ID).doors, screen)
    presenter.start()
    return presenter


@pytest.fixture
def roles(shop: Shop, screen: PeopleMemory) -> RolesPresenter:
    presenter = RolesPresenter(stand_at(shop, OWNER_ID).doors, screen)
    presenter.start()
    return presenter


def test_a_new_cashier_signs_in_with_the_first_pin(
    people: PeoplePresenter, screen: PeopleMemory, shop: Shop
) -> None:
    people.add()
    typed = replace(screen.sheet, number="1008", name="赵小明", secret="2580", secret_again="2580")
    screen.answer(typed)

    assert screen.sheet is None
    assert screen.person("1008").name == "赵小明"
    assert isinstance(shop.do(sign_in, SignIn("1008", "2580")), SignedIn)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"secret_again": "2581"}, "secrets_differ"),
        ({"secret": "1", "secret_again": "1"}, "pin_too_short"),
        ({"number": "1000"}, "person_number_taken"),
        ({"name": ""}, "person_name_needed"),
    ],
)
def test_a_slip_on_the_sheet_loses_nothing(
    people: PeoplePresenter, screen: PeopleMemory, typed: dict[str, str], code: str
) -> None:
    people.add()
    good = replace(screen.sheet, number="1008", name="赵小明", secret="2580", secret_again="2580")
    screen.answer(replace(good, **typed))
    assert (screen.problems, bool(screen.sheet)) == ([code], True)
    screen.answer(good)
    assert screen.sheet is None


def test_somebody_gets_another_name_and_nothing_else_changes(
    people: PeoplePresenter, screen: PeopleMemory
) -> None:
    before = next(row for row in screen.people if row.person == CASHIER_ID)
    people.open(before)
    screen.answer(replace(screen.sheet, name="李大红"))

    after = next(row for row in screen.people if row.person == CASHIER_ID)
    assert after == replace(before, name="李大红")


def test_a_forgotten_pin_is_replaced_by_whoever_proves_who_they_are(
    people: PeoplePresenter, screen: PeopleMemory, shop: Shop
) -> None:
    cashier = next(row for row in screen.people if row.person == CASHIER_ID)
    people.reset_secret(cashier)
    screen.answer(SecretDraft(OWNERS_PIN, "3691", "3692"))
    screen.answer(SecretDraft("9999", "3691", "3691"))
    assert screen.problems == ["secrets_differ", "sign_in_wrong"]
    screen.answer(SecretDraft(OWNERS_PIN, "3691", "3691"))

    assert screen.done == ["密码已换好"]
    assert isinstance(shop.do(sign_in, SignIn(cashier.number, "3691")), SignedIn)


def test_somebody_leaves_and_comes_back(people: PeoplePresenter, screen: PeopleMemory) -> None:
    cashier = next(row for row in screen.people if row.person == CASHIER_ID)
    people.archive(cashier, archived=True)
    assert [row.number for row in screen.people if row.archived] == [cashier.number]
    people.archive(cashier, archived=False)
    assert [row.number for row in screen.people if row.archived] == []


def test_the_last_owner_cannot_leave(people: PeoplePresenter, screen: PeopleMemory) -> None:
    people.archive(screen.person("1000"), archived=True)
    assert screen.refusals == ["last_owner"]


def test_a_permission_is_taken_from_a_role_when_it_is_kept(
    roles: RolesPresenter, screen: PeopleMemory, shop: Shop
) -> None:
    cashiers = screen.roles[-1]
    roles.choose(cashiers)
    roles.tick(Permission.SELL, on=False)
    roles.limit_discount(Rate(300))
    assert screen.unsaved
    roles.save()

    [kept] = [row for row in shop.ask(list_roles) if row.role == cashiers.role]
    assert kept.permissions == cashiers.permissions - {Permission.SELL}
    assert kept.discount_limit == Rate(300)
    assert (screen.unsaved, screen.draft.role) == (False, cashiers.role)


def test_a_new_role_is_made_of_ticks(
    roles: RolesPresenter, screen: PeopleMemory, shop: Shop
) -> None:
    roles.add()
    roles.tick(Permission.EDIT_PRODUCTS, on=True)
    roles.save()
    assert screen.refusals == ["role_name_needed"]
    roles.rename("理货员")
    roles.save()

    made = next(row for row in shop.ask(list_roles) if row.name == "理货员")
    assert made.permissions == {Permission.EDIT_PRODUCTS}
    assert screen.draft.name == "理货员"


def test_ticks_can_be_forgotten(roles: RolesPresenter, screen: PeopleMemory) -> None:
    before = screen.draft
    roles.tick(Permission.RESTORE, on=Permission.RESTORE not in before.permissions)
    roles.revert()

    assert (screen.draft, screen.unsaved) == (before, False)


def test_every_permission_stands_once_under_its_subject() -> None:
    grouped = [one for _title, group in PERMISSION_GROUPS for one in group]
    assert sorted(grouped) == sorted(Permission)


def test_a_cashier_is_taken_on_by_keyboard_alone(qtbot: QtBot, shop: Shop) -> None:
    window = QWidget()
    view = people_page(stand_at(shop, OWNER_ID).doors)
    view.setParent(window)
    window.resize(1200, 700)
    view.resize(1200, 700)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()

    def here() -> QWidget:
        return QApplication.focusWidget() or window

    QTest.keyClick(view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(here(), "Zhao")
    QTest.keyClick(here(), Qt.Key.Key_Tab)
    QTest.keyClicks(here(), "1008")
    QTest.keyClick(here(), Qt.Key.Key_Tab)
    QTest.keyClick(here(), Qt.Key.Key_Tab)
    QTest.keyClicks(here(), "2580")
    QTest.keyClick(here(), Qt.Key.Key_Tab)
    QTest.keyClicks(here(), "2580")
    QTest.keyClick(here(), Qt.Key.Key_Return)

    assert "1008" in {row.number for row in shop.ask(list_people)}
