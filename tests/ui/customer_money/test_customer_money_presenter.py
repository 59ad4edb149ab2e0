"""A customer pays a debt or leaves a deposit: the right amount, once, with a slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.commands.take_customer_money import TakeCustomerMoney
from jxc_desktop.domain.basket import BasketCustomer
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import CASHIER, Permission
from jxc_desktop.models.till import PrintJob
from jxc_desktop.queries.find_customer import CustomerRow
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.customer_money.presenter import CustomerMoneyPresenter, MoneyShown
from tests.shop import (
    CASH,
    CASHIER_ID,
    COLA_CASE_CODE,
    COLA_CODE,
    CUSTOMER,
    ON_ACCOUNT,
    WECHAT,
    Shop,
)
from tests.ui.at_the_till import ApprovalMemory, Counter, stand_at


@dataclass
class MoneyMemory:
    """The page as tests see it."""

    rows: tuple[CustomerRow, ...] = ()
    searched: str = ""
    shown: MoneyShown | None = None
    cleared: int = 0
    taking: list[bool] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def show_customers(self, rows: Sequence[CustomerRow]) -> None:
        self.rows = tuple(rows)

    def show_search(self, text: str) -> None:
        self.searched = text

    def show_money(self, shown: MoneyShown | None) -> None:
        self.shown = shown

    def clear_entry(self) -> None:
        self.cleared += 1

    def show_taking(self, *, on: bool) -> None:
        self.taking.append(on)

    def show_problem(self, refusal: Refusal) -> None:
        self.problems.append(refusal.code)

    def show_done(self, text: str) -> None:
        self.done.append(text)

    def show_failed_scan(self, refusal: Refusal) -> None:
        self.failed.append(refusal.code)

    @property
    def money(self) -> MoneyShown:
        assert self.shown is not None, "nobody is picked"
        return self.shown


@dataclass
class Desk:
    counter: Counter
    approval: ApprovalMemory = field(default_factory=ApprovalMemory)
    screen: MoneyMemory = field(default_factory=MoneyMemory)

    def __post_init__(self) -> None:
        approvals = ApprovalPresenter(self.counter.doors, self.approval)
        self.presenter = CustomerMoneyPresenter(self.counter.doors, approvals, self.screen)
        self.presenter.refresh()

    def pick(self) -> MoneyShown:
        self.presenter.search("xlfd")
        self.presenter.pick(self.screen.rows[0])
        return self.screen.money

    @property
    def customer(self) -> BasketCustomer:
        return self.counter.shop.customer()


def buy_on_account(shop: Shop) -> Money:
    """Two cases of cola, to be paid another day."""
    basket = shop.basket(COLA_CASE_CODE, COLA_CASE_CODE).with_customer(shop.customer())
    shop.sell(basket, ON_ACCOUNT)
    return basket.total


def slips(shop: Shop) -> int:
    query = select(PrintJob.id).where(PrintJob.paper == Paper.CUSTOMER_PAYMENT.value)
    return len(shop.ask(lambda session: session.execute(query).all()))


@pytest.fixture
def desk(counter: Counter) -> Desk:
    return Desk(counter)


def test_everybody_is_listed_and_nobody_picked(desk: Desk) -> None:
    assert [row.customer for row in desk.screen.rows] == [CUSTOMER]
    assert desk.screen.shown is None
    desk.presenter.take(Money(100), "", "")
    assert desk.counter.runner.commands == []


def test_who_owes_nothing_leaves_a_deposit(desk: Desk) -> None:
    shown = desk.pick()
    assert (shown.repayment, shown.chosen.name) == (False, "现金")
    assert [method.name for method in shown.methods] == ["现金", "微信"], "these move money"
    desk.presenter.take(Money(20_000), "", "定年货")
    assert desk.customer.deposit == Money(20_000)
    assert desk.screen.money.customer.deposit == Money(20_000)
    assert desk.screen.done == ["已收兴隆饭店预存 ￥200.00，凭条已排队打印"]
    assert slips(desk.counter.shop) == 1
    assert desk.counter.handed_in(TakeCustomerMoney)[0].note == "定年货"


def test_a_debt_is_paid_in_part_and_then_the_rest_with_change(desk: Desk) -> None:
    owed = buy_on_account(desk.counter.shop)
    assert owed == Money(15_600)
    assert desk.pick().repayment
    desk.presenter.take(Money(5_600), "", "")
    assert desk.customer.owed == Money(10_000)
    desk.presenter.take(Money(15_000), "", "")
    assert desk.customer.owed == ZERO
    assert desk.screen.done[-1] == "已收兴隆饭店还款 ￥100.00，找零 ￥50.00，凭条已排队打印"
    assert not desk.screen.money.repayment, "nothing is owed any more"


def test_a_phone_gives_no_change(desk: Desk) -> None:
    buy_on_account(desk.counter.shop)
    desk.pick()
    desk.presenter.choose_method(WECHAT)
    desk.presenter.take(Money(20_000), "", "")
    assert desk.screen.problems == ["tender_over"]
    assert desk.customer.owed == Money(15_600)


def test_a_debtor_may_leave_a_deposit_instead(desk: Desk) -> None:
    buy_on_account(desk.counter.shop)
    desk.pick()
    desk.presenter.choose_purpose(repayment=False)
    desk.presenter.take(Money(1_000), "", "")
    assert (desk.customer.owed, desk.customer.deposit) == (Money(15_600), Money(1_000))


def test_nobody_pays_a_debt_that_is_not_there(desk: Desk) -> None:
    desk.pick()
    desk.presenter.choose_purpose(repayment=True)
    assert not desk.screen.money.repayment


@pytest.mark.parametrize(
    ("amount", "problem"),
    [
        (None, "tender_zero"),
        (ZERO, "tender_zero"),
        (Money(-100), "tender_zero"),
        (Money(690_123_456_789_200), "tender_too_large"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(desk: Desk, amount: Money, problem: str) -> None:
    desk.pick()
    desk.presenter.take(amount, "", "")
    assert desk.screen.problems == [problem]
    assert desk.counter.runner.commands == []


def test_a_transfer_needs_its_reference(desk: Desk) -> None:
    desk.counter.shop.edit("payment_method", WECHAT.method, needs_reference=True)
    desk.presenter.refresh()
    shown = desk.pick()
    desk.presenter.choose_method(shown.methods[1])
    desk.presenter.take(Money(100), "  ", "")
    assert desk.screen.problems == ["reference_needed"]
    desk.presenter.take(Money(100), "4200001", "")
    assert desk.customer.deposit == Money(100)


def test_without_a_shift_no_money_is_taken(desk: Desk) -> None:
    desk.counter.shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_000)))
    desk.pick()
    desk.presenter.take(Money(100), "", "")
    assert desk.screen.problems == ["shift_not_open"]
    assert desk.screen.taking == [True, False]


def test_who_may_not_take_deposits_asks_somebody_who_may(counter: Counter) -> None:
    shop = counter.shop
    fewer = sorted(CASHIER.permissions - {Permission.TAKE_DEPOSIT})
    shop.edit("role", 2, permissions=" ".join(fewer))
    desk = Desk(stand_at(shop))
    desk.pick()
    desk.presenter.take(Money(100), "", "")
    assert desk.approval.asked == [Permission.TAKE_DEPOSIT]
    desk.approval.enter("1000", "1470")
    assert desk.customer.deposit == Money(100)


def test_a_members_card_picks_the_member_and_a_bottle_nobody(desk: Desk) -> None:
    desk.counter.shop.edit("customer", CUSTOMER, member_number="880001")
    desk.presenter.scan(COLA_CODE)
    assert (desk.screen.failed, desk.screen.shown) == (["nothing_found"], None)
    desk.presenter.scan("880001")
    assert desk.screen.money.customer.customer == CUSTOMER
    assert desk.screen.searched == "880001"


def test_the_figures_are_read_anew_when_the_page_comes_back(desk: Desk) -> None:
    desk.pick()
    desk.presenter.choose_method(WECHAT)
    buy_on_account(desk.counter.shop)
    desk.presenter.refresh()
    shown = desk.screen.money
    assert shown.customer.owed == Money(15_600)
    assert shown.chosen.method == WECHAT.method
    assert CASH in shown.methods
