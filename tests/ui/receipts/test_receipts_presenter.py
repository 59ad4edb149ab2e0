"""Looking through receipts: the day's list, one shown as printed, void, copy, return and PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from jxc_desktop.app.devices import FONTS
from jxc_desktop.commands.close_day import CloseDay, close_day
from jxc_desktop.commands.print_jobs import ReprintReceipt
from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.numbers import ONE, Money
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.find_receipt import find_receipt
from jxc_desktop.queries.list_receipts import ReceiptRow, ReceiptState
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.receipts.presenter import ReceiptsPresenter
from jxc_desktop.ui.receipts.preview import PaperHere, Preview
from jxc_desktop.ui.receipts.typed_day import typed_day
from tests.shop import CASHIER_ID, COLA_CODE, NOODLES_CODE, OWNER_ID, WECHAT
from tests.ui.at_the_till import ApprovalMemory, Counter
from tests.ui.counter_memory import CounterMemory

TODAY = date(2026, 11, 24)


@dataclass
class ReceiptsMemory(CounterMemory):
    """The page of receipts as tests see it."""

    rows: tuple[ReceiptRow, ...] = ()
    marked: DocumentKey | None = None
    more: bool = False
    days: list[date | None] = field(default_factory=list)
    searched: str = ""
    previews: list[Preview | None] = field(default_factory=list)

    def show_day(self, day: date | None, today: date) -> None:
        assert today == TODAY
        self.days.append(day)

    def show_search(self, text: str) -> None:
        self.searched = text

    def show_receipts(
        self, rows: Sequence[ReceiptRow], marked: DocumentKey | None, *, more: bool
    ) -> None:
        self.rows, self.marked, self.more = tuple(rows), marked, more

    def show_preview(self, preview: Preview | None) -> None:
        self.previews.append(preview)

    @property
    def preview(self) -> Preview:
        shown = self.previews[-1]
        assert shown is not None, "no paper is shown"
        return shown


@dataclass
class Till:
    counter: Counter
    approval: ApprovalMemory
    folder: Path
    screen: ReceiptsMemory = field(default_factory=ReceiptsMemory)
    taken_back: list[DocumentKey] = field(default_factory=list)

    def __post_init__(self) -> None:
        approvals = ApprovalPresenter(self.counter.doors, self.approval)
        paper = PaperHere(FONTS, lambda: 48, self.folder)
        self.presenter = ReceiptsPresenter(
            self.counter.doors, approvals, self.screen, paper, self.taken_back.append
        )

    def sell(self, *codes: str) -> DocumentKey:
        shop = self.counter.shop
        return shop.sell(shop.basket(*codes)).sale

    def bring_back(self, sale: DocumentKey) -> DocumentKey:
        """One of the receipt's first line comes back."""
        shop = self.counter.shop
        facts = shop.ask(lambda session: find_receipt(session, sale))
        assert facts is not None
        line = facts.lines[0]
        return shop.sell(Basket().with_return(line.item, ONE, line.returnable, line.price)).sale

    def look_at(self, sale: DocumentKey) -> Preview:
        self.presenter.refresh()
        self.presenter.mark(next(row for row in self.screen.rows if row.key == sale))
        return self.screen.preview


@pytest.fixture
def till(counter: Counter, approval: ApprovalMemory, tmp_path: Path) -> Till:
    return Till(counter, approval, tmp_path / "paper")


def test_today_opens_with_the_newest_shown_as_printed(till: Till) -> None:
    first, second = till.sell(COLA_CODE), till.sell(NOODLES_CODE)
    till.presenter.refresh()
    assert [row.key for row in till.screen.rows] == [second, first]
    assert till.screen.marked == second
    assert till.screen.preview.facts.key == second
    assert till.screen.preview.picture.startswith(b"\x89PNG")
    assert not till.screen.more


def test_an_empty_day_shows_nothing_and_nothing_can_be_done(till: Till) -> None:
    till.presenter.refresh()
    assert till.screen.rows == ()
    assert till.screen.previews == [None]
    presenter = till.presenter
    for act in (presenter.reprint, presenter.take_back, presenter.void, presenter.save_pdf):
        act()
    assert (till.taken_back, till.screen.question, till.screen.notices) == ([], None, [])
    assert till.counter.runner.commands == []


def test_back_from_the_till_the_newest_sale_is_shown(till: Till) -> None:
    till.sell(COLA_CODE)
    till.presenter.refresh()
    newest = till.sell(NOODLES_CODE)
    till.presenter.refresh()
    assert till.screen.preview.facts.key == newest


def test_who_looked_at_an_older_receipt_finds_it_again(till: Till) -> None:
    older = till.sell(COLA_CODE)
    till.sell(NOODLES_CODE)
    till.look_at(older)
    till.sell(NOODLES_CODE)
    till.presenter.refresh()
    assert till.screen.preview.facts.key == older


def test_today_yesterday_and_never_tomorrow(till: Till) -> None:
    till.sell(COLA_CODE)
    till.presenter.refresh()
    till.presenter.show_yesterday()
    assert till.screen.rows == ()
    till.presenter.show_today()
    till.presenter.show_day(date(2026, 11, 25))
    assert [day.day for day in till.screen.days if day is not None] == [24, 23, 24, 24]
    assert len(till.screen.rows) == 1


def test_a_typed_date_lists_that_day(till: Till) -> None:
    till.presenter.refresh()
    till.presenter.search("11-20")
    assert till.screen.days[-1] == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("11-24", TODAY),
        ("12-31", date(2025, 12, 31)),
        ("11月3日", date(2026, 11, 3)),
        ("11.3", date(2026, 11, 3)),
        ("2026-11-25", None),
        ("2-30", None),
        ("1120", None),
        ("01-01-20261124-0001", None),
        ("", None),
    ],
)
def test_a_date_is_the_latest_of_that_name(typed: str, day: date | None) -> None:
    assert typed_day(typed, TODAY) == day


def test_the_count_of_the_day_finds_the_receipt(till: Till) -> None:
    first = till.sell(COLA_CODE)
    till.sell(NOODLES_CODE)
    till.presenter.refresh()
    till.presenter.search("1")
    assert [row.key for row in till.screen.rows] == [first]
    assert till.screen.days[-1] is None, "a number is looked for on all days"


def test_the_initials_of_a_customer_find_theirs(till: Till) -> None:
    shop = till.counter.shop
    theirs = shop.sell(shop.basket(COLA_CODE).with_customer(shop.customer()), WECHAT).sale
    till.sell(COLA_CODE)
    till.presenter.refresh()
    till.presenter.search("xlfd")
    assert [row.key for row in till.screen.rows] == [theirs]
    till.presenter.search("nobody")
    assert till.screen.rows == ()


def test_the_barcode_of_a_receipt_finds_it_wherever_one_is(till: Till) -> None:
    first = till.sell(COLA_CODE)
    till.sell(NOODLES_CODE)
    barcode = till.look_at(first).facts.barcode
    till.presenter.show_yesterday()
    till.presenter.scan(barcode)
    assert till.screen.preview.facts.key == first
    assert till.screen.searched == "01-01-20261124-0001"


@pytest.mark.parametrize(
    ("code", "refusal"),
    [("90010001261124000019", "receipt_number_damaged"), (COLA_CODE, "receipt_unknown")],
)
def test_a_scan_of_anything_else_is_heard(till: Till, code: str, refusal: str) -> None:
    till.presenter.refresh()
    till.presenter.scan(code)
    assert (till.screen.refusals, till.screen.sounds) == ([refusal], 1)


def test_the_older_ones_follow(till: Till) -> None:
    for _ in range(51):
        till.sell(COLA_CODE)
    till.presenter.refresh()
    assert (len(till.screen.rows), till.screen.more) == (50, True)
    till.presenter.read_on()
    assert (len(till.screen.rows), till.screen.more) == (51, False)


def test_a_void_needs_a_reason_and_the_owner_and_is_seen_in_the_list(till: Till) -> None:
    sale = till.sell(COLA_CODE)
    till.presenter.refresh()
    till.presenter.void()
    assert "现金 ￥3.50" in till.screen.question.text
    till.screen.answer("收款方式选错了")
    assert till.approval.asked == [Permission.VOID_SALE]
    till.approval.enter("1000", "1470")
    assert till.screen.notices == ["已作废，请退给顾客 ￥3.50"]
    states = {row.key: row.state for row in till.screen.rows}
    assert states[sale] is ReceiptState.VOIDED
    assert till.screen.preview.facts.key == sale, "the cashier still sees what was voided"
    till.presenter.void()
    till.presenter.take_back()
    assert till.screen.refusals == ["already_voided", "already_voided"]


def test_yesterdays_receipt_comes_back_as_a_return_but_is_not_voided(till: Till) -> None:
    sale = till.sell(COLA_CODE)
    till.presenter.refresh()
    preview = till.screen.preview
    assert (preview.no_void, preview.no_return) == (None, None)
    till.counter.shop.clock.pass_by(hours=24)
    till.presenter.mark(till.screen.rows[0])
    again = Till(till.counter, till.approval, till.folder, NextDay())
    again.presenter.refresh()
    again.presenter.show_yesterday()
    preview = again.screen.preview
    assert preview.facts.key == sale
    assert preview.no_void is not None
    assert preview.no_void.code == "void_too_late"
    assert preview.no_return is None


class NextDay(ReceiptsMemory):
    """The page a day later."""

    def show_day(self, day: date | None, today: date) -> None:
        assert today == date(2026, 11, 25)
        self.days.append(day)


def test_what_came_back_cannot_come_back_again(till: Till) -> None:
    sale = till.sell(COLA_CODE)
    returned = till.bring_back(sale)
    preview = till.look_at(sale)
    assert [why and why.code for why in (preview.no_return, preview.no_void)] == [
        "nothing_to_return",
        "already_returned",
    ]
    preview = till.look_at(returned)
    assert preview.no_return is not None
    assert preview.no_return.code == "receipt_takes_back"
    till.presenter.take_back()
    assert (till.taken_back, till.screen.refusals) == ([], ["receipt_takes_back"])


def test_a_sale_after_the_day_was_closed_is_marked_as_late(till: Till) -> None:
    shop = till.counter.shop
    early = till.sell(COLA_CODE)
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_350)))
    shop.do(close_day, CloseDay(OWNER_ID, TODAY))
    shop.open_shift()
    late = till.sell(COLA_CODE)
    page = Till(till.counter, till.approval, till.folder, NextDay())
    page.presenter.refresh()
    rows = page.screen.rows
    page.presenter.show_yesterday()
    assert [(row.key, row.late) for row in (*rows, *page.screen.rows)] == [
        (late, True),
        (early, False),
    ]


def test_the_shown_receipt_is_printed_again_or_taken_back(till: Till) -> None:
    first, second = till.sell(COLA_CODE), till.sell(NOODLES_CODE)
    till.presenter.refresh()
    till.presenter.reprint()
    assert till.screen.notices == ["已排队补打小票 01-01-20261124-0002"]
    assert [copy.sale for copy in till.counter.handed_in(ReprintReceipt)] == [second]
    till.presenter.mark(till.screen.rows[1])
    till.presenter.take_back()
    assert till.taken_back == [first]


def test_the_pdf_is_where_the_notice_says(till: Till) -> None:
    till.sell(COLA_CODE)
    till.presenter.refresh()
    till.presenter.save_pdf()
    till.presenter.save_pdf()
    path = till.folder / "小票 01-01-20261124-0001.pdf"
    assert till.screen.notices == [f"PDF 已存到 {path}"] * 2
    assert path.read_bytes().startswith(b"%PDF")
    assert list(till.folder.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_to_is_named(till: Till) -> None:
    till.sell(COLA_CODE)
    till.presenter.refresh()
    till.folder.write_text("a file stands where the folder should be")
    till.presenter.save_pdf()
    assert till.screen.refusals == ["paper_not_saved"]
