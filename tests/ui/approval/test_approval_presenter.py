"""The cashier lacks a permission; the owner is called over, types a PIN, and it goes on."""

from __future__ import annotations

from jxc_desktop.commands.drawer import OpenDrawer, open_drawer
from jxc_desktop.commands.take_sale import TakeSale
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.ui.approval.presenter import ApprovalPresenter, Errand
from tests.shop import OWNER_ID
from tests.ui.at_the_till import ApprovalMemory, Counter, stand_at

DRAWER = Permission.OPEN_DRAWER


class Drawer:
    """Opens the drawer through the presenter and remembers how it ended."""

    def __init__(self, counter: Counter, approval: ApprovalMemory) -> None:
        self.approvals = ApprovalPresenter(counter.doors, approval)
        self.opened = 0
        self.refused: list[str] = []
        self.grants: list[int] = []
        self._actor = counter.doors.cashier.person

    def open(self) -> None:
        errand = Errand(
            open_drawer,
            lambda grants: OpenDrawer(self._actor, "换零钱", grants),
            lambda _key: self._count(),
            lambda refusal: self.refused.append(refusal.code),
        )
        self.approvals.run(errand, self.grants)

    def _count(self) -> None:
        self.opened += 1


def test_the_owner_types_a_pin_and_the_drawer_opens(
    counter: Counter, approval: ApprovalMemory
) -> None:
    drawer = Drawer(counter, approval)
    drawer.open()
    assert approval.asked == [DRAWER]
    assert [row.name for row in approval.approvers] == ["王老板"]
    assert drawer.opened == 0
    approval.enter("1000", "1470")
    assert drawer.opened == 1
    assert not approval.is_open
    assert len(drawer.grants) == 1


def test_a_wrong_pin_is_said_and_the_question_stays(
    counter: Counter, approval: ApprovalMemory
) -> None:
    drawer = Drawer(counter, approval)
    drawer.open()
    approval.enter("1000", "9999")
    assert approval.problems == ["sign_in_wrong"]
    assert approval.is_open
    approval.enter("1000", "1470")
    assert drawer.opened == 1


def test_the_cashier_cannot_approve_for_themselves(
    counter: Counter, approval: ApprovalMemory
) -> None:
    drawer = Drawer(counter, approval)
    drawer.open()
    approval.enter("1001", "1470")
    assert approval.problems == ["sign_in_wrong"]
    assert drawer.opened == 0


def test_nobody_comes_and_the_cashier_is_told_why_nothing_happened(
    counter: Counter, approval: ApprovalMemory
) -> None:
    drawer = Drawer(counter, approval)
    drawer.open()
    approval.dismiss()
    assert drawer.refused == ["permission_missing"]
    assert drawer.opened == 0


def test_who_may_is_not_asked(counter: Counter, approval: ApprovalMemory) -> None:
    drawer = Drawer(stand_at(counter.shop, OWNER_ID), approval)
    drawer.open()
    assert approval.asked == []
    assert drawer.opened == 1


def test_an_approval_that_went_stale_is_asked_for_again(
    counter: Counter, approval: ApprovalMemory
) -> None:
    drawer = Drawer(counter, approval)
    approval.allow()
    drawer.open()
    drawer.open()
    assert approval.asked == [DRAWER, DRAWER], "the first grant is used up"
    assert drawer.opened == 2


def test_several_permissions_are_asked_one_after_the_other(
    counter: Counter, approval: ApprovalMemory
) -> None:
    approvals = ApprovalPresenter(counter.doors, approval)
    approval.allow()
    approvers: list[str] = []
    grants: list[int] = []
    approvals.need(
        [Permission.SELL, Permission.DISCOUNT_ORDER, Permission.DISCOUNT_OVER_LIMIT],
        grants,
        lambda approved: approvers.append("" if approved is None else approved.approver_name),
    )
    assert approval.asked == [Permission.DISCOUNT_ORDER, Permission.DISCOUNT_OVER_LIMIT]
    assert approvers == ["王老板"]
    assert len(grants) == 2
    assert counter.handed_in(TakeSale) == []
