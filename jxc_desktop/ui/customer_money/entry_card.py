"""What a customer's money is for, how much it is and how it comes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import ZERO
from jxc_desktop.domain.tender import PaymentMethod
from jxc_desktop.ui.counter.method_keys import MethodKeys
from jxc_desktop.ui.customer_money.presenter import MoneyShown
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.office.text_field import TextField
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.code_field import CodeField
from jxc_desktop.ui.widgets.figure_field import AmountField
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.number_pad import NumberPad, PadKeys
from jxc_desktop.ui.widgets.panels import Card, FormRow
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton, Variant

NOTE_MAX = 60
_METHOD_KEYS = ("F1", "F2", "F3", "F4", "F5", "F6")
_COLUMNS = 3


class EntryCard(QWidget):
    """Reports `take_pressed` with the amount (None while there is none), reference and note."""

    purpose_pressed = Signal(bool)
    """True for a repayment."""
    method_pressed = Signal(object)
    take_pressed = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._owed = ZERO
        self._repay = TouchButton(_("还款"), icon="hand-coins", shortcut="F7")
        self._leave = TouchButton(_("预存"), icon="wallet", shortcut="F8")
        self._all = TouchButton(_("全部还清"), shortcut="F9")
        self.amount = AmountField(_("金额"))
        self.amount.line.setProperty("size", "large")
        self._change_hint = TextLabel(
            _("可以直接输入顾客给的钱，多的算找零"), TextRole.SMALL, Tone.MUTED
        ).wrapped()
        self._reference = CodeField(_("参考号"), placeholder=_("单号或卡号后四位"), icon="receipt")
        self._reference_row = FormRow(_("参考号"), self._reference)
        self._note = TextField(_("备注"), placeholder=_("会印在凭条上"), length_max=NOTE_MAX)
        self._methods = MethodKeys(_METHOD_KEYS, columns=_COLUMNS, shape=Shape.ROW)
        self._take = TouchButton(
            "", icon="check", variant=Variant.PRIMARY, shape=Shape.LARGE, shortcut="F12"
        )
        self.setFocusProxy(self.amount)
        self._lay_out()
        self._connect()

    def show_money(self, shown: MoneyShown) -> None:
        """What it is for, and how it comes."""
        self._owed = shown.customer.owed
        self._repay.setChecked(shown.repayment)
        self._leave.setChecked(not shown.repayment)
        self._repay.setEnabled(self._owed > ZERO)
        self._all.setVisible(shown.repayment)
        self._all.show_title(_("全部还清 {amount}").format(amount=money_text(self._owed)))
        self._take.show_title(_("收还款") if shown.repayment else _("收预存款"))
        self._methods.show_methods(shown.methods, shown.chosen)
        self._reference_row.setVisible(shown.chosen.needs_reference)
        self._change_hint.setVisible(shown.repayment and shown.chosen.gives_change)
        self.amount.show_problem("")

    def clear_entry(self) -> None:
        """Ready for the next amount."""
        self.amount.clear()
        self._reference.show_code("")
        self._note.show_text("")

    def show_taking(self, *, on: bool) -> None:
        """Nothing can be pressed twice."""
        self._take.setEnabled(not on)
        self.amount.setEnabled(not on)
        if not on:
            self.amount.setFocus()

    def show_problem(self, refusal: Refusal) -> None:
        """Say it under the amount."""
        self.amount.show_problem(refusal_text(refusal))
        self.amount.setFocus()

    def _choose(self, method: PaymentMethod) -> None:
        self.method_pressed.emit(method)
        (self._reference if method.needs_reference else self.amount).setFocus()

    def _on_all(self) -> None:
        self.amount.show_figure(self._owed)
        self.amount.setFocus()

    def _on_take(self) -> None:
        self.take_pressed.emit(self.amount.figure, self._reference.text(), self._note.line.text())

    def _lay_out(self) -> None:
        purposes = QHBoxLayout()
        purposes.setSpacing(Space.SMALL)
        for button in (self._repay, self._leave):
            button.setCheckable(True)
            purposes.addWidget(button, 1)
        for button in (self._repay, self._leave, self._all):
            button.keep_focus_elsewhere()
        fields = QVBoxLayout()
        fields.setSpacing(Space.SMALL)
        fields.addWidget(FormRow(_("金额"), self.amount))
        fields.addWidget(self._change_hint)
        fields.addWidget(self._all)
        fields.addWidget(self._reference_row)
        fields.addWidget(self._note)
        fields.addStretch(1)
        pad = QVBoxLayout()
        pad.addWidget(NumberPad(PadKeys.MONEY))
        pad.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.WIDE)
        row.addLayout(fields, 1)
        row.addLayout(pad, 1)
        card = Card()
        card.body.addLayout(purposes)
        card.body.addLayout(row)
        card.body.addWidget(self._methods)
        card.body.addStretch(1)
        card.body.addWidget(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def _connect(self) -> None:
        self._methods.method_pressed.connect(self._choose)
        self._repay.clicked.connect(lambda _on: self.purpose_pressed.emit(True))
        self._leave.clicked.connect(lambda _on: self.purpose_pressed.emit(False))
        self._all.clicked.connect(lambda _on: self._on_all())
        self.amount.figure_entered.connect(lambda _amount: self._note.setFocus())
        self._take.clicked.connect(lambda _on: self._on_take())
