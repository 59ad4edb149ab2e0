"""The payment page as the cashier sees it: what is due at the left, ways to pay, the money."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.tender import PaymentMethod
from jxc_desktop.ui.counter.method_keys import MethodKeys
from jxc_desktop.ui.counter.page import CounterPage
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.payment.shown import PaymentShown, SoldShown
from jxc_desktop.ui.payment.tender_card import TenderCard
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.code_field import CodeField
from jxc_desktop.ui.widgets.figure_field import AmountField
from jxc_desktop.ui.widgets.number_pad import NumberPad, PadKeys
from jxc_desktop.ui.widgets.panels import Card, FormRow, empty
from jxc_desktop.ui.widgets.picking import TickBox
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton, Variant

_METHOD_KEYS = ("F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8")
_QUICK_COLUMNS, _QUICK_MAX = 3, 6


class PaymentPage(CounterPage):
    """It shows and it reports; money goes back by the same page, with other words."""

    method_chosen = Signal(object)
    amount_entered = Signal(object, str)
    """The amount (None: all that is missing) and the reference."""
    amount_typed = Signal(object)
    payment_removed = Signal(int)
    back_pressed = Signal()
    print_ticked = Signal(bool)
    left = Signal()
    sold = Signal(object)

    def __init__(self, failed_sound: Callable[[], object]) -> None:
        super().__init__(failed_sound)
        self._tender = TenderCard()
        self._methods = MethodKeys(_METHOD_KEYS, columns=2, shape=Shape.TILE)
        self._amount = AmountField(_("收款金额"))
        self._amount.line.setProperty("size", "large")
        self._reference = CodeField(_("参考号"), placeholder=_("单号或卡号后四位"), icon="receipt")
        self._reference_row = FormRow(_("参考号"), self._reference)
        self._quick = QGridLayout()
        self._quick.setSpacing(Space.SMALL)
        self._pad = NumberPad(PadKeys.MONEY, enter=_("确定"))
        self._take = TouchButton(
            _("收款"), icon="check", variant=Variant.PRIMARY, shape=Shape.LARGE, shortcut="F12"
        )
        self._back = TouchButton(_("返回"), icon="arrow-left", shortcut="Esc")
        self._prints = TickBox(_("打印小票"), ticked=True)
        self.setFocusProxy(self._amount)
        self._lay_out()
        self._connect()

    def show_payment(self, shown: PaymentShown) -> None:
        """The tender so far and what can be done next."""
        self._tender.show_payment(shown)
        self._methods.show_methods(shown.methods, shown.chosen)
        self._amount.line.setPlaceholderText(money_text(shown.preset, symbol=False))
        self._reference_row.setVisible(shown.chosen.needs_reference)
        self._show_quick(shown.quick)
        words = _("退款 {amount}") if shown.goes_back else _("收款 {amount}")
        self._take.show_title(words.format(amount=money_text(shown.preset)))
        self._prints.setChecked(shown.prints)

    def clear_amount(self) -> None:
        """Ready for the next part."""
        self._amount.clear()
        self._reference.show_code("")
        self._amount.setFocus()

    def leave_payment(self) -> None:
        """The counter takes over again."""
        self.left.emit()

    def show_sold(self, sold: SoldShown) -> None:
        """The counter takes over, and shows the change."""
        self.sold.emit(sold)

    def show_change(self, change: Money | None) -> None:
        """What goes back of the amount that is being typed."""
        self._tender.show_change(change)

    def show_selling(self, *, on: bool) -> None:
        """The sale is on its way: nothing can be pressed twice."""
        for widget in (self._take, self._back, self._amount):
            widget.setEnabled(not on)
        if not on:
            self._amount.setFocus()

    def show_problem(self, refusal: Refusal) -> None:
        """Say it under the amount."""
        self._amount.show_problem(refusal_text(refusal))
        self._amount.setFocus()

    def _choose(self, method: PaymentMethod) -> None:
        self.method_chosen.emit(method)
        if method.needs_reference:
            self._reference.setFocus()
        else:
            self._amount.setFocus()

    def _show_quick(self, amounts: Sequence[Money]) -> None:
        empty(self._quick)
        for place, amount in enumerate(amounts[:_QUICK_MAX]):
            button = TouchButton(money_text(amount), shape=Shape.KEY)
            button.keep_focus_elsewhere()
            button.clicked.connect(lambda _on=False, taken=amount: self._enter(taken))
            self._quick.addWidget(button, place // _QUICK_COLUMNS, place % _QUICK_COLUMNS)

    def _enter(self, amount: object) -> None:
        self.amount_entered.emit(amount, self._reference.text())

    def _take_pressed(self) -> None:
        text = self._amount.line.text().strip()
        if text:
            self._amount.line.entered.emit()
        else:
            self._enter(None)

    def _lay_out(self) -> None:
        ways = Card(_("收款方式"))
        ways.body.addWidget(self._methods)
        ways.body.addStretch(1)
        ways.body.addWidget(self._prints)
        ways.body.addWidget(self._back)
        money = Card()
        money.body.addWidget(FormRow(_("收款金额"), self._amount, hint=_("直接回车收全部")))
        money.body.addWidget(self._reference_row)
        money.body.addLayout(self._quick)
        money.body.addWidget(self._pad, 1)
        money.body.addWidget(self._take)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        layout.setSpacing(Space.LARGE)
        for card, share in ((self._tender, 4), (ways, 3), (money, 4)):
            layout.addWidget(card, share)

    def _connect(self) -> None:
        self._methods.method_pressed.connect(self._choose)
        self._amount.figure_entered.connect(self._enter)
        self._amount.figure_typed.connect(self.amount_typed)
        self._amount.line.entered.connect(self._enter_when_empty)
        self._reference.code_entered.connect(lambda _code: self._take_pressed())
        self._take.clicked.connect(self._take_pressed)
        self._back.clicked.connect(self.back_pressed)
        self._tender.payment_removed.connect(self.payment_removed)
        self._prints.toggled.connect(self.print_ticked)

    def _enter_when_empty(self) -> None:
        if not self._amount.line.text().strip():
            self._enter(None)
