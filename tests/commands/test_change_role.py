"""What a role may do is decided by those who may it themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jxc_desktop.commands.change_role import SaveRole, save_role
from jxc_desktop.commands.secret_check import hash_secret
from jxc_desktop.domain.ids import PersonId, RoleId
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.permissions import MANAGER, Permission
from jxc_desktop.queries.list_people import RoleRow, list_people, list_roles
from tests.refusing import refused
from tests.shop import CASHIER_ID, OWNER_ID, Shop

STOCK_KEEPER = SaveRole(
    OWNER_ID,
    None,
    " 理货员 ",
    frozenset({Permission.EDIT_PRODUCTS, Permission.RECEIVE_GOODS}),
    Rate(500),
)


@pytest.fixture
def shop(closed_shop: Shop) -> Shop:
    """A shop whose owner can sign in."""
    closed_shop.edit("person", OWNER_ID, secret=hash_secret("1470"))
    return closed_shop


def role_of(shop: Shop, person: PersonId) -> RoleRow:
    [row] = [row for row in shop.ask(list_people) if row.person == person]
    return next(role for role in shop.ask(list_roles) if role.role == row.role)


def test_a_new_role_may_what_was_ticked(shop: Shop) -> None:
    role = shop.do(save_role, STOCK_KEEPER)

    [made] = [row for row in shop.ask(list_roles) if row.role == role]
    assert (made.name, made.discount_limit) == ("理货员", Rate(500))
    assert made.permissions == STOCK_KEEPER.permissions


def test_a_cashier_may_less_from_now_on(shop: Shop) -> None:
    role = role_of(shop, CASHIER_ID)
    fewer = role.permissions - {Permission.DISCOUNT_LINE}
    shop.do(save_role, SaveRole(OWNER_ID, role.role, role.name, fewer, role.discount_limit))

    assert role_of(shop, CASHIER_ID).permissions == fewer


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (replace(STOCK_KEEPER, name=" "), "role_name_needed"),
        (replace(STOCK_KEEPER, name="理" * 21), "text_too_long"),
        (replace(STOCK_KEEPER, role=RoleId(999)), "role_unknown"),
        (replace(STOCK_KEEPER, discount_limit=Rate(10_001)), "discount_percent_range"),
        (replace(STOCK_KEEPER, actor=CASHIER_ID), "permission_missing"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(shop: Shop, change: SaveRole, code: str) -> None:
    before = shop.ask(list_roles)
    assert refused(lambda: shop.do(save_role, change)) == code
    assert shop.ask(list_roles) == before


def test_two_roles_have_two_names(shop: Shop) -> None:
    taken = replace(STOCK_KEEPER, name=role_of(shop, CASHIER_ID).name)
    assert refused(lambda: shop.do(save_role, taken)) == "role_name_taken"


def test_nobody_gives_or_takes_what_they_may_not_themselves(shop: Shop) -> None:
    mine = MANAGER.permissions - {Permission.SELL_BELOW_FLOOR} | {Permission.EDIT_PEOPLE}
    role = shop.do(save_role, SaveRole(OWNER_ID, None, "副店长", mine, Rate(0)))
    shop.edit("person", CASHIER_ID, role=role)
    owners = role_of(shop, OWNER_ID)

    giving = SaveRole(CASHIER_ID, None, "偷偷来", mine | {Permission.RESTORE}, Rate(0))
    taking = SaveRole(CASHIER_ID, owners.role, owners.name, mine, Rate(0))
    assert refused(lambda: shop.do(save_role, giving)) == "role_above_own"
    assert refused(lambda: shop.do(save_role, taking)) == "role_above_own"


def test_somebody_can_always_look_after_people(shop: Shop) -> None:
    owners = role_of(shop, OWNER_ID)
    without = owners.permissions - {Permission.EDIT_PEOPLE}
    command = SaveRole(OWNER_ID, owners.role, owners.name, without, owners.discount_limit)

    assert refused(lambda: shop.do(save_role, command)) == "last_owner"
    assert role_of(shop, OWNER_ID).permissions == owners.permissions
