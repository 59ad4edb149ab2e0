"""How a customer stands with the shop: what is owed, what more may be owed, what they left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.basket import BasketCustomer
from jxc_desktop.domain.numbers import ZERO
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.tokens import FontSize, Space
from jxc_desktop.ui.widgets.labels import Badge, MoneyLabel, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card

_TO_THE_LEFT = Qt.AlignmentFlag.AlignLeft


class AccountCard(Card):
    """Name and three figures."""

    def __init__(self) -> None:
        super().__init__()
        self._name = TextLabel("", TextRole.TITLE)
        self._member = Badge(_("会员"))
        self._owed = _figure(_("欠款"))
        self._room = _figure(_("还可赊"))
        self._deposit = _figure(_("预存余额"))
        name = QHBoxLayout()
        name.setSpacing(Space.SMALL)
        name.addWidget(self._name)
        name.addWidget(self._member)
        name.addStretch(1)
        figures = QHBoxLayout()
        figures.setSpacing(Space.LARGE)
        for title, figure in (
            (_("欠款"), self._owed),
            (_("还可赊"), self._room),
            (_("预存余额"), self._deposit),
        ):
            figures.addWidget(_named(title, figure), 1)
        self.body.addLayout(name)
        self.body.addLayout(figures)
        self._elsewhere = TextLabel("", TextRole.SMALL, Tone.MUTED).wrapped()
        self.body.addWidget(self._elsewhere)
        self._elsewhere.hide()

    def show_customer(self, customer: BasketCustomer, elsewhere: str = "") -> None:
        """How they stand now over all stores, and what of it is from others."""
        self._elsewhere.show_text(elsewhere)
        self._elsewhere.setVisible(bool(elsewhere))
        self._name.show_text(customer.name)
        self._member.setVisible(customer.member)
        owes = customer.owed > ZERO
        self._owed.show_amount(customer.owed, Tone.DANGER if owes else Tone.PLAIN)
        self._room.show_amount(max(customer.credit_limit - customer.owed, ZERO))
        self._deposit.show_amount(customer.deposit)


def _figure(name: str) -> MoneyLabel:
    return MoneyLabel(name, size=FontSize.FIGURE, align=_TO_THE_LEFT)


def _named(title: str, figure: QWidget) -> QWidget:
    named = QWidget()
    layout = QVBoxLayout(named)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.HAIR)
    layout.addWidget(TextLabel(title, TextRole.SMALL, Tone.MUTED))
    layout.addWidget(figure)
    return named
