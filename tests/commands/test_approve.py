"""Approval in place: one permission, one person, once, for ten minutes."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from jxc_desktop.commands.approve import Approve, Approved, approve
from jxc_desktop.commands.authority import require
from jxc_desktop.commands.secret_check import SignInRefused, hash_secret
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.permissions import CASHIER, Permission
from jxc_desktop.models.till import ApprovalGrant
from jxc_desktop.queries.find_permissions import (
    find_discount_limit,
    find_permissions,
    list_approvers,
)
from jxc_desktop.store.session import ShopSession
from tests.shop import CASHIER_ID, OWNER_ID, Shop

VOID = Permission.VOID_SALE


@pytest.fixture
def shop(closed_shop: Shop) -> Shop:
    closed_shop.edit("person", OWNER_ID, secret=hash_secret("1470"))
    closed_shop.edit("person", CASHIER_ID, secret=hash_secret("2580"))
    return closed_shop


def granted(shop: Shop, permission: Permission = VOID, asked_by: PersonId = CASHIER_ID) -> int:
    answer = shop.do(approve, Approve(permission, "1000", "1470", asked_by))
    assert isinstance(answer, Approved)
    assert (answer.approver, answer.approver_name) == (OWNER_ID, "王老板")
    return answer.grant


def use(shop: Shop, *grants: int, needed: tuple[Permission, ...] = (VOID,)) -> object:
    """Try it; the answer is who approved, or the refusal's code."""
    try:
        return shop.do(lambda s, _: require(s, CASHIER_ID, needed, grants), None)
    except Refusal as refused:
        return refused.code


def test_the_cashier_may_not_void_and_may_once_the_owner_allowed_it(shop: Shop) -> None:
    with pytest.raises(Refusal) as refused:
        shop.do(lambda s, _: require(s, CASHIER_ID, {VOID}), None)
    assert refused.value.code == "permission_missing"
    assert refused.value.facts == {"permission": VOID, "person": CASHIER_ID}

    grant = granted(shop)

    assert use(shop, grant) == (OWNER_ID,)
    assert use(shop, grant) == "approval_expired"


def test_what_the_role_allows_needs_nobody_and_uses_up_nothing(shop: Shop) -> None:
    grant = granted(shop)

    assert use(shop, grant, needed=(Permission.SELL, Permission.HOLD)) == ()
    assert use(shop, grant) == (OWNER_ID,)


def test_an_approval_is_void_after_ten_minutes(shop: Shop) -> None:
    grant = granted(shop)
    shop.clock.pass_by(minutes=9, seconds=59)
    assert use(shop, grant) == (OWNER_ID,)

    grant = granted(shop)
    shop.clock.pass_by(minutes=10)
    assert use(shop, grant) == "approval_expired"


def test_a_clock_set_back_does_not_keep_an_old_approval_alive(shop: Shop) -> None:
    grant = granted(shop)
    shop.clock.pass_by(days=-1)
    assert use(shop, grant) == "approval_expired"


def test_an_approval_for_something_else_or_for_somebody_else_is_none(shop: Shop) -> None:
    assert use(shop, granted(shop, Permission.OPEN_DRAWER)) == "permission_missing"
    assert use(shop, granted(shop, asked_by=PersonId(77))) == "permission_missing"
    assert use(shop, 4711) == "permission_missing"


def test_two_needs_take_two_approvals(shop: Shop) -> None:
    needed = (Permission.OPEN_DRAWER, VOID)
    drawer = granted(shop, Permission.OPEN_DRAWER)
    assert use(shop, drawer, needed=needed) == "permission_missing"

    assert use(shop, drawer, granted(shop), needed=needed) == (OWNER_ID,)


def test_a_refused_deed_does_not_use_the_approval_up(shop: Shop) -> None:
    grant = granted(shop)

    def deed(session: ShopSession, _: None) -> None:
        require(session, CASHIER_ID, {VOID}, (grant,))
        raise Refusal("something_else")

    with pytest.raises(Refusal, match="something_else"):
        shop.do(deed, None)
    assert use(shop, grant) == (OWNER_ID,)


def test_who_may_not_cannot_approve(shop: Shop) -> None:
    with pytest.raises(Refusal) as refused:
        shop.do(approve, Approve(VOID, "1001", "2580", CASHIER_ID))
    assert refused.value.code == "approver_lacks_permission"
    assert refused.value.facts == {"permission": VOID, "name": "李小红"}


def test_guessing_the_owners_pin_at_an_approval_counts_like_at_the_door(shop: Shop) -> None:
    for _ in range(4):
        answer = shop.do(approve, Approve(VOID, "1000", "0000", CASHIER_ID))
        assert answer == SignInRefused("sign_in_wrong")
    answer = shop.do(approve, Approve(VOID, "1000", "1470", CASHIER_ID))
    assert answer == SignInRefused("sign_in_wait", 5)


def test_the_cashier_sees_whom_to_call(shop: Shop) -> None:
    approvers = shop.ask(lambda s: list_approvers(s, VOID))
    assert [(row.number, row.name) for row in approvers] == [("1000", "王老板")]

    shop.edit("person", OWNER_ID, secret="")
    assert shop.ask(lambda s: list_approvers(s, VOID)) == ()


def test_old_approvals_do_not_pile_up(shop: Shop) -> None:
    for _ in range(3):
        granted(shop)
        shop.clock.pass_by(hours=2)
    granted(shop)
    assert shop.ask(lambda s: s.scalar(select(func.count(ApprovalGrant.id)))) == 1


def test_who_was_archived_may_nothing(shop: Shop) -> None:
    ask = shop.ask
    assert ask(lambda s: find_permissions(s, CASHIER_ID)) == CASHIER.permissions
    assert ask(lambda s: find_discount_limit(s, CASHIER_ID)) == CASHIER.discount_limit
    shop.edit("person", CASHIER_ID, archived=True)
    assert ask(lambda s: find_permissions(s, CASHIER_ID)) == frozenset()
    assert ask(lambda s: find_discount_limit(s, CASHIER_ID)) == Rate(0)
    assert use(shop, needed=(Permission.SELL,)) == "permission_missing"


def test_a_permission_of_a_newer_program_is_passed_over(shop: Shop) -> None:
    shop.edit("role", 2, permissions="sell fly_to_the_moon")
    assert shop.ask(lambda s: find_permissions(s, CASHIER_ID)) == {Permission.SELL}


def test_an_approvers_secret_shows_in_no_log() -> None:
    assert "1470" not in repr(Approve(VOID, "1000", "1470", CASHIER_ID))
