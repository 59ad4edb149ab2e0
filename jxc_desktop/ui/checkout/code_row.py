"""The code field of the counter, what waits for the next scan, and what a search found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jxc_desktop.domain.formats import quantity_text, unit_price_text
from jxc_desktop.domain.numbers import Quantity
from jxc_desktop.domain.sellable import SellableItem
from jxc_desktop.ui.checkout.counter_key import CounterKey
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.code_field import CodeField
from jxc_desktop.ui.widgets.labels import Badge, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable

_PAUSE_MS = 70
_SHOWN_MAX = 6
_ROW, _TITLES = 52, 36


class CounterCodeField(CodeField):
    """Where everything is typed. Keys that edit nothing here belong to the marked line."""

    key_pressed = Signal(CounterKey)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Delete and with_control:
            self.key_pressed.emit(CounterKey.CANCEL)
        elif event.key() == Qt.Key.Key_Delete and not self.text():
            self.key_pressed.emit(CounterKey.REMOVE)
        elif event.key() == Qt.Key.Key_Escape:
            self.key_pressed.emit(CounterKey.CLEAR)
        else:
            super().keyPressEvent(event)


class CodeRow(QWidget):
    """Reports `code_typed` once the hand pauses, `code_entered` at Enter, and keys."""

    code_typed = Signal(str)
    code_entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = CounterCodeField(
            _("条码"), placeholder=_("扫码，或输入名称、拼音首字母、编码")
        )
        self._ahead = Badge("", Tone.WARNING)
        self._back = Badge("", Tone.DANGER)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.field, 1)
        for badge in (self._ahead, self._back):
            badge.hide()
            row.addWidget(badge)
        self.setFocusProxy(self.field)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.code_typed.emit(self.field.text()))
        self.field.code_typed.connect(lambda _text: self._pause.start())
        self.field.code_entered.connect(self._on_entered)

    def clear(self) -> None:
        """Wait for the next code."""
        self._pause.stop()
        self.field.clear()

    def finish_typing(self) -> None:
        """Report what stands in the field now: a scan follows, and does not wait for a pause."""
        if self._pause.isActive():
            self._pause.stop()
            self.code_typed.emit(self.field.text())

    def type_on(self, text: str) -> None:
        """Take what was typed while the keyboard was elsewhere on the page."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.insert(text)
        self._pause.start()

    def show_ahead(self, quantity: Quantity | None) -> None:
        """How many the next scan stands for."""
        self._ahead.show_badge("" if quantity is None else f"× {quantity_text(quantity)}")

    def show_taking_back(self, *, on: bool) -> None:
        """Whether scans are goods that come back."""
        self._back.show_badge(_("无小票退货中（Esc 结束）") if on else "")

    def _on_entered(self, code: str) -> None:
        self._pause.stop()
        self.code_entered.emit(code)


class FoundList(Card):
    """What a search found, over the basket; the arrow keys of the code field walk it."""

    item_marked = Signal(object)
    item_chosen = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(padding=Space.HAIR)
        self.setParent(over)
        self._rows = 0
        columns = (
            Column[SellableItem](_("商品"), lambda item: item.name, detail=_codes),
            Column[SellableItem](_("单位"), lambda item: item.unit_name, width=80),
            Column[SellableItem](
                _("售价"),
                lambda item: unit_price_text(item.unit_price, symbol=True),
                width=110,
                right=True,
                bold=True,
            ),
        )
        self._table: RowsTable = RowsTable(_("找到的商品"), columns)
        self._table.choose_on_click()
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.row_marked.connect(self.item_marked)
        self._table.row_chosen.connect(self.item_chosen)
        self._elsewhere = TextLabel("", TextRole.SMALL, Tone.ACCENT).wrapped()
        self._elsewhere.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM, Space.SMALL)
        self.body.addWidget(self._table)
        self.body.addWidget(self._elsewhere)
        self._elsewhere.hide()
        self.hide()

    def show_found(self, found: Sequence[SellableItem]) -> None:
        """Show the items, the first one marked; none hides the list."""
        if not found and self.isHidden():
            return
        self._table.show_rows(found, 0)
        self._rows = min(len(found), _SHOWN_MAX)
        self.setVisible(bool(found))
        self._fit()
        self.raise_()

    def show_elsewhere(self, told: str) -> None:
        """What other stores have of the marked item."""
        self._elsewhere.show_text(told)
        self._elsewhere.setVisible(bool(told))
        self._fit()

    def _fit(self) -> None:
        told = bool(self._elsewhere.text())
        below = self._elsewhere.heightForWidth(self.width()) + Space.LARGE if told else 0
        self.resize(self.width(), _TITLES + self._rows * _ROW + 2 * Space.HAIR + 2 + below)

    def mark_next(self) -> None:
        """One down."""
        self._table.mark_next()

    def mark_previous(self) -> None:
        """One up."""
        self._table.mark_previous()


def _codes(item: SellableItem) -> str:
    return " · ".join(code for code in (item.code, item.barcode) if code)
