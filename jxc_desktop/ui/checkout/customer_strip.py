"""Whose basket it is, and how they stand with the shop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jxc_desktop.domain.basket import BasketCustomer
from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import ZERO
from jxc_desktop.ui.checkout.counter_key import CounterKey
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import Badge, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.touch_button import TouchButton


class CustomerStrip(QWidget):
    """Reports `key_pressed` with CUSTOMER."""

    key_pressed = Signal(CounterKey)

    def __init__(self) -> None:
        super().__init__()
        self._button = TouchButton(_("客户"), icon="user", shortcut="F2")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(lambda: self.key_pressed.emit(CounterKey.CUSTOMER))
        self._name = TextLabel("", TextRole.HEADING)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._member = Badge("", Tone.ACCENT)
        self._member.hide()
        self._standing = TextLabel("", TextRole.SMALL, Tone.MUTED)
        self._standing.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._elsewhere = TextLabel("", TextRole.CAPTION, Tone.MUTED).wrapped()
        self._elsewhere.hide()
        first = QHBoxLayout()
        first.setSpacing(Space.SMALL)
        first.addWidget(self._name, 1)
        first.addWidget(self._member)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(first)
        words.addWidget(self._standing)
        words.addWidget(self._elsewhere)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.MEDIUM)
        row.addLayout(words, 1)
        row.addWidget(self._button)
        self.show_customer(None)

    def show_customer(self, customer: BasketCustomer | None) -> None:
        """Show the customer, or that nobody was named."""
        if customer is None:
            self._name.show_text(_("散客"), Tone.MUTED)
            self._standing.show_text(_("会员可以扫会员码或报手机号"), Tone.MUTED)
            self._member.show_badge("")
            return
        self._name.show_text(customer.name, Tone.PLAIN)
        self._member.show_badge(_("会员") if customer.member else "")
        over = customer.owed > customer.credit_limit
        self._standing.show_text(_standing(customer), Tone.WARNING if over else Tone.MUTED)

    def show_elsewhere(self, told: str) -> None:
        """What of it is from other stores, and as of when."""
        self._elsewhere.show_text(told)
        self._elsewhere.setVisible(bool(told))


def _standing(customer: BasketCustomer) -> str:
    said = []
    if customer.credit_limit or customer.owed:
        said.append(
            _("欠款 {owed} / 额度 {limit}").format(
                owed=money_text(customer.owed), limit=money_text(customer.credit_limit)
            )
        )
    if customer.deposit != ZERO:
        said.append(_("预存 {deposit}").format(deposit=money_text(customer.deposit)))
    return " · ".join(said) or _("没有欠款和预存")
