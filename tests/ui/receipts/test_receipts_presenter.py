"""Looking through receipts: the day's list, one shown as printed, void and copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.list_receipts import ReceiptRow, ReceiptState
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.receipts.presenter import Preview, ReceiptLinks, ReceiptsPresenter
from tests.shop import COLA_CODE, NOODLES_CODE
from tests.ui.at_the_till import ApprovalMemory, Counter
from tests.ui.counter_memory import CounterMemory


@dataclass
class ReceiptsMemory(CounterMemory):
    """The page of receipts as tests see it."""

    rows: tuple[ReceiptRow, ...] = ()
    more: bool = False
    days: list[date | None] = field(default_factory=list)
    previews: list[Preview | None] = field(default_factory=list)
    is_open: bool = False

    def open_receipts(self) -> None:
        self.is_open = True

    def show_day(self, day: date | None) -> None:
        self.days.append(day)

    def show_receipts(self, rows: Sequence[ReceiptRow], *, more: bool) -> None:
        self.rows, self.more = tuple(rows), more

    def show_preview(self, preview: Preview | None) -> None:
        self.previews.append(preview)

    def leave_receipts(self) -> None:
        self.is_open = False


@dataclass
class Till:
    counter: Counter
    approval: ApprovalMemory
    screen: ReceiptsMemory = field(default_factory=ReceiptsMemory)
    taken_back: list[DocumentKey] = field(default_factory=list)
    reprinted: list[DocumentKey] = field(default_factory=list)

    def __post_init__(self) -> None:
        approvals = ApprovalPresenter(self.counter.doors, self.approval)
        links = ReceiptLinks(self.taken_back.append, self.reprinted.append)
        self.presenter = ReceiptsPresenter(self.counter.doors, approvals, self.screen, links)

    def sell(self, *codes: str) -> DocumentKey:
        shop = self.counter.shop
        return shop.sell(shop.basket(*codes)).sale


@pytest.fixture
def till(counter: Counter, approval: ApprovalMemory) -> Till:
    return Till(counter, approval)


def test_today_opens_with_the_newest_shown(till: Till) -> None:
    first, second = till.sell(COLA_CODE), till.sell(NOODLES_CODE)
    till.presenter.start()
    assert till.screen.is_open
    assert [row.key for row in till.screen.rows] == [second, first]
    preview = till.screen.previews[-1]
    assert preview is not None
    assert (preview.facts.key, preview.paper) == (second, 80)
    assert not till.screen.more


def test_an_empty_day_shows_nothing(till: Till) -> None:
    till.presenter.start()
    assert till.screen.rows == ()
    assert till.screen.previews == [None]
    for action in (till.presenter.reprint, till.presenter.take_back, till.presenter.void):
        action()
    assert (till.reprinted, till.taken_back, till.screen.question) == ([], [], None)


def test_yesterday_and_back_and_never_tomorrow(till: Till) -> None:
    till.sell(COLA_CODE)
    till.presenter.start()
    till.presenter.go_back(1)
    assert till.screen.rows == ()
    till.presenter.go_back(-1)
    till.presenter.go_back(-1)
    assert [day.day for day in till.screen.days if day is not None] == [24, 23, 24, 24]
    assert len(till.screen.rows) == 1


def test_the_count_of_the_day_finds_the_receipt(till: Till) -> None:
    first = till.sell(COLA_CODE)
    till.sell(NOODLES_CODE)
    till.presenter.search("1")
    assert [row.key for row in till.screen.rows] == [first]
    assert till.screen.days[-1] is None, "a number is looked for on all days"


def test_a_damaged_barcode_is_heard(till: Till) -> None:
    till.presenter.search("90010001261124000019")
    assert till.screen.refusals == ["receipt_number_damaged"]


def test_the_older_ones_follow(till: Till) -> None:
    for _ in range(51):
        till.sell(COLA_CODE)
    till.presenter.start()
    assert (len(till.screen.rows), till.screen.more) == (50, True)
    till.presenter.read_on()
    assert (len(till.screen.rows), till.screen.more) == (51, False)


def test_a_void_needs_a_reason_and_the_owner_and_is_seen_in_the_list(till: Till) -> None:
    sale = till.sell(COLA_CODE)
    till.presenter.start()
    till.presenter.void()
    till.screen.answer("收款方式选错了")
    assert till.approval.asked == [Permission.VOID_SALE]
    till.approval.enter("1000", "1470")
    assert till.screen.notices == ["已作废，请退给顾客 ￥3.50"]
    states = {row.key: row.state for row in till.screen.rows}
    assert states[sale] is ReceiptState.VOIDED
    till.presenter.void()
    till.screen.answer("再来一次")
    assert till.screen.refusals == ["already_voided"]


def test_the_shown_receipt_is_printed_again_or_taken_back(till: Till) -> None:
    first, second = till.sell(COLA_CODE), till.sell(NOODLES_CODE)
    till.presenter.start()
    till.presenter.reprint()
    till.presenter.mark(till.screen.rows[1])
    till.presenter.take_back()
    assert (till.reprinted, till.taken_back) == ([second], [first])
