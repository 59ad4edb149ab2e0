"""The page on which goods come back: find the receipt, choose its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from jxc_desktop.domain.formats import money_text
from jxc_desktop.queries.list_receipts import ReceiptRow, ReceiptState
from jxc_desktop.ui.counter.page import CounterPage
from jxc_desktop.ui.language import _
from jxc_desktop.ui.returns.lines_card import ReturnLinesCard
from jxc_desktop.ui.returns.presenter import ReturnShown
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.rows_table import Column
from jxc_desktop.ui.widgets.search_list import SearchList
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant


class ReturnsPage(CounterPage):
    """It shows and it reports."""

    searched = Signal(str)
    receipt_chosen = Signal(object)
    stepped = Signal(int, int)
    quantity_asked = Signal(int)
    all_pressed = Signal()
    done_pressed = Signal()
    without_receipt_pressed = Signal()
    back_pressed = Signal()
    opened = Signal()
    left = Signal()

    def __init__(self, failed_sound: Callable[[], object]) -> None:
        super().__init__(failed_sound)
        columns = (
            Column[ReceiptRow](_("小票"), lambda row: row.number, detail=_about, tone=_tone),
            Column[ReceiptRow](
                _("金额"),
                lambda row: money_text(row.total),
                width=130,
                right=True,
                bold=True,
                detail=lambda row: "+".join(dict.fromkeys(row.payments)),
                tone=_tone,
            ),
        )
        self._list: SearchList = SearchList(
            _("找小票"),
            columns,
            placeholder=_("扫小票，或输入当天第几单、客户"),
            empty=_("没有找到小票"),
        )
        self._lines = ReturnLinesCard()
        self._back = TouchButton(_("返回"), icon="arrow-left", shortcut="Esc")
        self._without = TouchButton(_("无小票退货"), shortcut="F4")
        self._done = TouchButton(
            _("加入退货"), icon="undo-2", variant=Variant.PRIMARY, shortcut="F12"
        )
        self._put_together()
        self._connect()
        self.setFocusProxy(self._list)

    def open_returns(self) -> None:
        """The page takes over from the counter."""
        self._list.clear()
        self.opened.emit()

    def show_recent(self, rows: Sequence[ReceiptRow]) -> None:
        """Receipts to pick from."""
        self._list.show_rows(rows)

    def show_return(self, shown: ReturnShown | None) -> None:
        """The receipt that is open, and what is chosen of it."""
        was_open = self._done.isEnabled()
        self._lines.show_return(shown)
        self._done.setEnabled(shown is not None and shown.anything_chosen)
        if shown is not None and not was_open and not shown.anything_chosen:
            self._lines.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_returns(self) -> None:
        """The counter takes over again."""
        self.left.emit()

    def _put_together(self) -> None:
        find = Card(_("找小票"))
        find.body.addWidget(self._list, 1)
        find.body.addWidget(self._without)
        keys = QHBoxLayout()
        keys.setSpacing(Space.SMALL)
        keys.addWidget(self._back, 1)
        keys.addWidget(self._done, 2)
        self._lines.body.addLayout(keys)
        for key in (self._back, self._done, self._without):
            key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        columns.setSpacing(Space.MEDIUM)
        columns.addWidget(find, 2)
        columns.addWidget(self._lines, 3)

    def _connect(self) -> None:
        self._list.searched.connect(self.searched)
        self._list.row_chosen.connect(lambda row: self.receipt_chosen.emit(row.key))
        self._lines.stepped.connect(self.stepped)
        self._lines.quantity_asked.connect(self.quantity_asked)
        self._lines.all_pressed.connect(self.all_pressed)
        self._back.clicked.connect(self.back_pressed)
        self._without.clicked.connect(self.without_receipt_pressed)
        self._done.clicked.connect(self.done_pressed)


def _about(row: ReceiptRow) -> str:
    states = {
        ReceiptState.PARTLY_RETURNED: _("退过一部分"),
        ReceiptState.RETURNED: _("已全部退货"),
        ReceiptState.VOIDED: _("已作废"),
        ReceiptState.VOID: _("作废单"),
        ReceiptState.GOODS_BACK: _("退货单"),
    }
    said = (f"{row.at:%H:%M}", row.customer, states.get(row.state, ""))
    return " · ".join(part for part in said if part)


def _tone(row: ReceiptRow) -> Tone:
    open_ones = {ReceiptState.SOLD, ReceiptState.PARTLY_RETURNED}
    return Tone.PLAIN if row.state in open_ones else Tone.MUTED
