"""Looking through receipts: a day's or what was searched, one of them shown as it was printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.print_jobs import ReprintReceipt, reprint_receipt
from jxc_desktop.commands.void_sale import SaleVoided, VoidSale, void_sale
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.receipt_number import parse_receipt_number
from jxc_desktop.queries.find_receipt import find_receipt
from jxc_desktop.queries.list_receipts import ReceiptRow, list_receipts
from jxc_desktop.queries.store_day import store_day
from jxc_desktop.ui.approval.presenter import ApprovalPresenter, Errand
from jxc_desktop.ui.counter.screen import ReasonQuestion
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import fact_text
from jxc_desktop.ui.receipts.preview import PaperHere, Preview, preview_of, save_pdf
from jxc_desktop.ui.receipts.typed_day import typed_day

if TYPE_CHECKING:
    from jxc_desktop.domain.receipt_facts import ReceiptFacts
    from jxc_desktop.ui.counter.doors import Doors

PAGE = 50


class ReceiptsScreen(Protocol):
    """The list of receipts and the paper of one of them."""

    def show_day(self, day: date | None, today: date) -> None:
        """Whose receipts are listed; None for those of all days."""
        ...

    def show_search(self, text: str) -> None:
        """What is looked for, in the field; empty for a whole day."""
        ...

    def show_receipts(
        self, rows: Sequence[ReceiptRow], marked: DocumentKey | None, *, more: bool
    ) -> None: ...

    def show_preview(self, preview: Preview | None) -> None: ...

    def ask_reason(self, question: ReasonQuestion, answer: Callable[[str], object]) -> None: ...

    def show_notice(self, text: str) -> None: ...

    def show_refusal(self, refusal: Refusal) -> None: ...

    def show_failed_scan(self, refusal: Refusal) -> None:
        """Say it, and make the sound that a cashier hears without looking."""
        ...


class ReceiptsPresenter:
    """Lists, shows, prints again, voids, and hands a receipt on to be taken back."""

    def __init__(
        self,
        doors: Doors,
        approvals: ApprovalPresenter,
        screen: ReceiptsScreen,
        paper: PaperHere,
        open_return: Callable[[DocumentKey], object],
    ) -> None:
        self._doors = doors
        self._approvals = approvals
        self._screen = screen
        self._paper = paper
        self._open_return = open_return
        self._today = date.min
        self._day = date.min
        self._text = ""
        self._rows: tuple[ReceiptRow, ...] = ()
        self._marked: DocumentKey | None = None
        self._preview: Preview | None = None

    def refresh(self) -> None:
        """Read anew; who looked at today's newest receipt sees the newest of now."""
        before, self._today = self._today, self._doors.look_up(store_day)
        if self._day == before:
            self._day = self._today
        if self._rows and self._marked == self._rows[0].key:
            self._marked = None
        self._read(limit=max(PAGE, len(self._rows)))

    def search(self, text: str) -> None:
        """A number finds its receipt on whatever day; a customer, theirs; a date, that day's."""
        self._text = text.strip()
        day = typed_day(self._text, self._today)
        if day is None:
            self._read()
        else:
            self.show_day(day, keep_text=True)

    def scan(self, code: str) -> None:
        """Look for the receipt that was scanned; other codes stand on no receipt."""
        try:
            number = parse_receipt_number(code)
        except Refusal as refusal:
            self._screen.show_failed_scan(refusal)
            return
        if number is None:
            self._screen.show_failed_scan(Refusal("receipt_unknown"))
            return
        self._screen.show_search(number.text)
        self.search(number.text)

    def open_receipt(self, key: DocumentKey) -> None:
        """Show this receipt, on whatever day it was printed."""
        facts = self._doors.look_up(lambda session: find_receipt(session, key))
        if facts is None:
            self._screen.show_refusal(Refusal("receipt_unknown"))
        else:
            self._screen.show_search(facts.number)
            self.search(facts.number)

    def show_day(self, day: date, *, keep_text: bool = False) -> None:
        """List the receipts of `day`, or of today where that is yet to come."""
        self._day = min(day, self._today)
        self._text = ""
        if not keep_text:
            self._screen.show_search("")
        self._read()

    def show_today(self) -> None:
        """List the receipts of today."""
        self.show_day(self._today)

    def show_yesterday(self) -> None:
        """List the receipts of the day before."""
        self.show_day(self._today - timedelta(days=1))

    def read_on(self) -> None:
        """Add the receipts before those that are listed."""
        if self._rows:
            self._read(after=self._rows)

    def mark(self, row: ReceiptRow) -> None:
        """Show this receipt as it was printed."""
        if row.key != self._marked:
            self._marked = row.key
            self._read_preview(row.key)

    def reprint(self) -> None:
        """Print a copy of the receipt that is shown."""
        if self._preview is None:
            return
        facts, actor = self._preview.facts, self._doors.cashier.person

        def printed(_event: DocumentKey) -> None:
            text = _("已排队补打小票 {number}").format(number=facts.number)
            self._screen.show_notice(text)

        errand = Errand(
            reprint_receipt,
            lambda grants: ReprintReceipt(facts.key, actor, grants),
            printed,
            self._screen.show_refusal,
        )
        self._approvals.run(errand)

    def take_back(self) -> None:
        """Go to the till with the receipt that is shown, to take goods of it back."""
        if self._preview is None:
            return
        if self._preview.no_return is None:
            self._open_return(self._preview.facts.key)
        else:
            self._screen.show_refusal(self._preview.no_return)

    def void(self) -> None:
        """Take the whole receipt that is shown back, for a reason."""
        if self._preview is None:
            return
        if self._preview.no_void is not None:
            self._screen.show_refusal(self._preview.no_void)
            return
        facts = self._preview.facts
        self._screen.ask_reason(_why(facts), lambda reason: self._void_for(facts.key, reason))

    def save_pdf(self) -> None:
        """Save the receipt that is shown as a PDF, and say where it is."""
        if self._preview is None:
            return
        key, width = self._preview.facts.key, self._paper.width()

        def saved(path: Path) -> None:
            self._screen.show_notice(_("PDF 已存到 {path}").format(path=path))

        self._doors.desk.ask(
            lambda session: save_pdf(session, key, self._paper, width),
            saved,
            self._screen.show_refusal,
        )

    def _read(self, after: tuple[ReceiptRow, ...] = (), limit: int = PAGE) -> None:
        asked = self._asked()
        day, text = asked
        before = after[-1].key if after else None

        def answered(rows: Sequence[ReceiptRow]) -> None:
            if asked == self._asked():
                self._list((*after, *rows), more=len(rows) == limit)

        self._screen.show_day(day, self._today)
        self._doors.desk.ask(
            lambda session: list_receipts(session, day=day, text=text, before=before, limit=limit),
            answered,
            self._screen.show_failed_scan,
        )

    def _asked(self) -> tuple[date | None, str]:
        """The day and the text that is looked for now; a text is looked for on all days."""
        return (None if self._text else self._day), self._text

    def _list(self, rows: tuple[ReceiptRow, ...], *, more: bool) -> None:
        self._rows = rows
        keys = [row.key for row in rows]
        if self._marked not in keys:
            self._marked = keys[0] if keys else None
        self._screen.show_receipts(rows, self._marked, more=more)
        if self._marked is None:
            self._show(None)
        else:
            self._read_preview(self._marked)

    def _read_preview(self, key: DocumentKey) -> None:
        fonts, width = self._paper.fonts, self._paper.width()

        def answered(preview: Preview) -> None:
            if key == self._marked:
                self._show(preview)

        # Nothing can be done about the receipt before while this one is on its way.
        self._preview = None
        self._doors.desk.ask(
            lambda session: preview_of(session, key, fonts, width),
            answered,
            self._screen.show_refusal,
        )

    def _show(self, preview: Preview | None) -> None:
        self._preview = preview
        self._screen.show_preview(preview)

    def _void_for(self, sale: DocumentKey, reason: str) -> None:
        def make(grants: tuple[int, ...]) -> VoidSale:
            return VoidSale(sale, self._doors.cashier.person, reason, grants)

        def voided(done: SaleVoided) -> None:
            amount = fact_text(abs(done.total))
            self._screen.show_notice(_("已作废，请退给顾客 {amount}").format(amount=amount))
            self._marked = sale
            self._read(limit=max(PAGE, len(self._rows)))

        self._approvals.run(Errand(void_sale, make, voided, self._screen.show_refusal))


def _why(facts: ReceiptFacts) -> ReasonQuestion:
    back = _("、").join(f"{payment.name} {fact_text(payment.amount)}" for payment in facts.payments)
    text = _("商品退回库存，原路退给顾客：{back}。作废会留下记录。")
    return ReasonQuestion(
        title=_("作废小票 {number}").format(number=facts.number),
        text=text.format(back=back or fact_text(facts.total)),
        reasons=(_("收款方式选错了"), _("顾客全部不要了"), _("重复收银"), _("商品扫错了")),
        action=_("作废这张小票"),
        dangerous=True,
    )
