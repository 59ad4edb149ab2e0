"""Counting the drawer: pieces of each note and coin down a column, or one sum."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.cash_count import DENOMINATIONS, CashCount
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import money_text, parse_quantity
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.shift.closing.notices import difference_text, difference_tone, waiting_text
from jxc_desktop.ui.shift.closing.presenter import ClosingSight
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.figure_field import AmountField, FigureField
from jxc_desktop.ui.widgets.labels import MoneyLabel, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.number_pad import NumberPad, PadKeys
from jxc_desktop.ui.widgets.panels import Card, FormRow

_FIELD_WIDTH = 180
_NAME_WIDTH = 100
_SUM_WIDTH = 200
_SIDE_WIDTH = 430
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def parse_pieces(text: str) -> int:
    """The number of pieces that was typed; half a note, less than none and a code are refused."""
    quantity = parse_quantity(text)
    if quantity.milli % 1000:
        raise Refusal("amount_too_precise", text=text, decimals=0)
    pieces = quantity.milli // 1000
    CashCount.of({DENOMINATIONS[0]: pieces})
    return pieces


class PiecesColumn(QWidget):
    """Reports `pieces_typed` (denomination, pieces) and `finished` after the last field."""

    pieces_typed = Signal(object, object)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[Money, FigureField] = {}
        self._sums: dict[Money, TextLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.WIDE)
        grid.setVerticalSpacing(Space.SMALL)
        for at, title in enumerate((_("面额"), _("张数 / 枚数"), _("小计"))):
            label = TextLabel(title, TextRole.SMALL, Tone.MUTED)
            grid.addWidget(label, 0, at, _RIGHT if at else _LEFT)
        for row, denomination in enumerate(DENOMINATIONS, start=1):
            self._add_row(grid, row, denomination)
        grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        grid.setColumnMinimumWidth(2, _SUM_WIDTH)
        grid.setColumnStretch(3, 1)
        self.setFocusProxy(self._fields[DENOMINATIONS[0]])

    def show_pieces(self, pieces: dict[Money, int]) -> None:
        """Put the pieces counted so far into the fields."""
        for denomination, field in self._fields.items():
            counted = pieces.get(denomination, 0)
            field.show_text(str(counted) if counted else "")

    def show_sums(self, pieces: dict[Money, int]) -> None:
        """What the pieces come to, denomination by denomination."""
        for denomination, label in self._sums.items():
            counted = Money(denomination.minor * pieces.get(denomination, 0))
            label.show_text(money_text(counted) if counted else "—")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._move(step)

    def _add_row(self, grid: QGridLayout, row: int, denomination: Money) -> None:
        name = denomination_text(denomination)
        field = FigureField(name, parse_pieces, placeholder="0")
        field.setFixedWidth(_FIELD_WIDTH)
        field.figure_typed.connect(partial(self._on_typed, denomination))
        field.line.entered.connect(partial(self._move, 1))
        grid.addWidget(TextLabel(name, TextRole.LARGE), row, 0, _LEFT)
        grid.addWidget(field, row, 1)
        self._fields[denomination] = field
        self._sums[denomination] = TextLabel("—", TextRole.LARGE)
        grid.addWidget(self._sums[denomination], row, 2, _RIGHT)

    def _on_typed(self, denomination: Money, pieces: object) -> None:
        # What is no number counts nothing, so that the sum shows what the field complains about.
        self.pieces_typed.emit(denomination, pieces if isinstance(pieces, int) else 0)

    def _move(self, step: int) -> None:
        fields = list(self._fields.values())
        at = next((at for at, field in enumerate(fields) if field.line.hasFocus()), -1)
        if at + step >= len(fields):
            self.finished.emit()
        else:
            line = fields[max(at + step, 0)].line
            line.setFocus(Qt.FocusReason.TabFocusReason)
            line.selectAll()


class CountPage(QWidget):
    """Reports `pieces_typed`, `total_typed` (an amount, or None) and `finished`."""

    pieces_typed = Signal(object, object)
    total_typed = Signal(object)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = PiecesColumn()
        self._column.pieces_typed.connect(self.pieces_typed)
        self._column.finished.connect(self.finished)
        self._total = AmountField(_("直接输总额"))
        self._total.figure_typed.connect(self._on_total)
        self._total.line.entered.connect(self.finished)
        self._counted = MoneyLabel(_("点出现金"))
        self._expected = TextLabel("", TextRole.BODY, Tone.MUTED)
        self._waiting = TextLabel("", TextRole.SMALL, Tone.WARNING).wrapped()
        left = Card(_("数一数钱箱里的现金"), padding=Space.LARGE)
        left.body.addWidget(self._column)
        left.body.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.LARGE)
        layout.addWidget(left, 1)
        layout.addWidget(self._side())
        self.setFocusProxy(self._column)

    def show_step(self, sight: ClosingSight) -> None:
        """Fill the fields from the count."""
        self._column.show_pieces(dict(sight.count.pieces))
        if sight.count.typed_total is None:
            self._total.clear()
        else:
            self._total.show_figure(sight.count.typed_total)
        self._waiting.show_text(waiting_text(sight.unfinished))
        self.show_count(sight)

    def show_count(self, sight: ClosingSight) -> None:
        """The sums moved."""
        count = sight.count
        self._column.show_sums(dict(count.pieces))
        self._counted.show_amount(count.counted)
        if count.typed_total is None and not self._total.line.hasFocus():
            self._total.clear()
        if not sight.expected_shown:
            self._expected.show_text(_("盲点：交班后再看长短款"))
            return
        text = _("应有 {expected} · {difference}").format(
            expected=money_text(count.shift.drawer_cash),
            difference=difference_text(count.difference),
        )
        tone = difference_tone(count.difference) if count.counted else Tone.MUTED
        self._expected.show_text(text, tone)

    def _side(self) -> Card:
        side = Card()
        side.setFixedWidth(_SIDE_WIDTH)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(_("点出现金"), TextRole.SMALL, Tone.MUTED), 0, _RIGHT)
        words.addWidget(self._counted)
        words.addWidget(self._expected, 0, _RIGHT)
        side.body.addLayout(words)
        hint = _("用点钞机数好了？在这里输总额")
        side.body.addWidget(FormRow(_("直接输总额"), self._total, hint=hint))
        side.body.addWidget(NumberPad(PadKeys.MONEY), 1)
        side.body.addWidget(self._waiting)
        return side

    def _on_total(self, total: object) -> None:
        fits = isinstance(total, Money) and total >= ZERO
        if isinstance(total, Money) and not fits:
            self._total.show_problem(refusal_text(Refusal("cash_negative", amount=total)))
        self.total_typed.emit(total if fits else None)


def denomination_text(denomination: Money) -> str:
    """A note or coin as people call it: 100 元, 5 角."""
    if denomination.minor >= 100:
        return _("{count} 元").format(count=denomination.minor // 100)
    return _("{count} 角").format(count=denomination.minor // 10)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
