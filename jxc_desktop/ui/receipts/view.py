"""The workplace 小票: the list at the left, the paper of the marked receipt at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.queries.list_receipts import ReceiptRow
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.counter.screen import ReasonQuestion
from jxc_desktop.ui.counter.sheets.word_sheets import ReasonSheet
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.page_desk import doors_while_open
from jxc_desktop.ui.receipts.day_sheet import DaySheet
from jxc_desktop.ui.receipts.list_card import ListCard
from jxc_desktop.ui.receipts.paper_card import PaperCard
from jxc_desktop.ui.receipts.presenter import ReceiptsPresenter
from jxc_desktop.ui.receipts.preview import PaperHere, Preview
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.toast import Level, show_notice


class ReceiptsView(QWidget):
    """Reports what is looked for, what is marked and what shall be done; it decides nothing."""

    shown = Signal()
    scanned = Signal(str)
    day_picked = Signal(object)

    def __init__(self, failed_sound: Callable[[], object]) -> None:
        super().__init__()
        self._failed_sound = failed_sound
        self._day: date | None = None
        self._today = date.min
        self.list = ListCard()
        self.paper = PaperCard()
        self.setAccessibleName(_("小票"))
        self.setFocusProxy(self.list)
        self.list.days.other_day_pressed.connect(self._on_other_day)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        layout.setSpacing(Space.LARGE)
        layout.addWidget(self.list, 5)
        layout.addWidget(self.paper, 3)

    def hear_scan(self, code: str) -> None:
        """A scan on this page is a receipt to look at, wherever the keyboard is."""
        self.scanned.emit(code)

    def show_day(self, day: date | None, today: date) -> None:
        """Whose receipts are listed; None for those of all days."""
        self._day, self._today = day, today
        self.list.days.show_day(day, today)

    def show_search(self, text: str) -> None:
        """What is looked for, in the field."""
        self.list.show_search(text)

    def show_receipts(
        self, rows: Sequence[ReceiptRow], marked: DocumentKey | None, *, more: bool
    ) -> None:
        """The receipts found so far."""
        self.list.show_receipts(rows, marked, more=more)

    def show_preview(self, preview: Preview | None) -> None:
        """The paper of the marked receipt."""
        self.paper.show_preview(preview)

    def ask_reason(self, question: ReasonQuestion, answer: Callable[[str], object]) -> None:
        """Why it is done."""
        sheet = ReasonSheet(question, answer)
        sheet.open(self, focus=sheet.field)

    def show_notice(self, text: str) -> None:
        """It is done."""
        show_notice(self, Level.SUCCESS, text)

    def show_refusal(self, refusal: Refusal) -> None:
        """It is not done, and why."""
        show_notice(self, Level.WARN, refusal_text(refusal))

    def show_failed_scan(self, refusal: Refusal) -> None:
        """Say it and make the sound."""
        self._failed_sound()
        self.show_refusal(refusal)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _on_other_day(self) -> None:
        DaySheet(self._day or self._today, self._today, self.day_picked.emit).open(self)


class Receipts(ReceiptsView):
    """The workplace ready for the rail; `open_return` leads to the till with the receipt."""

    def __init__(
        self,
        doors: Doors,
        approvals: ApprovalPresenter,
        paper: PaperHere,
        *,
        open_return: Callable[[DocumentKey], object],
        failed_sound: Callable[[], object],
    ) -> None:
        super().__init__(failed_sound)
        doors = doors_while_open(doors, self)
        self._presenter = ReceiptsPresenter(doors, approvals, self, paper, open_return)
        presenter = self._presenter
        self.open_receipt = presenter.open_receipt
        self.shown.connect(presenter.refresh)
        self.scanned.connect(presenter.scan)
        self.day_picked.connect(presenter.show_day)
        self.list.searched.connect(presenter.search)
        self.list.days.today_pressed.connect(presenter.show_today)
        self.list.days.yesterday_pressed.connect(presenter.show_yesterday)
        self.list.row_marked.connect(presenter.mark)
        self.list.more_pressed.connect(presenter.read_on)
        self.paper.reprint_pressed.connect(presenter.reprint)
        self.paper.return_pressed.connect(presenter.take_back)
        self.paper.void_pressed.connect(presenter.void)
        self.paper.pdf_pressed.connect(presenter.save_pdf)
