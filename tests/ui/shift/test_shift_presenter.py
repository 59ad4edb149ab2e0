"""The shift between opening and handing over, as the cashier meets it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from jxc_desktop.commands.drawer import MoveCash
from jxc_desktop.commands.print_jobs import QueuePaper
from jxc_desktop.commands.shifts import CloseShift, ShiftWasOpened, close_shift
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.models.till import PrintJob
from jxc_desktop.queries.find_shift import drawer_cash
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.shift.presenter import ShiftPresenter, Sight
from jxc_desktop.ui.shift.shift_now import ShiftNow
from tests.shop import CASHIER_ID, COLA_CODE, OWNER_ID, WECHAT, Shop
from tests.ui.at_the_till import ApprovalMemory, Counter, stand_at
from tests.ui.office_memory import RefusalMemory


@dataclass
class RemembersShift(RefusalMemory):
    """A shift screen that remembers."""

    found: Money | None = None
    now: ShiftNow | None = None
    sight: Sight | None = None
    opened: list[ShiftWasOpened] = field(default_factory=list)
    moved: list[Money] = field(default_factory=list)
    drawer_opened: int = 0
    x_queued: int = 0

    def show_between_shifts(self, found: Money) -> None:
        self.found, self.now = found, None

    def show_shift(self, now: ShiftNow, sight: Sight) -> None:
        self.found, self.now, self.sight = None, now, sight

    def show_opened(self, opened: ShiftWasOpened) -> None:
        self.opened.append(opened)

    def show_cash_moved(self, amount: Money) -> None:
        self.moved.append(amount)

    def show_drawer_opened(self) -> None:
        self.drawer_opened += 1

    def show_x_queued(self) -> None:
        self.x_queued += 1


@dataclass
class ShiftDesk:
    """The shift screen with one person before it."""

    screen: RemembersShift
    presenter: ShiftPresenter
    changes: list[str]


def look_at_shift(counter: Counter, approval: ApprovalMemory) -> ShiftDesk:
    screen, changes = RemembersShift(), list[str]()
    presenter = ShiftPresenter(
        counter.doors,
        screen,
        ApprovalPresenter(counter.doors, approval),
        lambda: changes.append("changed"),
    )
    presenter.refresh()
    return ShiftDesk(screen, presenter, changes)


@pytest.fixture
def desk(counter: Counter, approval: ApprovalMemory) -> ShiftDesk:
    return look_at_shift(counter, approval)


def queued(shop: Shop) -> list[str]:
    return [str(paper) for paper in shop.ask(lambda s: s.scalars(select(PrintJob.paper)).all())]


def test_between_shifts_the_cashier_sees_what_the_drawer_holds_and_opens(
    shop: Shop, counter: Counter, approval: ApprovalMemory
) -> None:
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_000), left=Money(15_000)))
    desk = look_at_shift(counter, approval)
    assert desk.screen.found == Money(15_000)

    desk.presenter.open_shift(Money(5_000))

    assert [(opened.number, opened.cash) for opened in desk.screen.opened] == [(2, Money(20_000))]
    assert desk.screen.now is not None
    assert desk.changes == ["changed"]


def test_a_second_opening_is_refused_in_the_till_s_words(desk: ShiftDesk) -> None:
    desk.presenter.open_shift(Money(0))
    assert desk.screen.refusals == ["shift_already_open"]
    assert desk.changes == []


def test_a_cashier_who_counts_blind_does_not_see_the_cash(desk: ShiftDesk) -> None:
    assert desk.screen.sight == Sight(figures=True, cash=False, own_shift=True)


def test_where_the_shop_counts_openly_the_cashier_sees_the_cash(
    shop: Shop, counter: Counter, approval: ApprovalMemory
) -> None:
    shop.edit("setting", 0, blind_count="false")
    sight = look_at_shift(counter, approval).screen.sight
    assert sight is not None
    assert sight.cash


def test_the_owner_sees_the_cash_of_the_cashiers_shift(
    shop: Shop, approval: ApprovalMemory
) -> None:
    desk = look_at_shift(stand_at(shop, OWNER_ID), approval)
    assert desk.screen.sight == Sight(figures=True, cash=True, own_shift=False)


def test_what_was_sold_is_there_by_method(shop: Shop, desk: ShiftDesk) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.sell(shop.basket(COLA_CODE), WECHAT)
    desk.presenter.refresh()
    now = desk.screen.now
    assert now is not None
    assert now.takings is not None
    assert [(row.name, row.amount) for row in now.takings.methods] == [
        ("现金", Money(350)),
        ("微信", Money(350)),
    ]
    assert [row.name for row in now.read_off] == ["微信"]


def test_cash_taken_out_for_the_safe_needs_the_owner_beside_the_till(
    shop: Shop, desk: ShiftDesk, approval: ApprovalMemory
) -> None:
    approval.allow()
    desk.presenter.move_cash(CashPurpose.TO_SAFE, Money(5_000), "收进保险柜")
    assert approval.asked == [Permission.CASH_IN_OUT]
    assert desk.screen.moved == [Money(-5_000)]
    assert shop.ask(drawer_cash) == Money(15_000)


def test_cash_brought_as_float_goes_in(shop: Shop, approval: ApprovalMemory) -> None:
    counter = stand_at(shop, OWNER_ID)
    desk = look_at_shift(counter, approval)
    desk.presenter.move_cash(CashPurpose.FLOAT, Money(1_000), "换零钱")
    assert [command.amount for command in counter.handed_in(MoveCash)] == [Money(1_000)]
    assert desk.screen.moved == [Money(1_000)]


def test_a_manager_who_says_no_leaves_the_drawer_as_it_was(
    shop: Shop, desk: ShiftDesk, approval: ApprovalMemory
) -> None:
    desk.presenter.move_cash(CashPurpose.EXPENSE, Money(500), "买灯泡")
    approval.dismiss()
    assert desk.screen.refusals == ["permission_missing"]
    assert shop.ask(drawer_cash) == Money(20_000)


def test_more_than_lies_in_the_drawer_cannot_be_taken_out(
    shop: Shop, approval: ApprovalMemory
) -> None:
    desk = look_at_shift(stand_at(shop, OWNER_ID), approval)
    desk.presenter.move_cash(CashPurpose.TO_SAFE, Money(99_900), "收走")
    assert desk.screen.refusals == ["drawer_too_empty"]


def test_the_drawer_opens_after_an_approval_and_the_printer_kicks_it(
    shop: Shop, desk: ShiftDesk, approval: ApprovalMemory
) -> None:
    approval.allow()
    desk.presenter.open_drawer("换零钱")
    assert desk.screen.drawer_opened == 1
    assert queued(shop) == [Paper.DRAWER_KICK.value]


def test_an_x_report_is_queued_about_the_running_shift(
    shop: Shop, counter: Counter, desk: ShiftDesk
) -> None:
    desk.presenter.print_x()
    assert desk.screen.x_queued == 1
    now = desk.screen.now
    assert now is not None
    assert now.shift is not None
    command = counter.handed_in(QueuePaper)[0]
    assert (command.paper, command.subject) == (Paper.X_REPORT, now.shift.shift)
    assert queued(shop) == [Paper.X_REPORT.value]
