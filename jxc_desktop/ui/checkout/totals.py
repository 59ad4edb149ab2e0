"""The foot of the basket: pieces, what is saved, and the total that is read from two metres."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import ZERO
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.theme.tokens import FontSize, Space
from jxc_desktop.ui.widgets.labels import MoneyLabel, TextLabel, TextRole, Tone

_TOTAL_SIZE = FontSize.TOTAL + 4


class Totals(QWidget):
    """Shows what the basket comes to."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces = TextLabel("", TextRole.LARGE)
        self._saved = TextLabel("", TextRole.SMALL, Tone.SUCCESS)
        self._what = TextLabel("", TextRole.SMALL, Tone.MUTED)
        self._total = MoneyLabel(_("应收"), size=_TOTAL_SIZE)
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._what, self._pieces, self._saved):
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM, 0)
        row.addLayout(words)
        row.addWidget(self._total, 1)

    def show_basket(self, basket: Basket) -> None:
        """Show the figures of `basket`."""
        goes_back = basket.total < ZERO
        pieces = basket.pieces
        self._what.show_text(_("应退") if goes_back else _("应收"))
        self._pieces.show_text(ngettext_("{count} 件", "{count} 件", pieces).format(count=pieces))
        self._saved.show_text(_savings(basket))
        self._total.show_amount(basket.total, Tone.DANGER if goes_back else Tone.PLAIN)


def _savings(basket: Basket) -> str:
    said = []
    if basket.discount_total:
        said.append(_("已优惠 {amount}").format(amount=money_text(basket.discount_total)))
    if basket.rounding:
        said.append(_("抹零 {amount}").format(amount=money_text(basket.rounding)))
    return " · ".join(said)
