"""The shift screen: the card between shifts, the running shift, and the sheets over it."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jxc_desktop.commands.shifts import ShiftWasOpened
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.shift.cash_sheet import CashSheet
from jxc_desktop.ui.shift.drawer_sheet import DrawerSheet
from jxc_desktop.ui.shift.opening_card import OpeningCard
from jxc_desktop.ui.shift.presenter import Sight
from jxc_desktop.ui.shift.running_view import RunningView
from jxc_desktop.ui.shift.shift_now import ShiftNow
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.toast import Level, show_notice


class ShiftView(QWidget):
    """Shows how the till stands and reports what is wanted."""

    open_pressed = Signal(object)
    move_pressed = Signal(object, object, str)
    drawer_pressed = Signal(str)
    x_pressed = Signal()
    hand_over_pressed = Signal()

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._opening = OpeningCard()
        self._running = RunningView(zone)
        self._cash_sheet: CashSheet | None = None
        self._pages = QStackedWidget()
        for page in (self._opening, self._running):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        layout.addWidget(self._pages)
        self._opening.open_pressed.connect(self.open_pressed)
        self._running.hand_over_pressed.connect(self.hand_over_pressed)
        self._running.x_pressed.connect(self.x_pressed)
        self._running.cash_pressed.connect(self._ask_cash)
        self._running.drawer_pressed.connect(self._ask_drawer)

    def show_between_shifts(self, found: Money) -> None:
        """Offer to open; `found` lies in the drawer."""
        self._pages.setCurrentWidget(self._opening)
        self.setFocusProxy(self._opening)
        self._opening.show_found(found)

    def show_shift(self, now: ShiftNow, sight: Sight) -> None:
        """Show the running shift."""
        comes_new = self._pages.currentWidget() is not self._running
        self._running.show_shift(now, sight)
        self._pages.setCurrentWidget(self._running)
        self.setFocusProxy(self._running)
        if comes_new and self.isVisible():
            self._running.setFocus()

    def show_opened(self, opened: ShiftWasOpened) -> None:
        """The shift runs."""
        text = _("第 {number} 班已开，钱箱 {cash}")
        cash = money_text(opened.cash)
        show_notice(self, Level.SUCCESS, text.format(number=opened.number, cash=cash))

    def show_cash_moved(self, amount: Money) -> None:
        """The cash was moved; the sheet can go."""
        if self._cash_sheet is not None:
            self._cash_sheet.close_sheet()
        text = _("已存入 {amount}") if amount > ZERO else _("已取出 {amount}")
        show_notice(self, Level.SUCCESS, text.format(amount=money_text(abs(amount))))

    def show_drawer_opened(self) -> None:
        """The drawer opens."""
        show_notice(self, Level.SUCCESS, _("钱箱已打开，已记录"))

    def show_x_queued(self) -> None:
        """The figures go to the printer."""
        show_notice(self, Level.SUCCESS, _("X 报表已送去打印"))

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why not, where the question was asked."""
        if self._cash_sheet is not None:
            self._cash_sheet.show_problem(refusal)
        else:
            show_notice(self, Level.ERROR, refusal_text(refusal))

    def _ask_cash(self) -> None:
        sheet = CashSheet()
        sheet.move_pressed.connect(self.move_pressed)
        sheet.closed.connect(self._on_sheet_closed)
        self._cash_sheet = sheet
        sheet.open(self, focus=sheet.amount)

    def _on_sheet_closed(self) -> None:
        self._cash_sheet = None

    def _ask_drawer(self) -> None:
        sheet = DrawerSheet()
        sheet.reason_given.connect(self.drawer_pressed)
        sheet.open(self)
