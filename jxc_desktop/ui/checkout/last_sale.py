"""What is left on the screen after a sale: the change, huge, until the next scan."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.ui.language import _
from jxc_desktop.ui.payment.shown import SoldShown
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import MoneyLabel, TextLabel, TextRole, Tone

_CHANGE_SIZE = 104


class LastSale(QWidget):
    """Shows the change, and under it what was sold and how it was paid."""

    def __init__(self) -> None:
        super().__init__()
        self._what = TextLabel("", TextRole.TITLE, Tone.MUTED)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._change = MoneyLabel(_("找零"), size=_CHANGE_SIZE, align=centre)
        self._how = TextLabel("", TextRole.LARGE, Tone.MUTED)
        self._next = TextLabel(_("下一位：直接扫商品"), TextRole.BODY, Tone.MUTED)
        layout = QVBoxLayout(self)
        layout.setSpacing(Space.SMALL)
        layout.addStretch(2)
        for label in (self._what, self._change, self._how):
            if isinstance(label, TextLabel):
                label.setAlignment(centre)
            layout.addWidget(label)
        layout.addStretch(2)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._next)
        foot.addStretch(1)
        layout.addLayout(foot)

    def show_sale(self, sold: SoldShown) -> None:
        """Show the sale that was just taken."""
        if sold.total < ZERO:
            self._what.show_text(_("退给顾客"))
            self._change.show_amount(-sold.total, Tone.DANGER)
        elif sold.change:
            self._what.show_text(_("找零"))
            self._change.show_amount(sold.change, Tone.ACCENT)
        else:
            self._what.show_text(_("收齐，不用找零"))
            self._change.show_amount(Money(0), Tone.MUTED)
        self._how.show_text(_how_paid(sold))
        self.setAccessibleName(f"{self._what.text()} {money_text(sold.change)} {_how_paid(sold)}")


def _how_paid(sold: SoldShown) -> str:
    ways = "+".join(dict.fromkeys(sold.paid_by))
    said = [
        _("第 {serial} 单").format(serial=sold.serial),
        _("应收 {amount}").format(amount=money_text(sold.total)),
    ]
    if sold.change:
        said.append(_("实收 {amount}").format(amount=money_text(sold.tendered)))
    return " · ".join(part for part in (*said, ways, sold.customer) if part)
