"""The receipt that goods come back from: how much of each line can, and how much does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from jxc_desktop.domain.formats import money_text, quantity_text
from jxc_desktop.domain.numbers import NOTHING
from jxc_desktop.ui.language import _
from jxc_desktop.ui.returns.presenter import ReturnLine, ReturnShown
from jxc_desktop.ui.theme.tokens import FontSize, Space
from jxc_desktop.ui.widgets.labels import MoneyLabel, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.touch_button import TouchButton

_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_Left: -1}


class ReturnLinesTable(RowsTable):
    """Reports `stepped` (number of the line, 1 or -1) for the keys + and -."""

    stepped = Signal(int, int)

    def __init__(self) -> None:
        columns = (
            Column[ReturnLine](_("商品"), lambda line: line.line.name, detail=_paid, tone=_tone),
            Column[ReturnLine](_("已售"), _sold, width=84, right=True),
            Column[ReturnLine](
                _("可退"), lambda line: quantity_text(line.left), width=104, right=True
            ),
            Column[ReturnLine](
                _("这次退"),
                lambda line: quantity_text(line.chosen) if line.chosen else "—",
                width=112,
                right=True,
                bold=True,
                tone=_tone,
            ),
            Column[ReturnLine](_("退款"), _refund, width=110, right=True, bold=True, tone=_tone),
        )
        super().__init__(
            _("小票上的商品"),
            columns,
            key=lambda line: line.line.number,
            empty=_("扫小票上的条码，或在左边选一张小票。"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self.marked is None:
            super().keyPressEvent(event)
        else:
            event.accept()
            self.step(step)

    def step(self, by: int) -> None:
        """Report that more or less of the marked line comes back."""
        if self.marked is not None:
            self.stepped.emit(self.marked.line.number, by)


class ReturnLinesCard(Card):
    """Reports what is done about the marked line, `all_pressed` and `quantity_asked`."""

    stepped = Signal(int, int)
    quantity_asked = Signal(int)
    all_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._number = TextLabel("", TextRole.HEADING)
        self._about = TextLabel("", TextRole.SMALL, Tone.MUTED)
        self.table = ReturnLinesTable()
        self._refund = MoneyLabel(_("应退"), size=FontSize.TOTAL)
        less, more = _key("", icon="minus"), _key("", icon="plus")
        less.setAccessibleName(_("少退一件"))
        more.setAccessibleName(_("多退一件"))
        less.clicked.connect(lambda: self.table.step(-1))
        more.clicked.connect(lambda: self.table.step(1))
        quantity, everything = _key(_("数量"), shortcut="F3"), _key(_("全部退"), shortcut="F5")
        quantity.clicked.connect(self.table.choose_marked)
        everything.clicked.connect(self.all_pressed)
        self._keys = [less, more, quantity, everything]
        keys = QHBoxLayout()
        keys.setSpacing(Space.SMALL)
        for key in self._keys:
            keys.addWidget(key)
        foot = QHBoxLayout()
        foot.addWidget(TextLabel(_("应退"), TextRole.BODY, Tone.MUTED))
        foot.addWidget(self._refund, 1)
        self.body.addWidget(self._number)
        self.body.addWidget(self._about)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(keys)
        self.body.addLayout(foot)
        self.table.stepped.connect(self.stepped)
        self.table.row_chosen.connect(lambda line: self.quantity_asked.emit(line.line.number))

    def show_return(self, shown: ReturnShown | None) -> None:
        """Show the receipt, or that none is open."""
        lines = () if shown is None else shown.lines
        self._number.show_text(_("退货") if shown is None else shown.facts.number)
        self._about.show_text("" if shown is None else _about(shown))
        self.table.show_rows(lines, 0 if self.table.marked is None else None)
        for key in self._keys:
            key.setEnabled(bool(lines))
        self._refund.setVisible(shown is not None)
        if shown is not None:
            tone = Tone.DANGER if shown.anything_chosen else Tone.MUTED
            self._refund.show_amount(shown.refund, tone)


def _key(title: str, *, icon: str = "", shortcut: str = "") -> TouchButton:
    key = TouchButton(title, icon=icon, shortcut=shortcut)
    key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return key


def _tone(line: ReturnLine) -> Tone:
    if line.left <= NOTHING:
        return Tone.MUTED
    return Tone.DANGER if line.chosen else Tone.PLAIN


def _paid(line: ReturnLine) -> str:
    paid = money_text(line.line.net)
    return _("实付 {amount}").format(amount=paid)


def _sold(line: ReturnLine) -> str:
    return f"{quantity_text(line.line.quantity)} {line.line.item.unit_name}"


def _refund(line: ReturnLine) -> str:
    return money_text(line.refund, symbol=False) if line.chosen else ""


def _about(shown: ReturnShown) -> str:
    facts = shown.facts
    ways = "+".join(dict.fromkeys(payment.name for payment in facts.payments))
    said = (f"{facts.at:%Y-%m-%d %H:%M}", facts.cashier_name, facts.customer_name, ways)
    return " · ".join(part for part in said if part)
