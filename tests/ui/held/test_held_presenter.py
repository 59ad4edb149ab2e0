"""The customer runs back for milk: the basket is put aside, and taken up again as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from jxc_desktop.commands.held_baskets import RecallBasket
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.rounding import NO_ROUNDING
from jxc_desktop.queries.find_slip import find_held
from jxc_desktop.queries.list_held_baskets import find_open_basket, list_held_baskets
from jxc_desktop.queries.list_print_jobs import list_print_jobs
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.counter.basket_in_hand import BasketInHand
from jxc_desktop.ui.counter.screen import Noted
from jxc_desktop.ui.held.presenter import HeldPresenter, HeldShown
from tests.shop import COLA_CODE, NOODLES_CODE
from tests.ui.at_the_till import ApprovalMemory, Counter
from tests.ui.counter_memory import CounterMemory


@dataclass
class HeldMemory(CounterMemory):
    """The list of held baskets as tests see it."""

    held: tuple[HeldShown, ...] = ()
    is_open: bool = False
    counts: list[int] = field(default_factory=list)

    def show_held(self, held: Sequence[HeldShown]) -> None:
        self.held, self.is_open = tuple(held), True

    def close_held(self) -> None:
        self.is_open = False

    def show_held_count(self, count: int) -> None:
        self.counts.append(count)


@dataclass
class Till:
    counter: Counter
    approval: ApprovalMemory
    screen: HeldMemory = field(default_factory=HeldMemory)

    def __post_init__(self) -> None:
        doors = self.counter.doors
        self.in_hand = BasketInHand(doors.desk, NO_ROUNDING)
        approvals = ApprovalPresenter(doors, self.approval)
        clock = self.counter.shop.clock
        self.presenter = HeldPresenter(doors, self.in_hand, approvals, self.screen, clock)

    def scan(self, *codes: str) -> None:
        self.in_hand.put(self.counter.shop.basket(*codes))

    def hold(self, note: str = "", *, on_paper: bool = False) -> None:
        self.presenter.hold()
        self.screen.answer(Noted(note, on_paper))


@pytest.fixture
def till(counter: Counter, approval: ApprovalMemory) -> Till:
    return Till(counter, approval)


def test_a_basket_is_put_aside_and_the_next_customer_begins(till: Till) -> None:
    till.scan(COLA_CODE, NOODLES_CODE)
    request = till.in_hand.request
    till.hold("红衣服")
    assert till.in_hand.basket.is_empty
    assert till.in_hand.request != request
    assert till.screen.counts[-1] == 1
    assert till.counter.shop.ask(find_open_basket) is None
    assert till.screen.notices == ["已挂单，按 F7 取回"]


def test_the_customer_takes_a_slip_of_what_was_put_aside_along(till: Till) -> None:
    till.scan(COLA_CODE)
    till.hold("红衣服", on_paper=True)
    [job] = [row for row in till.counter.shop.ask(list_print_jobs) if row.paper is Paper.HELD_SLIP]
    held = till.counter.shop.ask(lambda session: find_held(session, job.subject))
    assert held is not None
    assert held.note == "红衣服"
    assert till.screen.notices == ["已挂单，挂单条正在打印，按 F7 取回"]


def test_the_list_says_whose_it_is_how_old_and_how_much(till: Till) -> None:
    till.scan(COLA_CODE, NOODLES_CODE)
    till.hold("红衣服")
    till.counter.shop.clock.pass_by(minutes=12)
    till.presenter.open_list()
    (row,) = till.screen.held
    assert (row.note, row.age.seconds, row.pieces, row.total) == ("红衣服", 720, 2, Money(800))
    assert row.names == "可口可乐 500ml、康师傅红烧牛肉面(桶) 110g"
    assert row.held_by == "李小红"
    assert not row.forgotten


def test_it_comes_back_as_it_was_under_its_own_id(till: Till) -> None:
    till.scan(COLA_CODE)
    before = (till.in_hand.basket, till.in_hand.request)
    till.hold()
    till.presenter.open_list()
    till.presenter.recall(till.screen.held[0].held)
    assert (till.in_hand.basket, till.in_hand.request) == before
    assert not till.screen.is_open
    kept = till.counter.shop.ask(find_open_basket)
    assert kept is not None
    assert kept.request == before[1]


def test_recalling_with_a_full_basket_puts_that_one_aside(till: Till) -> None:
    till.scan(COLA_CODE)
    till.hold("第一位")
    till.scan(NOODLES_CODE)
    till.presenter.open_list()
    till.presenter.recall(till.screen.held[0].held)
    assert till.in_hand.basket.total == Money(350)
    (left,) = till.counter.shop.ask(list_held_baskets)
    assert left.basket is not None
    assert left.basket.total == Money(450)


def test_a_price_that_changed_meanwhile_is_said(till: Till) -> None:
    till.scan(COLA_CODE)
    till.hold()
    till.counter.shop.edit("product", 101, **{"price.0.retail.2026-11-01": 40_000})
    till.presenter.open_list()
    till.presenter.recall(till.screen.held[0].held)
    assert till.in_hand.basket.total == Money(350)
    assert till.screen.warnings == ["挂单后价格变了，仍按挂单时的价格：可口可乐 500ml"]


def test_holding_nothing_shows_what_is_held(till: Till) -> None:
    till.presenter.hold()
    assert till.screen.is_open
    assert till.screen.held == ()


def test_one_that_was_taken_up_already_is_refused(till: Till) -> None:
    till.presenter.recall(99)
    assert till.screen.refusals == ["held_basket_gone"]
    assert len(till.counter.handed_in(RecallBasket)) == 1


def test_yesterdays_basket_is_marked_as_forgotten_and_thrown_away_for_a_reason(till: Till) -> None:
    till.scan(COLA_CODE)
    till.hold()
    till.counter.shop.clock.pass_by(hours=25)
    till.presenter.open_list()
    assert till.screen.held[0].forgotten
    till.presenter.discard(till.screen.held[0].held)
    till.screen.answer("顾客没有回来")
    assert till.screen.held == ()
    assert till.approval.asked == []


def test_who_may_not_hold_keeps_the_basket(till: Till) -> None:
    kept = sorted(
        permission
        for permission in till.counter.doors.cashier.permissions
        if permission is not Permission.HOLD
    )
    till.counter.shop.edit("role", 2, permissions=" ".join(kept))
    till.scan(COLA_CODE)
    till.hold()
    assert till.screen.refusals == ["permission_missing"]
    assert till.in_hand.basket.total == Money(350)
    till.scan(COLA_CODE, COLA_CODE)
    assert till.in_hand.basket.total == Money(700), "the basket can be changed again"
