"""The last look before the shift is closed: the difference, what stays, for whom, a remark."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.ui.language import _
from jxc_desktop.ui.shift.closing.notices import difference_text, difference_tone, waiting_text
from jxc_desktop.ui.shift.closing.presenter import ClosingSight
from jxc_desktop.ui.theme.tokens import FontSize, Space
from jxc_desktop.ui.widgets.figure_field import AmountField
from jxc_desktop.ui.widgets.labels import MoneyLabel, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.number_pad import NumberPad, PadKeys
from jxc_desktop.ui.widgets.panels import Card, FormRow
from jxc_desktop.ui.widgets.picking import PickList

_REMARK_MAX = 200
_SIDE_WIDTH = 430


class ConfirmPage(QWidget):
    """Reports `left_typed`, `successor_picked` (a person or None) and `remark_typed`."""

    left_typed = Signal(object)
    successor_picked = Signal(object)
    remark_typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._counted = self._money(_("点出现金"))
        self._to_safe = self._money(_("交保险柜"))
        self._difference = TextLabel("", TextRole.FIGURE)
        self._expected = TextLabel("", TextRole.SMALL, Tone.MUTED)
        self._others = TextLabel("", TextRole.BODY, Tone.MUTED).wrapped()
        self._waiting = TextLabel("", TextRole.SMALL, Tone.WARNING).wrapped()
        self._left = AmountField(_("留在钱箱的备用金"))
        hint = _("其余的装袋交保险柜")
        self._left_row = FormRow(_("留在钱箱的备用金"), self._left, hint=hint)
        self._left.figure_typed.connect(self._on_left)
        self._left.line.entered.connect(self._on_left_entered)
        self._successor = PickList(_("交给谁"))
        self._successor.picked.connect(self.successor_picked)
        self._remark = QLineEdit()
        self._remark.setMaxLength(_REMARK_MAX)
        self._remark.textEdited.connect(self.remark_typed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.LARGE)
        layout.addWidget(self._facts(), 1)
        layout.addWidget(self._answers())
        self.setFocusProxy(self._left)

    def show_step(self, sight: ClosingSight) -> None:
        """Fill the fields from the count."""
        self._left.show_figure(sight.count.stays)
        nobody = (None, _("先不指定"))
        people = ((who.person, f"{who.name}  {who.number}") for who in sight.successors)
        self._successor.show_choices((nobody, *people))
        self._successor.show_choice(sight.count.taken_over_by)
        self._remark.setText(sight.count.remark)
        self._waiting.show_text(waiting_text(sight.unfinished))
        self.show_count(sight)

    def show_count(self, sight: ClosingSight) -> None:
        """The sums moved."""
        count = sight.count
        self._counted.show_amount(count.counted)
        fits = count.to_safe >= ZERO
        self._to_safe.show_amount(count.to_safe, Tone.PLAIN if fits else Tone.DANGER)
        problem = "" if fits else _("留下的不能比点出的多")
        self._left_row.show_problem(problem)
        if sight.expected_shown:
            self._difference.show_text(
                difference_text(count.difference), difference_tone(count.difference)
            )
            expected = money_text(count.shift.drawer_cash)
            self._expected.show_text(_("应有 {expected}").format(expected=expected))
        else:
            self._difference.show_text(_("交班后显示"), Tone.MUTED)
            self._expected.show_text(_("本店盲点现金"))
        self._others.show_text(_others_text(sight))

    def _facts(self) -> Card:
        card = Card(_("核对一下"), padding=Space.WIDE)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.VAST)
        grid.setVerticalSpacing(Space.HAIR)
        for column, (title, figure) in enumerate(
            (
                (_("点出现金"), self._counted),
                (_("长短款"), self._difference),
                (_("交保险柜"), self._to_safe),
            )
        ):
            grid.addWidget(TextLabel(title, TextRole.SMALL, Tone.MUTED), 0, column)
            grid.addWidget(figure, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._expected, 2, 1)
        card.body.addLayout(grid)
        card.body.addWidget(self._others)
        card.body.addWidget(self._waiting)
        card.body.addSpacing(Space.SMALL)
        card.body.addWidget(FormRow(_("交给谁"), self._successor))
        card.body.addWidget(
            FormRow(_("备注"), self._remark, hint=_("有差额就写一句原因，会印在交班单上"))
        )
        card.body.addStretch(1)
        return card

    def _answers(self) -> Card:
        side = Card()
        side.setFixedWidth(_SIDE_WIDTH)
        side.body.addWidget(self._left_row)
        side.body.addWidget(NumberPad(PadKeys.MONEY), 1)
        return side

    def _money(self, name: str) -> MoneyLabel:
        return MoneyLabel(name, size=FontSize.FIGURE, align=Qt.AlignmentFlag.AlignLeft)

    def _on_left(self, amount: object) -> None:
        self.left_typed.emit(amount if isinstance(amount, Money) else ZERO)

    def _on_left_entered(self) -> None:
        self._remark.setFocus(Qt.FocusReason.TabFocusReason)


def _others_text(sight: ClosingSight) -> str:
    """The other methods in one line: those that differ, or that all of them agree."""
    count = sight.count
    if not count.methods:
        return ""
    differing = [
        _("{method} {difference}").format(
            method=taking.name,
            difference=difference_text(count.read_off_of(taking) - taking.amount),
        )
        for taking in count.methods
        if count.read_off_of(taking) != taking.amount
    ]
    if not differing:
        return _("其他收款方式都对得上。")
    return _("其他收款方式：{differences}").format(differences=_("；").join(differing))
