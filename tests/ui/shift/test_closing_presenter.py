"""Handing over: counted blind or openly, compared, confirmed; nothing that waits blocks it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from jxc_desktop.commands.held_baskets import HoldBasket, hold_basket
from jxc_desktop.commands.open_basket import SaveOpenBasket, save_open_basket
from jxc_desktop.commands.shifts import CloseShift, ShiftWasClosed, close_shift
from jxc_desktop.documents.shift import CountedMethod, CountedNote
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.find_shift import drawer_cash, find_open_shift
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.shift.closing.count import CountingUp
from jxc_desktop.ui.shift.closing.presenter import ClosingPresenter, ClosingSight, Step
from tests.shop import CASHIER_ID, COLA_CODE, OWNER_ID, WECHAT, Shop
from tests.ui.at_the_till import ApprovalMemory, Counter, stand_at
from tests.ui.office_memory import RefusalMemory


@dataclass
class RemembersClosing(RefusalMemory):
    """A closing screen that remembers."""

    steps: list[Step] = field(default_factory=list)
    sight: ClosingSight | None = None
    result: ShiftWasClosed | None = None
    at_the_end: CountingUp | None = None

    def show_step(self, sight: ClosingSight) -> None:
        self.steps.append(sight.step)
        self.sight = sight

    def show_count(self, sight: ClosingSight) -> None:
        self.sight = sight

    def show_result(self, closed: ShiftWasClosed, count: CountingUp) -> None:
        self.result, self.at_the_end = closed, count

    @property
    def count(self) -> CountingUp:
        assert self.sight is not None
        return self.sight.count


@dataclass
class Closing:
    """A handing over that has begun."""

    counter: Counter
    screen: RemembersClosing
    presenter: ClosingPresenter
    heard: list[str]

    @property
    def command(self) -> CloseShift:
        (command,) = self.counter.handed_in(CloseShift)
        assert isinstance(command, CloseShift)
        return command


def begin(counter: Counter, approval: ApprovalMemory) -> Closing:
    screen, heard = RemembersClosing(), list[str]()
    presenter = ClosingPresenter(
        counter.doors,
        screen,
        ApprovalPresenter(counter.doors, approval),
        lambda _closed: heard.append("closed"),
        lambda: heard.append("given up"),
    )
    presenter.begin()
    return Closing(counter, screen, presenter, heard)


@pytest.fixture
def closing(shop: Shop, counter: Counter, approval: ApprovalMemory) -> Closing:
    shop.sell(shop.basket(COLA_CODE))
    shop.sell(shop.basket(COLA_CODE), WECHAT)
    return begin(counter, approval)


def test_the_cashier_counts_blind_compares_and_hands_over(shop: Shop, closing: Closing) -> None:
    till, screen = closing.presenter, closing.screen
    assert screen.sight is not None
    assert not screen.sight.expected_shown
    till.count_pieces(Money(10_000), 2)
    till.count_pieces(Money(100), 3)
    till.count_pieces(Money(50), 1)
    assert screen.count.counted == Money(20_350)
    till.go_on()
    till.read_off(WECHAT.method, Money(300))
    till.go_on()
    assert (screen.count.stays, screen.count.to_safe) == (Money(20_000), Money(350))
    till.hand_to(OWNER_ID)
    till.remark("微信少了五毛")
    till.go_on()

    assert screen.steps == [Step.COUNT, Step.METHODS, Step.CONFIRM]
    assert screen.result is not None
    assert screen.result.difference == ZERO
    assert closing.heard == ["closed"]
    assert closing.command.blind
    assert closing.command.taken_over_by == OWNER_ID
    assert closing.command.remark == "微信少了五毛"
    assert closing.command.notes == (
        CountedNote(Money(10_000), 2),
        CountedNote(Money(100), 3),
        CountedNote(Money(50), 1),
    )
    assert closing.command.methods == (
        CountedMethod(method=2, name="微信", expected=Money(350), counted=Money(300), receipts=1),
    )
    assert shop.ask(find_open_shift) is None
    assert shop.ask(drawer_cash) == Money(20_000)


def test_a_shortage_blocks_nobody_and_is_named(closing: Closing) -> None:
    closing.presenter.count_total(Money(20_000))
    for _ in range(3):
        closing.presenter.go_on()
    assert closing.screen.result is not None
    assert closing.screen.result.difference == Money(-350)
    assert closing.command.notes == ()


def test_counting_pieces_again_forgets_the_sum(closing: Closing) -> None:
    closing.presenter.count_total(Money(99_900))
    closing.presenter.count_pieces(Money(10_000), 1)
    assert closing.screen.count.counted == Money(10_000)


def test_a_code_scanned_into_the_pieces_is_refused(closing: Closing) -> None:
    closing.presenter.count_pieces(Money(10_000), 6_901_234_567_892)
    assert closing.screen.refusals == ["count_too_large"]
    assert closing.screen.count.counted == ZERO


def test_a_till_without_wallet_money_goes_straight_to_the_end(
    counter: Counter, approval: ApprovalMemory
) -> None:
    closing = begin(counter, approval)
    closing.presenter.go_on()
    assert closing.screen.steps == [Step.COUNT, Step.CONFIRM]


def test_going_back_keeps_what_was_counted_and_then_gives_up(shop: Shop, closing: Closing) -> None:
    closing.presenter.count_pieces(Money(10_000), 2)
    closing.presenter.go_on()
    closing.presenter.go_back()
    assert closing.screen.steps[-1] is Step.COUNT
    assert closing.screen.count.counted == Money(20_000)
    closing.presenter.go_back()
    assert closing.heard == ["given up"]
    assert shop.ask(find_open_shift) is not None


def test_more_cannot_stay_than_was_counted(closing: Closing) -> None:
    closing.presenter.count_total(Money(10_000))
    closing.presenter.go_on()
    closing.presenter.go_on()
    closing.presenter.leave(Money(10_001))
    closing.presenter.go_on()
    assert closing.screen.refusals == ["left_over_counted"]
    closing.presenter.leave(Money(10_000))
    closing.presenter.go_on()
    assert closing.heard == ["closed"]


def test_baskets_that_wait_are_named_and_stay(
    shop: Shop, counter: Counter, approval: ApprovalMemory
) -> None:
    shop.do(hold_basket, HoldBasket(shop.basket(COLA_CODE), CASHIER_ID, "held", note="张师傅"))
    shop.do(save_open_basket, SaveOpenBasket(shop.basket(COLA_CODE), "open"))
    closing = begin(counter, approval)
    assert closing.screen.sight is not None
    assert closing.screen.sight.unfinished.held == ("张师傅",)
    assert closing.screen.sight.unfinished.open_lines == 1
    closing.presenter.count_total(Money(20_000))
    closing.presenter.go_on()
    closing.presenter.go_on()
    assert closing.screen.result is not None
    assert closing.screen.result.held_baskets == 1


def test_somebody_elses_shift_needs_an_approval(shop: Shop, approval: ApprovalMemory) -> None:
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_000), left=Money(20_000)))
    shop.open_shift(brought=0, actor=OWNER_ID)
    approval.allow()
    closing = begin(stand_at(shop), approval)
    assert closing.screen.sight is not None
    assert [who.name for who in closing.screen.sight.successors] == ["李小红"]
    closing.presenter.count_total(Money(20_000))
    closing.presenter.go_on()
    closing.presenter.go_on()
    assert approval.asked == [Permission.CLOSE_OTHERS_SHIFT]
    assert closing.heard == ["closed"]


def test_after_the_end_nothing_is_posted_twice(closing: Closing) -> None:
    for _ in range(6):
        closing.presenter.go_on()
    assert len(closing.counter.handed_in(CloseShift)) == 1


def test_without_a_shift_there_is_nothing_to_hand_over(
    shop: Shop, counter: Counter, approval: ApprovalMemory
) -> None:
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_000)))
    closing = begin(counter, approval)
    assert closing.screen.refusals == ["shift_not_open"]
    assert closing.heard == ["given up"]


def test_the_owner_counts_openly_and_sees_the_difference(
    shop: Shop, approval: ApprovalMemory
) -> None:
    closing = begin(stand_at(shop, OWNER_ID), approval)
    closing.presenter.count_pieces(Money(10_000), 3)
    assert closing.screen.sight is not None
    assert closing.screen.sight.expected_shown
    assert closing.screen.count.difference == Money(10_000)
