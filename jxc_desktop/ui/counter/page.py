"""A page of the till: it speaks to the cashier, and asks, over the window that it is part of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from jxc_desktop.ui.counter.sheets.discount_sheet import DiscountSheet
from jxc_desktop.ui.counter.sheets.figure_sheets import PriceSheet, QuantitySheet
from jxc_desktop.ui.counter.sheets.word_sheets import NoteSheet, ReasonSheet
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.widgets.toast import Level, show_notice

if TYPE_CHECKING:
    from jxc_desktop.domain.discount import Discount
    from jxc_desktop.domain.errors import Refusal
    from jxc_desktop.domain.numbers import Quantity, UnitPrice
    from jxc_desktop.ui.counter.screen import (
        DiscountQuestion,
        Noted,
        NoteQuestion,
        PriceQuestion,
        QuantityQuestion,
        ReasonQuestion,
    )
    from jxc_desktop.ui.widgets.sheet import Sheet


class CounterPage(QWidget):
    """What every presenter of the till may expect of its screen."""

    def __init__(self, failed_sound: Callable[[], object]) -> None:
        super().__init__()
        self._failed_sound = failed_sound

    def show_notice(self, text: str) -> None:
        """Something went well."""
        show_notice(self, Level.SUCCESS, text)

    def show_notice_soon(self, text: str) -> None:
        """A notice from the time before this page was on the window: as soon as it is."""
        QTimer.singleShot(0, self, lambda: self.show_notice(text))

    def show_warning(self, text: str) -> None:
        """Something should be looked at."""
        show_notice(self, Level.WARN, text)

    def show_refusal(self, refusal: Refusal) -> None:
        """A rule says no."""
        show_notice(self, Level.ERROR, refusal_text(refusal))

    def show_failed_scan(self, refusal: Refusal) -> None:
        """It is not in the basket: heard by a cashier who looks at the goods."""
        self._failed_sound()
        show_notice(self, Level.ERROR, refusal_text(refusal))

    def ask_quantity(
        self, question: QuantityQuestion, answer: Callable[[Quantity], Refusal | None]
    ) -> None:
        """How much of it."""
        sheet = QuantitySheet(question, answer)
        self.open_sheet(sheet, focus=sheet.field)

    def ask_discount(
        self, question: DiscountQuestion, answer: Callable[[Discount | None], Refusal | None]
    ) -> None:
        """What is taken off."""
        sheet = DiscountSheet(question, answer)
        self.open_sheet(sheet, focus=sheet.field)

    def ask_price(
        self, question: PriceQuestion, answer: Callable[[UnitPrice], Refusal | None]
    ) -> None:
        """What one of it costs."""
        sheet = PriceSheet(question, answer)
        self.open_sheet(sheet, focus=sheet.field)

    def ask_reason(self, question: ReasonQuestion, answer: Callable[[str], Any]) -> None:
        """Why."""
        self.open_sheet(ReasonSheet(question, answer))

    def ask_note(self, question: NoteQuestion, answer: Callable[[Noted], Any]) -> None:
        """A few words."""
        sheet = NoteSheet(question, answer, shortcut="F6")
        self.open_sheet(sheet, focus=sheet.field)

    def open_sheet(self, sheet: Sheet, *, focus: QWidget | None = None) -> None:
        """Open it as soon as the sheet, key or list that led to it is done."""
        QTimer.singleShot(0, self, lambda: sheet.open(self, focus=focus))
