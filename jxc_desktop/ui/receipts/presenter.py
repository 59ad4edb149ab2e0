"""Looking through receipts: a day's or what was searched, one of them shown as it was printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.void_sale import SaleVoided, VoidSale, void_sale
from jxc_desktop.queries.find_receipt import find_receipt
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.list_receipts import ReceiptRow, list_receipts
from jxc_desktop.queries.store_day import store_day
from jxc_desktop.ui.approval.presenter import ApprovalPresenter, Errand
from jxc_desktop.ui.counter.screen import CounterScreen, ReasonQuestion
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import fact_text

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import DocumentKey
    from jxc_desktop.domain.receipt_facts import ReceiptFacts
    from jxc_desktop.ui.counter.doors import Doors

PAGE = 50


@dataclass(frozen=True, slots=True)
class Preview:
    """A receipt, and the paper width in mm that it is printed on."""

    facts: ReceiptFacts
    paper: int


class ReceiptsScreen(CounterScreen, Protocol):
    """The page of receipts."""

    def open_receipts(self) -> None: ...

    def show_day(self, day: date | None) -> None:
        """Whose receipts are listed; None for those of all days."""
        ...

    def show_receipts(self, rows: Sequence[ReceiptRow], *, more: bool) -> None: ...

    def show_preview(self, preview: Preview | None) -> None: ...

    def leave_receipts(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ReceiptLinks:
    """Where the page of receipts leads to."""

    take_back: Callable[[DocumentKey], object]
    reprint: Callable[[DocumentKey], object]


class ReceiptsPresenter:
    """Lists, shows, prints again, voids, and hands a receipt on to be taken back."""

    def __init__(
        self,
        doors: Doors,
        approvals: ApprovalPresenter,
        screen: ReceiptsScreen,
        links: ReceiptLinks,
    ) -> None:
        self._doors = doors
        self._approvals = approvals
        self._screen = screen
        self._links = links
        self._day: date | None = None
        self._text = ""
        self._rows: tuple[ReceiptRow, ...] = ()
        self._marked: DocumentKey | None = None

    def start(self) -> None:
        """Open the page with today's receipts."""
        self._day = self._doors.look_up(store_day)
        self._text = ""
        self._screen.open_receipts()
        self._read()

    def search(self, text: str) -> None:
        """A number finds its receipt on whatever day; a customer's name, theirs."""
        self._text = text.strip()
        self._read()

    def go_back(self, days: int) -> None:
        """Look `days` earlier, or later with a number below zero; never past today."""
        today = self._doors.look_up(store_day)
        self._day = min(today, (self._day or today) - timedelta(days=days))
        self._text = ""
        self._read()

    def read_on(self) -> None:
        """Add the receipts before those that are listed."""
        if self._rows:
            self._read(after=self._rows)

    def mark(self, row: ReceiptRow) -> None:
        """Show this receipt as it was printed."""
        self._marked = row.key
        self._doors.desk.ask(
            lambda session: (find_receipt(session, row.key), find_settings(session)),
            lambda found: self._show(row.key, found[0], found[1].receipt_width),
        )

    def reprint(self) -> None:
        """Print a copy of the receipt that is shown."""
        if self._marked is not None:
            self._links.reprint(self._marked)

    def take_back(self) -> None:
        """Take goods of the receipt that is shown back."""
        if self._marked is not None:
            self._links.take_back(self._marked)

    def void(self) -> None:
        """Take the whole receipt that is shown back, for a reason."""
        if self._marked is None:
            return
        sale = self._marked
        question = ReasonQuestion(
            title=_("作废小票"),
            text=_("商品退回库存，钱按原来的方式退回；作废会留下记录。"),
            reasons=(_("收款方式选错了"), _("顾客全部不要了"), _("重复收银"), _("商品扫错了")),
            action=_("作废这张小票"),
            dangerous=True,
        )
        self._screen.ask_reason(question, lambda reason: self._void_for(sale, reason))

    def leave(self) -> None:
        """Back to the counter."""
        self._screen.leave_receipts()

    def _read(self, after: tuple[ReceiptRow, ...] = ()) -> None:
        day, text = (None if self._text else self._day), self._text
        before = after[-1].key if after else None

        def answered(rows: Sequence[ReceiptRow]) -> None:
            if (day, text) == ((None if self._text else self._day), self._text):
                self._list((*after, *rows), more=len(rows) == PAGE)

        self._screen.show_day(day)
        self._doors.desk.ask(
            lambda session: list_receipts(session, day=day, text=text, before=before, limit=PAGE),
            answered,
            self._screen.show_failed_scan,
        )

    def _list(self, rows: tuple[ReceiptRow, ...], *, more: bool) -> None:
        self._rows = rows
        self._screen.show_receipts(rows, more=more)
        known = next((row for row in rows if row.key == self._marked), None)
        if known is not None:
            self.mark(known)
        elif rows:
            self.mark(rows[0])
        else:
            self._marked = None
            self._screen.show_preview(None)

    def _show(self, key: DocumentKey, facts: ReceiptFacts | None, paper: int) -> None:
        if key == self._marked:
            self._screen.show_preview(None if facts is None else Preview(facts, paper))

    def _void_for(self, sale: DocumentKey, reason: str) -> None:
        def make(grants: tuple[int, ...]) -> VoidSale:
            return VoidSale(sale, self._doors.cashier.person, reason, grants)

        def voided(done: SaleVoided) -> None:
            amount = fact_text(abs(done.total))
            self._screen.show_notice(_("已作废，请退给顾客 {amount}").format(amount=amount))
            self._read()

        self._approvals.run(Errand(void_sale, make, voided, self._screen.show_refusal))
