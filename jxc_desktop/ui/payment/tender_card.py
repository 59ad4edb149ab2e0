"""The left of the payment page: what is due, what was taken, what a customer owes after it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.domain.formats import money_text
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.tender import Payment
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.payment.shown import AccountShown, PaymentShown
from jxc_desktop.ui.theme.tokens import FontSize, Space
from jxc_desktop.ui.widgets.labels import MoneyLabel, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card, empty
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant


class TenderCard(Card):
    """Shows the tender; reports `payment_removed` with the place of the payment, from 1."""

    payment_removed = Signal(int)

    def __init__(self) -> None:
        super().__init__(padding=Space.WIDE)
        self._title = TextLabel(_("应收"), TextRole.BODY, Tone.MUTED)
        self._total = MoneyLabel(_("应收"))
        self._detail = TextLabel("", TextRole.BODY, Tone.MUTED)
        self._taken = QVBoxLayout()
        self._taken.setSpacing(Space.HAIR)
        self._missing_title = TextLabel(_("还差"), TextRole.BODY, Tone.MUTED)
        self._missing = MoneyLabel(_("还差"), size=FontSize.FIGURE)
        self._change_title = TextLabel(_("找零"), TextRole.BODY, Tone.MUTED)
        self._change = MoneyLabel(_("找零"))
        self._account = AccountLines()
        for widget in (self._title, self._total, self._detail):
            self.body.addWidget(widget)
        self.body.addSpacing(Space.MEDIUM)
        self.body.addLayout(self._taken)
        self.body.addWidget(self._missing_title)
        self.body.addWidget(self._missing)
        self.body.addWidget(self._change_title)
        self.body.addWidget(self._change)
        self.body.addStretch(1)
        self.body.addWidget(self._account)

    def show_payment(self, shown: PaymentShown) -> None:
        """Show it all anew."""
        tender, basket = shown.tender, shown.basket
        self._title.show_text(_("应退") if shown.goes_back else _("应收"))
        self._total.show_amount(abs(tender.total), Tone.DANGER if shown.goes_back else Tone.PLAIN)
        self._detail.show_text(_detail(shown))
        self._show_taken(tender.payments)
        missing = abs(tender.missing)
        splits = bool(tender.payments) and missing > ZERO
        self._missing_title.setVisible(splits)
        self._missing.setVisible(splits)
        self._missing.show_amount(missing, Tone.WARNING)
        self.show_change(None)
        self._account.show_account(shown.account)
        if basket.customer is None:
            self._account.show_account(None)

    def show_change(self, change: Money | None) -> None:
        """What goes back of the amount that is being typed; None while nothing does."""
        for widget in (self._change_title, self._change):
            widget.setVisible(change is not None)
        if change is not None:
            self._change.show_amount(change, Tone.ACCENT)

    def _show_taken(self, payments: tuple[Payment, ...]) -> None:
        empty(self._taken)
        for place, payment in enumerate(payments, 1):
            row = _TakenRow(place, payment)
            row.removed.connect(self.payment_removed)
            self._taken.addWidget(row)


class _TakenRow(QWidget):
    """One payment that was taken, and the button that takes it back."""

    removed = Signal(int)

    def __init__(self, place: int, payment: Payment) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(TextLabel(payment.method.name, TextRole.LARGE))
        row.addStretch(1)
        row.addWidget(TextLabel(money_text(abs(payment.amount)), TextRole.HEADING))
        remove = TouchButton("", icon="x", variant=Variant.PLAIN)
        remove.setAccessibleName(_("撤销这笔{method}").format(method=payment.method.name))
        remove.setToolTip(_("撤销这笔收款"))
        remove.clicked.connect(lambda: self.removed.emit(place))
        row.addWidget(remove)


class AccountLines(QWidget):
    """What the customer owes or left with us: before, with this payment, after."""

    def __init__(self) -> None:
        super().__init__()
        self._name = TextLabel("", TextRole.HEADING)
        self._rows = [TextLabel("", TextRole.BODY, Tone.MUTED) for _place in range(4)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.HAIR)
        layout.addWidget(self._name)
        for row in self._rows:
            layout.addWidget(row)
        self.hide()

    def show_account(self, account: AccountShown | None) -> None:
        """Show the figures; nobody named hides them."""
        self.setVisible(account is not None)
        if account is None:
            return
        self._name.show_text(account.name)
        if account.is_debt:
            texts = [
                (_("信用额度 {amount}"), account.limit),
                (_("此前欠款 {amount}"), account.before),
                (_("本次欠款 {amount}"), account.now),
                (_("累计欠款 {amount}"), account.after),
            ]
        else:
            texts = [
                (_("预存余额 {amount}"), account.before),
                (_("本次使用 {amount}"), account.now),
                (_("使用后余额 {amount}"), account.after),
            ]
        for row, (text, amount) in zip(self._rows, texts, strict=False):
            row.show_text(text.format(amount=money_text(amount)))
        self._rows[3].setVisible(account.is_debt)
        last = self._rows[3] if account.is_debt else self._rows[2]
        over = account.over > ZERO
        last.show_text(last.text() + _over_text(account.over), Tone.DANGER if over else Tone.MUTED)


def _over_text(over: Money) -> str:
    return _("（超出 {amount}）").format(amount=money_text(over)) if over > ZERO else ""


def _detail(shown: PaymentShown) -> str:
    basket = shown.basket
    parts = [ngettext_("{count} 件", "{count} 件", basket.pieces).format(count=basket.pieces)]
    if basket.discount_total > ZERO:
        parts.append(_("优惠 {amount}").format(amount=money_text(basket.discount_total)))
    if basket.rounding:
        parts.append(_("抹零 {amount}").format(amount=money_text(basket.rounding)))
    return " · ".join(parts)
