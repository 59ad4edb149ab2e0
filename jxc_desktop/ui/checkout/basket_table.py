"""The basket as a table: what, how much, at what price, and what is special about a line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent

from jxc_desktop.domain.basket import Basket, BasketLine
from jxc_desktop.domain.discount import Discount
from jxc_desktop.domain.formats import money_text, quantity_text, unit_price_text
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.ui.counter.sheets.discount_words import fold_name
from jxc_desktop.ui.language import _
from jxc_desktop.ui.widgets.labels import Tone
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable

_QUANTITY_COLUMN = 2
_ONE_NOTCH = 120


def remarks(line: BasketLine) -> str:
    """What is special about the line, in a few words."""
    said = []
    if line.is_return:
        said.append(_("退货") if line.return_of is not None else _("无小票退货"))
    if line.price < line.item.unit_price and not line.is_return:
        said.append(_("会员价"))
    if line.discount is not None:
        said.append(_discount_words(line.discount, line.discount_amount))
    if line.order_share:
        said.append(_("整单优惠 -{amount}").format(amount=money_text(line.order_share)))
    if line.rounding_share:
        said.append(_("抹零 {amount}").format(amount=money_text(line.rounding_share)))
    if line.below_floor:
        said.append(_("低于最低售价"))
    elif line.below_cost:
        said.append(_("低于成本"))
    return " · ".join(said) or line.item.barcode or line.item.code


def _discount_words(discount: Discount, amount: Money) -> str:
    given = f"-{money_text(amount)}"
    how = fold_name(discount.rate) if discount.rate is not None else _("优惠")
    return f"{how} {given} {discount.reason}".rstrip()


def _tone(line: BasketLine) -> Tone:
    if line.is_return:
        return Tone.DANGER
    return Tone.WARNING if line.below_cost or line.below_floor else Tone.PLAIN


def _amount(line: BasketLine) -> str:
    return money_text(-line.paid if line.is_return else line.paid, symbol=False)


def _before(line: BasketLine) -> str:
    """The amount before discounts, where it is another one."""
    saved = line.gross - line.net
    return "" if saved == ZERO else _("原 {amount}").format(amount=money_text(line.gross))


class BasketTable(RowsTable):
    """Reports `line_marked`, `line_chosen` and `line_wheeled` (number of the line, and 1 or -1)."""

    line_marked = Signal(int)
    line_chosen = Signal(int)
    line_wheeled = Signal(int, int)
    letters_typed = Signal(str)
    """What was typed while the keyboard was here: it belongs to the code field."""

    def __init__(self) -> None:
        columns = (
            Column[BasketLine]("", lambda line: str(line.number), width=46, tone=_muted),
            Column[BasketLine](_("商品"), lambda line: line.item.name, detail=remarks, tone=_tone),
            Column[BasketLine](
                _("数量"),
                lambda line: quantity_text(line.quantity),
                width=92,
                right=True,
                bold=True,
                detail=lambda line: line.item.unit_name,
            ),
            Column[BasketLine](
                _("单价"), lambda line: unit_price_text(line.price), width=92, right=True
            ),
            Column[BasketLine](
                _("金额"), _amount, width=124, right=True, bold=True, detail=_before, tone=_tone
            ),
        )
        super().__init__(_("购物篮"), columns)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.row_marked.connect(lambda line: self.line_marked.emit(line.number))
        self.row_chosen.connect(lambda line: self.line_chosen.emit(line.number))

    def show_basket(self, basket: Basket, marked: int) -> None:
        """Show the lines, with line `marked` (from 1) at hand."""
        self.show_rows(basket.lines, marked - 1 if marked else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isprintable() and text.strip():
            self.letters_typed.emit(text)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == _QUANTITY_COLUMN:
            turned = event.angleDelta().y()
            if abs(turned) >= _ONE_NOTCH:
                self.line_wheeled.emit(index.row() + 1, 1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


def _muted(_line: BasketLine) -> Tone:
    return Tone.MUTED
