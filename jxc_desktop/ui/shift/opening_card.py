"""The card between shifts: what lies in the drawer, what is brought, and 开班."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.tokens import FontSize, Space
from jxc_desktop.ui.widgets.figure_field import AmountField
from jxc_desktop.ui.widgets.labels import MoneyLabel, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.number_pad import NumberPad, PadKeys
from jxc_desktop.ui.widgets.panels import Card, FormRow
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton, Variant

_SIZE = (840, 520)


class OpeningCard(QWidget):
    """Reports `open_pressed` with the cash that is brought from the safe."""

    open_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._found = ZERO
        self._brought: Money | None = ZERO
        self._found_label = MoneyLabel(
            _("钱箱里应有"), size=FontSize.FIGURE, align=Qt.AlignmentFlag.AlignLeft
        )
        self._together = MoneyLabel(_("开班备用金"), align=Qt.AlignmentFlag.AlignLeft)
        self._field = AmountField(_("从保险柜拿来"))
        self._field.figure_typed.connect(self._on_typed)
        self._field.line.entered.connect(self._on_pressed)
        self._open = TouchButton(
            _("开班"),
            icon="door-open",
            variant=Variant.PRIMARY,
            shape=Shape.LARGE,
            shortcut="F12",
        )
        self._open.clicked.connect(self._on_pressed)
        card = Card(padding=Space.WIDE)
        card.setFixedSize(*_SIZE)
        row = QHBoxLayout()
        row.setSpacing(Space.VAST)
        row.addLayout(self._words(), 1)
        row.addWidget(NumberPad(PadKeys.MONEY), 1)
        card.body.addLayout(row)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.setFocusProxy(self._field)

    def show_found(self, found: Money) -> None:
        """So much lies in the drawer by the books; ask what is brought."""
        self._found = found
        self._found_label.show_amount(found)
        self._field.clear()
        self._on_typed(None)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(Space.SMALL)
        words.addWidget(TextLabel(_("还没有开班"), TextRole.TITLE))
        hint = _("数一数钱箱，需要的话从保险柜拿些零钱，然后开班。")
        words.addWidget(TextLabel(hint, TextRole.BODY, Tone.MUTED).wrapped())
        words.addSpacing(Space.SMALL)
        words.addWidget(TextLabel(_("钱箱里应有"), TextRole.SMALL, Tone.MUTED))
        words.addWidget(self._found_label)
        words.addWidget(FormRow(_("从保险柜拿来"), self._field, hint=_("没有就留空，直接开班")))
        words.addStretch(1)
        words.addWidget(TextLabel(_("开班备用金"), TextRole.SMALL, Tone.MUTED))
        words.addWidget(self._together)
        words.addWidget(self._open)
        return words

    def _on_typed(self, brought: object) -> None:
        typed = bool(self._field.line.text().strip())
        self._brought = brought if isinstance(brought, Money) else (None if typed else ZERO)
        self._open.setEnabled(self._brought is not None)
        self._together.show_amount(self._found + (self._brought or ZERO))
        self._open.setAccessibleDescription(money_text(self._found + (self._brought or ZERO)))

    def _on_pressed(self) -> None:
        if self._brought is not None:
            self.open_pressed.emit(self._brought)
