"""Comparing the other methods: what the till took, and what phone and card machine say."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.ids import MethodId
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.queries.find_takings import MethodTaking
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.shift.closing.notices import difference_text, difference_tone
from jxc_desktop.ui.shift.closing.presenter import ClosingSight
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.figure_field import AmountField
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.number_pad import NumberPad, PadKeys
from jxc_desktop.ui.widgets.panels import Card

_FIELD_WIDTH = 170
_SIDE_WIDTH = 430


class MethodsPage(QWidget):
    """Reports `amount_typed` (method, amount) and `finished` after the last field."""

    amount_typed = Signal(object, object)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[MethodId, AmountField] = {}
        self._differences: dict[MethodId, TextLabel] = {}
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._card = Card(_("和手机、刷卡机核对"))
        self._card.body.addWidget(self._rows)
        self._card.body.addStretch(1)
        side = Card()
        side.setFixedWidth(_SIDE_WIDTH)
        hint = _("金额已按系统填好，对得上就直接下一步；对不上的改成手机或刷卡机上的数。")
        side.body.addWidget(TextLabel(hint, TextRole.BODY, Tone.MUTED).wrapped())
        side.body.addWidget(NumberPad(PadKeys.MONEY), 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.LARGE)
        layout.addWidget(self._card, 1)
        layout.addWidget(side)

    def show_step(self, sight: ClosingSight) -> None:
        """One row per method, filled from the count."""
        self._clear()
        for at, title in enumerate((_("收款方式"), _("系统"), _("实际"), _("差额"))):
            label = TextLabel(title, TextRole.SMALL, Tone.MUTED)
            self._grid.addWidget(label, 0, at, _RIGHT if at else _LEFT)
        for row, taking in enumerate(sight.count.methods, start=1):
            self._add_row(row, taking, sight.count.read_off_of(taking))
        self.setFocusProxy(next(iter(self._fields.values())))
        self.show_count(sight)

    def show_count(self, sight: ClosingSight) -> None:
        """The differences moved."""
        for taking in sight.count.methods:
            label = self._differences.get(taking.method)
            if label is not None:
                difference = sight.count.read_off_of(taking) - taking.amount
                label.show_text(difference_text(difference), difference_tone(difference))

    def _clear(self) -> None:
        fresh = QWidget()
        self._grid = QGridLayout(fresh)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.WIDE)
        self._grid.setVerticalSpacing(Space.MEDIUM)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(3, 150)
        self._card.body.replaceWidget(self._rows, fresh)
        self._rows.deleteLater()
        self._rows = fresh
        self._fields.clear()
        self._differences.clear()

    def _add_row(self, row: int, taking: MethodTaking, counted: Money) -> None:
        count = ngettext_("{count} 笔", "{count} 笔", taking.receipts).format(count=taking.receipts)
        name = _("{method}（{count}）").format(method=taking.name, count=count)
        self._grid.addWidget(TextLabel(name, TextRole.LARGE), row, 0, _LEFT)
        expected = TextLabel(money_text(taking.amount), TextRole.LARGE)
        self._grid.addWidget(expected, row, 1, _RIGHT)
        field = AmountField(taking.name)
        field.setFixedWidth(_FIELD_WIDTH)
        field.show_figure(counted)
        field.figure_typed.connect(partial(self._on_typed, taking.method))
        field.line.entered.connect(partial(self._go_on, row))
        self._grid.addWidget(field, row, 2)
        self._fields[taking.method] = field
        difference = TextLabel("", TextRole.BODY)
        self._grid.addWidget(difference, row, 3, _RIGHT)
        self._differences[taking.method] = difference

    def _on_typed(self, method: MethodId, amount: object) -> None:
        # What is no amount counts as nothing, so that the difference shows it.
        self.amount_typed.emit(method, amount if isinstance(amount, Money) else ZERO)

    def _go_on(self, row: int) -> None:
        fields = list(self._fields.values())
        if row < len(fields):
            fields[row].line.setFocus(Qt.FocusReason.TabFocusReason)
            fields[row].line.selectAll()
        else:
            self.finished.emit()


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
