"""The people of the shop: taken on, promoted, let go, and their forgotten PINs."""

from __future__ import annotations

import pytest

from jxc_desktop.commands.change_person import AddPerson, ChangePerson, add_person, change_person
from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.change_secret import ChangeSecret, SecretChanged, change_secret
from jxc_desktop.commands.secret_check import SignInRefused, hash_secret
from jxc_desktop.commands.sign_in import SignedIn, SignIn, sign_in
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId, RoleId
from jxc_desktop.domain.permissions import MANAGER, Permission
from jxc_desktop.queries.list_people import list_people, list_roles
from tests.shop import CASHIER_ID, OWNER_ID, Shop

OWNER_ROLE, CASHIER_ROLE, BOSS_ROLE = RoleId(1), RoleId(2), RoleId(3)


@pytest.fixture
def shop(closed_shop: Shop) -> Shop:
    closed_shop.edit("person", OWNER_ID, secret=hash_secret("1470"))
    closed_shop.edit("person", CASHIER_ID, secret=hash_secret("2580"))
    return closed_shop


def may_edit_people(shop: Shop) -> None:
    """Give the cashier's role the one permission that a manager does not have by itself."""
    names = sorted(MANAGER.permissions - {Permission.VERIFY} | {Permission.EDIT_PEOPLE})
    shop.edit("role", CASHIER_ROLE, permissions=" ".join(names))


def refused(shop: Shop, handle: object, command: object) -> str:
    with pytest.raises(Refusal) as refusal:
        shop.do(handle, command)  # type: ignore[arg-type]  # any command with its handler
    return refusal.value.code


def test_a_new_cashier_signs_in_with_the_number_and_pin_she_was_given(shop: Shop) -> None:
    person = shop.do(add_person, AddPerson(OWNER_ID, " １００２", "  张 敏 ", CASHIER_ROLE, "3691"))

    answer = shop.do(sign_in, SignIn("1002", "3691"))
    assert isinstance(answer, SignedIn)
    assert (answer.person, answer.name) == (person, "张 敏")
    rows = shop.ask(list_people)
    assert [(row.number, row.role_name, row.has_secret) for row in rows] == [
        ("1000", "owner", True),
        ("1001", "cashier", True),
        ("1002", "cashier", True),
    ]


@pytest.mark.parametrize(
    ("number", "name", "role", "secret", "code"),
    [
        ("1001", "张敏", 2, "3691", "person_number_taken"),
        ("", "张敏", 2, "3691", "person_number_unfit"),
        ("一号", "张敏", 2, "3691", "person_number_unfit"),
        ("1" * 13, "张敏", 2, "3691", "person_number_unfit"),
        ("1002", " \t", 2, "3691", "person_name_needed"),
        ("1002", "敏" * 41, 2, "3691", "person_name_too_long"),
        ("1002", "张敏\u202e", 2, "3691", "person_name_needed"),
        ("1002", "张敏", 9, "3691", "role_unknown"),
        ("1002", "张敏", 2, "369", "pin_too_short"),
    ],
)
def test_what_is_no_person_is_refused(
    shop: Shop, number: str, name: str, role: int, secret: str, code: str
) -> None:
    command = AddPerson(OWNER_ID, number, name, RoleId(role), secret)
    assert refused(shop, add_person, command) == code
    assert len(shop.ask(list_people)) == 2


def test_a_cashier_takes_nobody_on(shop: Shop) -> None:
    command = AddPerson(CASHIER_ID, "1002", "张敏", CASHIER_ROLE, "3691")
    assert refused(shop, add_person, command) == "permission_missing"
    assert refused(shop, change_person, ChangePerson(CASHIER_ID, OWNER_ID, name="x")) == (
        "permission_missing"
    )


def test_nobody_raises_anybody_above_themselves(shop: Shop) -> None:
    may_edit_people(shop)
    promote = ChangePerson(CASHIER_ID, CASHIER_ID, role=OWNER_ROLE)
    assert refused(shop, change_person, promote) == "role_above_own"
    command = AddPerson(CASHIER_ID, "1002", "张敏", OWNER_ROLE, "3691")
    assert refused(shop, add_person, command) == "role_above_own"
    dismiss = ChangePerson(CASHIER_ID, OWNER_ID, archived=True)
    assert refused(shop, change_person, dismiss) == "person_above_own"
    take_over = ChangeSecret(CASHIER_ID, "2580", OWNER_ID, "9517")
    assert refused(shop, change_secret, take_over) == "person_above_own"


def test_the_last_owner_cannot_be_let_go_or_put_lower(shop: Shop) -> None:
    assert refused(shop, change_person, ChangePerson(OWNER_ID, OWNER_ID, archived=True)) == (
        "last_owner"
    )
    lower = ChangePerson(OWNER_ID, OWNER_ID, role=CASHIER_ROLE)
    assert refused(shop, change_person, lower) == "last_owner"
    assert len(shop.ask(list_people)) == 2

    shop.do(add_person, AddPerson(OWNER_ID, "1009", "王太太", OWNER_ROLE, "7531"))
    shop.do(change_person, ChangePerson(OWNER_ID, OWNER_ID, archived=True))
    assert shop.do(sign_in, SignIn("1000", "1470")) == SignInRefused("sign_in_wrong")


def test_a_person_is_changed_part_by_part(shop: Shop) -> None:
    shop.do(change_person, ChangePerson(OWNER_ID, CASHIER_ID))
    shop.do(change_person, ChangePerson(OWNER_ID, CASHIER_ID, name="李红", number="A7"))
    shop.do(change_person, ChangePerson(OWNER_ID, CASHIER_ID, archived=True))

    everybody = shop.ask(lambda s: list_people(s, with_archived=True))
    assert [(row.number, row.name, row.archived) for row in everybody] == [
        ("1000", "王老板", False),
        ("A7", "李红", True),
    ]
    assert len(shop.ask(list_people)) == 1
    assert refused(shop, change_person, ChangePerson(OWNER_ID, PersonId(99), name="x")) == (
        "person_unknown"
    )


def test_roles_are_listed_with_what_they_allow(shop: Shop) -> None:
    with shop.store.transaction() as session:
        made = RecordChange("role", BOSS_ROLE, {"name": "店长"}, new=True)
        write_records(session, (made,), OWNER_ID)
    rows = shop.ask(list_roles)
    assert [row.name for row in rows] == ["owner", "cashier", "店长"]
    assert rows[0].permissions == frozenset(Permission)
    assert rows[2].permissions == frozenset()


def test_a_cashier_changes_her_own_pin_with_the_old_one(shop: Shop) -> None:
    wrong = shop.do(change_secret, ChangeSecret(CASHIER_ID, "0000", CASHIER_ID, "9517"))
    assert wrong == SignInRefused("sign_in_wrong")

    right = shop.do(change_secret, ChangeSecret(CASHIER_ID, "2580", CASHIER_ID, "9517"))
    assert right == SecretChanged(CASHIER_ID)
    assert isinstance(shop.do(sign_in, SignIn("1001", "9517")), SignedIn)
    assert shop.do(sign_in, SignIn("1001", "2580")) == SignInRefused("sign_in_wrong")


def test_the_owner_gives_a_forgetful_cashier_a_new_pin_and_ends_her_wait(shop: Shop) -> None:
    for _ in range(5):
        shop.do(sign_in, SignIn("1001", "0000"))
    assert shop.do(sign_in, SignIn("1001", "2580")) == SignInRefused("sign_in_wait", 5)

    shop.do(change_secret, ChangeSecret(OWNER_ID, "1470", CASHIER_ID, "9517"))

    assert isinstance(shop.do(sign_in, SignIn("1001", "9517")), SignedIn)


def test_pins_are_changed_by_nobody_else_and_only_to_fit_ones(shop: Shop) -> None:
    assert refused(shop, change_secret, ChangeSecret(CASHIER_ID, "2580", OWNER_ID, "9517")) == (
        "permission_missing"
    )
    assert refused(shop, change_secret, ChangeSecret(OWNER_ID, "1470", CASHIER_ID, "95")) == (
        "pin_too_short"
    )
    ghost = ChangeSecret(PersonId(99), "1470", PersonId(99), "9517")
    assert refused(shop, change_secret, ghost) == "person_unknown"
    assert "1470" not in repr(ghost)
    assert "3691" not in repr(AddPerson(OWNER_ID, "1002", "张敏", CASHIER_ROLE, "3691"))


def test_another_persons_pin_does_not_prove_who_stands_there(shop: Shop) -> None:
    shop.edit("person", OWNER_ID, number="1001")
    answer = shop.do(change_secret, ChangeSecret(OWNER_ID, "2580", OWNER_ID, "9517"))
    assert answer == SignInRefused("sign_in_wrong")
