"""What concerns the whole sale: its customer, giving it up, a new product, the last receipt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from jxc_desktop.commands.drawer import OpenDrawer
from jxc_desktop.commands.print_jobs import ReprintReceipt
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import CategoryId, CustomerId
from jxc_desktop.domain.numbers import Money, UnitPrice
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.rounding import NO_ROUNDING
from jxc_desktop.domain.sellable import SellableItem
from jxc_desktop.queries.find_customer import CustomerRow
from jxc_desktop.queries.list_held_baskets import find_open_basket
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.checkout.orders import NewProduct, OrderPresenter, ProductQuestion
from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
from tests.shop import COLA_CODE
from tests.ui.at_the_till import ApprovalMemory, Counter
from tests.ui.counter_memory import CounterMemory

UNKNOWN = "6901234567816"


@dataclass
class OrderMemory(CounterMemory):
    """Customers and products as tests see them asked."""

    customers: tuple[CustomerRow, ...] = ()
    searched: Callable[[str], Any] = lambda _text: None
    chosen: Callable[[CustomerId | None], Any] = lambda _customer: None

    def ask_customer(
        self, searched: Callable[[str], Any], chosen: Callable[[CustomerId | None], Any]
    ) -> None:
        self.searched, self.chosen = searched, chosen

    def show_customers(self, found: Sequence[CustomerRow]) -> None:
        self.customers = tuple(found)

    def ask_product(self, question: ProductQuestion, answer: Callable[[NewProduct], Any]) -> None:
        self.ask(question, answer)

    def show_problem(self, refusal: Refusal) -> None:
        self.problem = refusal.code

    def close_question(self) -> None:
        self.question = None


@dataclass
class Till:
    counter: Counter
    approval: ApprovalMemory
    screen: OrderMemory = field(default_factory=OrderMemory)
    put: list[SellableItem] = field(default_factory=list)

    def __post_init__(self) -> None:
        doors = self.counter.doors
        self.in_hand = BasketInHand(doors.desk, NO_ROUNDING)
        approvals = ApprovalPresenter(doors, self.approval)
        self.orders = OrderPresenter(doors, self.in_hand, approvals, self.screen)
        self.in_hand.put(self.counter.shop.basket(COLA_CODE))


@pytest.fixture
def till(counter: Counter, approval: ApprovalMemory) -> Till:
    return Till(counter, approval)


def test_a_named_member_pays_the_member_price(till: Till) -> None:
    till.orders.choose_customer()
    till.screen.searched("xlfd")
    (row,) = till.screen.customers
    till.screen.chosen(row.customer)
    customer = till.in_hand.basket.customer
    assert customer is not None
    assert (customer.name, customer.credit_limit) == ("兴隆饭店", Money(50_000))
    assert till.in_hand.basket.total == Money(330)
    till.screen.chosen(None)
    assert till.in_hand.basket.total == Money(350)


def test_a_members_phone_at_the_scanner_names_the_member(till: Till) -> None:
    assert till.orders.find_member("19900000001")
    assert till.in_hand.basket.customer is not None
    assert not till.orders.find_member("199")
    assert not till.orders.find_member("没有这个人")


def test_an_unknown_customer_is_nobody(till: Till) -> None:
    till.orders.name_customer(CustomerId(9))
    assert till.in_hand.basket.customer is None


def test_the_manager_allows_a_new_product_and_it_is_in_the_basket(till: Till) -> None:
    till.orders.offer_product(UNKNOWN, till.put.append)
    assert [row.name for row in till.screen.question.categories] == ["饮料"]
    till.screen.answer(NewProduct("新汽水", UnitPrice(45_000), "瓶", CategoryId(11)))
    assert till.approval.asked == [Permission.QUICK_CREATE_PRODUCT]
    assert till.put == []
    till.approval.enter("1000", "1470")
    assert [(item.name, item.unit_price) for item in till.put] == [("新汽水", UnitPrice(45_000))]
    assert till.screen.question is None
    assert till.counter.shop.item(UNKNOWN).name == "新汽水"


def test_a_new_product_needs_a_name(till: Till) -> None:
    till.approval.allow()
    till.orders.offer_product(UNKNOWN, till.put.append)
    till.screen._answer(NewProduct(" ", UnitPrice(45_000), "瓶", None))
    assert till.screen.problem == "product_name_needed"
    assert till.put == []


def test_a_cancelled_order_is_gone_with_its_reason(till: Till) -> None:
    till.orders.cancel()
    assert "顾客不要了" in till.screen.question.reasons
    till.screen.answer("顾客不要了")
    assert till.in_hand.basket.is_empty
    assert till.counter.shop.ask(find_open_basket) is None


def test_without_a_reason_nothing_is_cancelled(till: Till) -> None:
    till.orders.cancel()
    till.screen.answer("  ")
    assert till.screen.refusals == ["reason_needed"]
    assert not till.in_hand.basket.is_empty
    assert not till.in_hand.is_away


def test_an_empty_order_has_nothing_to_cancel(till: Till) -> None:
    till.in_hand.begin()
    till.orders.cancel()
    assert till.screen.refusals == ["basket_empty"]


def test_the_drawer_opens_for_a_reason_and_with_permission(till: Till) -> None:
    till.approval.allow()
    till.orders.open_drawer()
    till.screen.answer("换零钱")
    assert till.approval.asked == [Permission.OPEN_DRAWER]
    assert till.counter.handed_in(OpenDrawer)[-1].reason == "换零钱"
    assert till.screen.notices == ["钱箱已打开"]


def test_the_last_receipt_is_printed_again(till: Till) -> None:
    till.orders.reprint_last()
    assert till.screen.refusals == ["no_sale_yet"]
    shop = till.counter.shop
    first, last = shop.sell(shop.basket(COLA_CODE)), shop.sell(shop.basket(COLA_CODE))
    till.orders.reprint_last()
    till.orders.remember_sale(first.sale)
    till.orders.reprint_last()
    reprinted = [command.sale for command in till.counter.handed_in(ReprintReceipt)]
    assert reprinted == [last.sale, first.sale]
