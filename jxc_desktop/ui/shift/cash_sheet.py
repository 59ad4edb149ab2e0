"""Cash put into the drawer or taken out of it: what for, how much, and why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from jxc_desktop.commands.drawer import REASON_MAX
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.words import mark
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.figure_field import AmountField
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.number_pad import NumberPad, PadKeys
from jxc_desktop.ui.widgets.panels import FormRow
from jxc_desktop.ui.widgets.segmented_choice import SegmentedChoice
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import Variant

_WIDTH = 760
_PURPOSES = (
    (CashPurpose.TO_SAFE, mark("取：入保险柜"), mark("大钞收进保险柜")),
    (CashPurpose.TO_BANK, mark("取：存银行"), mark("存银行")),
    (CashPurpose.EXPENSE, mark("取：开支"), mark("店里开支")),
    (CashPurpose.FLOAT, mark("存：补零钱"), mark("补零钱")),
    (CashPurpose.OTHER_INCOME, mark("存：其他"), mark("其他收入")),
)
_REASONS = {purpose: reason for purpose, _title, reason in _PURPOSES}


class CashSheet(Sheet):
    """Reports `move_pressed` with purpose, amount above zero and reason."""

    move_pressed = Signal(object, object, str)

    def __init__(self) -> None:
        super().__init__(_("现金存入 / 取出"), width=_WIDTH)
        self._purpose = CashPurpose.TO_SAFE
        choices = [(purpose, _(title)) for purpose, title, _reason in _PURPOSES]
        self._choice = SegmentedChoice(_("用途"), choices)
        self._choice.chosen.connect(self._on_purpose)
        self._reason = QLineEdit()
        self._reason.setMaxLength(REASON_MAX)
        self.amount = AmountField(_("金额"))
        self.amount.figure_typed.connect(self._on_amount)
        self.amount.figure_entered.connect(lambda _amount: self._reason.setFocus())
        self._problem = TextLabel("", TextRole.BODY, Tone.DANGER).wrapped()
        self._direction = TextLabel("", TextRole.SMALL, Tone.MUTED)
        self.body.addWidget(self._choice)
        self.body.addLayout(self._fields())
        self.body.addWidget(self._problem)
        self._problem.hide()
        self.add_action(_("取消"), self.dismiss, shortcut="Esc")
        self._move = self.add_action(
            "", self._on_move, variant=Variant.PRIMARY, icon="check", shortcut="F9"
        )
        self._on_purpose(self._purpose)
        self._move.setEnabled(False)

    def show_problem(self, refusal: Refusal) -> None:
        """Why the cash was not moved; the sheet stays open."""
        self._problem.show_text(refusal_text(refusal))
        self._problem.show()
        self._move.setEnabled(True)

    def _fields(self) -> QHBoxLayout:
        fields = QVBoxLayout()
        fields.setSpacing(Space.MEDIUM)
        fields.addWidget(FormRow(_("金额"), self.amount))
        fields.addWidget(FormRow(_("原因"), self._reason, hint=_("会印在凭条上")))
        fields.addWidget(self._direction)
        fields.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.WIDE)
        row.addLayout(fields, 1)
        row.addWidget(NumberPad(PadKeys.MONEY), 1)
        return row

    def _on_purpose(self, purpose: object) -> None:
        assert isinstance(purpose, CashPurpose)
        untouched = self._reason.text() in {"", _(_REASONS[self._purpose])}
        self._purpose = purpose
        if untouched:
            self._reason.setText(_(_REASONS[purpose]))
        comes_in = purpose.comes_in
        self._move.show_title(_("存入钱箱") if comes_in else _("从钱箱取出"))
        self._direction.show_text(
            _("钱箱会打开，放进现金后关好。") if comes_in else _("钱箱会打开，取出现金后关好。")
        )

    def _on_amount(self, amount: object) -> None:
        self._move.setEnabled(isinstance(amount, Money) and amount > ZERO)
        self._problem.hide()

    def _on_move(self) -> None:
        amount = self.amount.figure
        if amount is not None and amount > ZERO:
            self._move.setEnabled(False)
            self.move_pressed.emit(self._purpose, amount, self._reason.text())
