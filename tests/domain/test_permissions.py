"""Who may do what, and how much may be taken off."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.numbers import Money, Rate
from jxc_desktop.domain.permissions import (
    CASHIER,
    CLERK,
    MANAGER,
    OWNER,
    Permission,
    discount_within,
)


def test_each_role_may_do_what_the_one_before_it_may() -> None:
    for lesser, greater in pairwise((CASHIER, CLERK, MANAGER, OWNER)):
        assert lesser.permissions < greater.permissions
        assert lesser.discount_limit < greater.discount_limit


def test_a_cashier_sells_but_gives_nothing_away_and_changes_nothing() -> None:
    assert {Permission.SELL, Permission.HOLD, Permission.OPEN_SHIFT} <= CASHIER.permissions
    for guarded in (
        Permission.VOID_SALE,
        Permission.RETURN_WITHOUT_RECEIPT,
        Permission.DISCOUNT_OVER_LIMIT,
        Permission.SELL_BELOW_FLOOR,
        Permission.OVER_CREDIT_LIMIT,
        Permission.OPEN_DRAWER,
        Permission.CLOSE_OTHERS_SHIFT,
        Permission.SEE_COST,
        Permission.EDIT_PRODUCTS,
    ):
        assert guarded not in CASHIER.permissions


def test_a_clerk_takes_in_goods_and_a_manager_approves() -> None:
    assert Permission.RECEIVE_GOODS in CLERK.permissions
    assert Permission.VOID_SALE not in CLERK.permissions
    assert {Permission.VOID_SALE, Permission.DISCOUNT_OVER_LIMIT} <= MANAGER.permissions


def test_people_settings_and_restoring_are_the_owners_alone() -> None:
    assert OWNER.permissions - MANAGER.permissions == {
        Permission.EDIT_PEOPLE,
        Permission.EDIT_SETTINGS,
        Permission.RESTORE,
    }
    assert OWNER.permissions == frozenset(Permission)


@pytest.mark.parametrize(
    ("taken_off", "within"), [(0, True), (-5, True), (99, True), (100, True), (101, False)]
)
def test_ten_percent_is_within_ten_percent_and_a_fen_more_is_not(
    taken_off: int, within: bool
) -> None:
    assert discount_within(Rate(1000), Money(1000), Money(taken_off)) is within


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_who_may_give_it_all_away_may_give_any_part(gross: int, taken_off: int) -> None:
    assert discount_within(Rate(10_000), Money(gross), Money(taken_off)) is (taken_off <= gross)
