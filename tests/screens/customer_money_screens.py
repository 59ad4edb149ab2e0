"""A customer pays what is owed, in a real window over a real shop."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Money
from jxc_desktop.queries.find_customer import search_customers
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.customer_money.view import CustomerMoney
from tests.screens.receipts_screens import morning
from tests.screens.registry import Context, screen
from tests.screens.shift_screens import in_window
from tests.ui.at_the_till import ApprovalMemory
from tests.ui.checkout.other_stores import hear_of_other_stores


def _window() -> QWidget:
    counter = morning()
    approvals = ApprovalPresenter(counter.doors, ApprovalMemory())
    page = CustomerMoney(counter.doors, approvals, failed_sound=lambda: None)
    return in_window(page, "客户收款", "hand-coins")


def _page(window: QWidget) -> CustomerMoney:
    page = window.findChild(CustomerMoney)
    assert page is not None
    return page


def _pick(window: QWidget) -> None:
    rows = morning().doors.look_up(lambda session: search_customers(session, "xlfd"))
    _page(window).customer_picked.emit(rows[0])


def _fail(window: QWidget) -> None:
    _pick(window)
    _page(window).entry.amount.show_figure(Money(20_000))
    _page(window).show_problem(Refusal("tender_over", method="微信", missing=Money(15_600)))


def _finish(window: QWidget) -> None:
    _pick(window)
    _page(window).show_done("已收兴隆饭店还款 ￥156.00，找零 ￥44.00，凭条已排队打印")


@screen("customer-money")
def nobody(_context: Context) -> QWidget:
    """Nobody is picked yet."""
    return _window()


@screen("customer-money-debt", dark=True, after_show=_pick)
def debt(_context: Context) -> QWidget:
    """A customer who owes."""
    return _window()


@screen("customer-money-refused", after_show=_fail)
def refused(_context: Context) -> QWidget:
    """More than is owed, by phone."""
    return _window()


@screen("customer-money-done", after_show=_finish)
def done(_context: Context) -> QWidget:
    """Taken, with change."""
    return _window()


@screen("customer-money-elsewhere", after_show=_pick)
def elsewhere(_context: Context) -> QWidget:
    """Part of the debt is from another store, as of then."""
    hear_of_other_stores(morning().shop)
    return _window()
