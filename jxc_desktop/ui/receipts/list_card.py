"""The list of receipts: what is looked for, of which day, and the rows that were found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.words import mark
from jxc_desktop.queries.list_receipts import ReceiptRow, ReceiptState
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.receipts.day_keys import DayKeys
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.rows_table import Column
from jxc_desktop.ui.widgets.search_list import SearchList
from jxc_desktop.ui.widgets.touch_button import TouchButton

_STATES = {
    ReceiptState.SOLD: "",
    ReceiptState.PARTLY_RETURNED: mark("部分退货"),
    ReceiptState.RETURNED: mark("已退"),
    ReceiptState.VOIDED: mark("已作废"),
    ReceiptState.VOID: mark("作废单"),
    ReceiptState.GOODS_BACK: mark("退货单"),
}
_TONES = {
    ReceiptState.SOLD: Tone.PLAIN,
    ReceiptState.PARTLY_RETURNED: Tone.WARNING,
    ReceiptState.RETURNED: Tone.MUTED,
    ReceiptState.VOIDED: Tone.MUTED,
    ReceiptState.VOID: Tone.DANGER,
    ReceiptState.GOODS_BACK: Tone.DANGER,
}
_TIME_WIDTH = 88
_STATE_WIDTH = 104
_TOTAL_WIDTH = 132
_PAYMENT_WIDTH = 150


class ListCard(QWidget):
    """Reports what is searched and which receipt is marked; `days` reports which day is wanted."""

    searched = Signal(str)
    row_marked = Signal(object)
    more_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._search = SearchList(
            _("查找小票"),
            _columns(),
            placeholder=_("扫小票条码，或输入单号、客户、日期"),
            empty=_("没有找到小票"),
        )
        self.days = DayKeys()
        self._found = TextLabel("", TextRole.SMALL, Tone.MUTED)
        self._more = TouchButton(_("更多"), icon="chevron-down", shortcut="F5")
        self.setFocusProxy(self._search)
        self.days.keep_focus_elsewhere()
        self._more.keep_focus_elsewhere()
        self._lay_out()
        self._connect()

    def show_search(self, text: str) -> None:
        """What is looked for, in the field."""
        self._search.field.show_code(text)

    def show_receipts(
        self, rows: Sequence[ReceiptRow], marked: DocumentKey | None, *, more: bool
    ) -> None:
        """The receipts found so far; `more` when there are older ones."""
        places = (at for at, row in enumerate(rows) if row.key == marked)
        self._search.show_rows(rows, next(places, 0))
        count = ngettext_("共 {count} 张", "共 {count} 张", len(rows))
        so_far = ngettext_("最近 {count} 张", "最近 {count} 张", len(rows))
        self._found.show_text((so_far if more else count).format(count=len(rows)))
        self._more.setVisible(more)

    def _lay_out(self) -> None:
        days = QHBoxLayout()
        days.setSpacing(Space.SMALL)
        days.addWidget(self.days)
        days.addStretch(1)
        days.addWidget(self._found)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self._more)
        below.addStretch(1)
        card = Card()
        card.body.addLayout(days)
        card.body.addWidget(self._search, 1)
        card.body.addLayout(below)
        self._more.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def _connect(self) -> None:
        self._search.searched.connect(self.searched)
        self._search.table.row_marked.connect(self.row_marked)
        self._more.clicked.connect(lambda _on: self.more_pressed.emit())


def _columns() -> tuple[Column[ReceiptRow], ...]:
    return (
        Column[ReceiptRow](
            _("时间"),
            lambda row: f"{row.at:%H:%M}",
            _TIME_WIDTH,
            detail=lambda row: f"{row.day:%m-%d}",
        ),
        Column[ReceiptRow](_("单号"), lambda row: row.number, detail=lambda row: row.cashier),
        Column[ReceiptRow](
            _("收款"),
            lambda row: _("、").join(row.payments),
            _PAYMENT_WIDTH,
            detail=lambda row: row.customer,
        ),
        Column[ReceiptRow](
            _("金额"),
            lambda row: money_text(row.total),
            _TOTAL_WIDTH,
            right=True,
            bold=True,
            tone=lambda row: Tone.MUTED if row.state is ReceiptState.VOIDED else Tone.PLAIN,
        ),
        Column[ReceiptRow](
            _("状态"), _state_text, _STATE_WIDTH, tone=_state_tone, detail=_late_text
        ),
    )


def _state_text(row: ReceiptRow) -> str:
    state = _STATES[row.state]
    if state:
        return _(state)
    return _("补记") if row.late else ""


def _state_tone(row: ReceiptRow) -> Tone:
    late_only = row.late and row.state is ReceiptState.SOLD
    return Tone.WARNING if late_only else _TONES[row.state]


def _late_text(row: ReceiptRow) -> str:
    return _("补记") if row.late and row.state is not ReceiptState.SOLD else ""
