"""Goods come back over the counter: never more than was sold, at the price that was paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from jxc_desktop.commands.void_sale import VoidSale, void_sale
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.rounding import NO_ROUNDING
from jxc_desktop.queries.list_receipts import ReceiptRow
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
from jxc_desktop.ui.returns.presenter import ReturnLine, ReturnShown, ReturnsPresenter
from tests.shop import COLA_CODE, CUSTOMER, NOODLES_CODE, ON_ACCOUNT, OWNER_ID
from tests.ui.at_the_till import ApprovalMemory, Counter
from tests.ui.counter_memory import CounterMemory


@dataclass
class ReturnsMemory(CounterMemory):
    """The page of returns as tests see it."""

    recent: tuple[ReceiptRow, ...] = ()
    shown: list[ReturnShown | None] = field(default_factory=list)
    is_open: bool = False

    def open_returns(self) -> None:
        self.is_open = True

    def show_recent(self, rows: Sequence[ReceiptRow]) -> None:
        self.recent = tuple(rows)

    def show_return(self, shown: ReturnShown | None) -> None:
        self.shown.append(shown)

    def leave_returns(self) -> None:
        self.is_open = False

    @property
    def now(self) -> ReturnShown:
        shown = self.shown[-1]
        assert shown is not None
        return shown

    def line(self, number: int) -> ReturnLine:
        return self.now.lines[number - 1]


@dataclass
class Till:
    counter: Counter
    approval: ApprovalMemory
    screen: ReturnsMemory = field(default_factory=ReturnsMemory)
    taken_back: int = 0

    def __post_init__(self) -> None:
        doors = self.counter.doors
        self.in_hand = BasketInHand(doors.desk, NO_ROUNDING)
        approvals = ApprovalPresenter(doors, self.approval)
        self.presenter = ReturnsPresenter(
            doors, self.in_hand, approvals, self.screen, self._take_back
        )

    def _take_back(self) -> None:
        self.taken_back += 1

    def sold(self) -> DocumentKey:
        """Three colas and noodles."""
        shop = self.counter.shop
        return shop.sell(shop.basket(COLA_CODE, NOODLES_CODE, COLA_CODE, COLA_CODE)).sale


@pytest.fixture
def till(counter: Counter, approval: ApprovalMemory) -> Till:
    return Till(counter, approval)


def test_the_page_opens_with_the_latest_receipts(till: Till) -> None:
    sale = till.sold()
    till.presenter.start()
    assert till.screen.is_open
    assert [row.key for row in till.screen.recent] == [sale]
    assert till.screen.shown[-1] is None


def test_scanning_the_receipt_shows_what_can_come_back(till: Till) -> None:
    till.presenter.open(till.sold())
    number = till.screen.now.facts.barcode
    till.presenter.find(number)
    assert [(line.line.name, line.left.milli) for line in till.screen.now.lines] == [
        ("可口可乐 500ml", 3000),
        ("康师傅红烧牛肉面(桶) 110g", 1000),
    ]
    assert till.screen.now.refund == Money(0)


def test_two_of_three_come_back_and_the_rest_can_follow(till: Till) -> None:
    sale = till.sold()
    till.presenter.open(sale)
    till.presenter.step(1, 1)
    till.presenter.step(1, 1)
    assert till.screen.now.refund == Money(700)
    till.presenter.put_into_basket()
    assert not till.screen.is_open
    assert till.in_hand.basket.total == Money(-700)
    till.presenter.open(sale)
    assert till.screen.line(1).left == Quantity(1000), "two are in the basket already"
    till.presenter.choose_all()
    till.presenter.put_into_basket()
    assert till.in_hand.basket.total == Money(-1_500)


def test_never_more_than_was_sold(till: Till) -> None:
    till.presenter.open(till.sold())
    refusal = till.presenter.choose(1, Quantity(4000))
    assert refusal is not None
    assert refusal.code == "return_over_sold"
    for _ in range(9):
        till.presenter.step(2, 1)
    assert till.screen.line(2).chosen == Quantity(1000)
    till.presenter.step(2, -1)
    till.presenter.step(2, -1)
    assert till.screen.line(2).chosen == Quantity(0)


def test_half_a_bottle_does_not_come_back(till: Till) -> None:
    till.presenter.open(till.sold())
    till.presenter.ask_quantity(1)
    till.screen.answer(Quantity(500))
    assert till.screen.problem == "quantity_not_whole"
    till.screen.answer(Quantity(2000))
    assert till.screen.now.refund == Money(700)


def test_nothing_chosen_is_nothing_taken_back(till: Till) -> None:
    till.presenter.open(till.sold())
    till.presenter.put_into_basket()
    assert till.screen.refusals == ["nothing_chosen"]
    assert till.in_hand.basket.is_empty


def test_a_receipt_that_came_back_as_a_whole_is_done(till: Till) -> None:
    sale = till.sold()
    till.presenter.open(sale)
    till.presenter.choose_all()
    till.presenter.put_into_basket()
    till.counter.shop.sell(till.in_hand.basket)
    till.in_hand.begin()
    till.presenter.open(sale)
    assert till.screen.refusals == ["nothing_to_return"]


def test_a_voided_receipt_is_done_too(till: Till) -> None:
    sale = till.sold()
    till.counter.shop.do(void_sale, VoidSale(sale, OWNER_ID, "错单"))
    till.presenter.open(sale)
    assert till.screen.refusals == ["already_voided"]


def test_an_unknown_and_a_damaged_number_are_heard(till: Till) -> None:
    till.presenter.find("99")
    till.presenter.find("90010001261124000019")
    till.presenter.find("没有")
    assert till.screen.refusals == ["receipt_unknown", "receipt_number_damaged", "receipt_unknown"]
    assert till.screen.sounds == 3


def test_what_was_sold_on_account_comes_back_to_that_customer(till: Till) -> None:
    shop = till.counter.shop
    sale = shop.sell(shop.basket(COLA_CODE).with_customer(shop.customer()), ON_ACCOUNT)
    till.presenter.open(sale.sale)
    till.presenter.choose_all()
    till.presenter.put_into_basket()
    customer = till.in_hand.basket.customer
    assert customer is not None
    assert customer.customer == CUSTOMER
    assert till.in_hand.basket.total == Money(-330)


def test_without_a_receipt_the_owner_has_to_allow_it(till: Till) -> None:
    till.presenter.start()
    till.presenter.without_receipt()
    assert till.approval.asked == [Permission.RETURN_WITHOUT_RECEIPT]
    assert till.taken_back == 0
    till.approval.enter("1000", "1470")
    assert till.taken_back == 1
    assert not till.screen.is_open
    assert len(till.in_hand.grants) == 1


def test_a_customers_name_finds_their_receipts(till: Till) -> None:
    till.sold()
    till.presenter.search("兴隆")
    assert till.screen.recent == ()
    till.presenter.search("1")
    assert len(till.screen.recent) == 1
