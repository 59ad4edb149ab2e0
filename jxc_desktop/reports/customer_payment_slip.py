"""The slip for a customer who paid a debt or left a deposit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.domain.capitals import capitals
from jxc_desktop.domain.ticket import Rule, Text, Ticket
from jxc_desktop.reports.ticket_rows import (
    ending,
    heading,
    large_row,
    moment_text,
    money_row,
    row,
    signature,
)

if TYPE_CHECKING:
    from jxc_desktop.domain.slip_facts import CustomerPaymentFacts
    from jxc_desktop.domain.words import Words


def customer_payment_slip(facts: CustomerPaymentFacts, *, width: int, words: Words) -> Ticket:
    """Who paid how much for what, how, and where the account stands now."""
    title = words("还款收据") if facts.repayment else words("预存款收据")
    payment = facts.payment
    elements = [
        *heading(facts.shop, title),
        Rule(),
        Text(words("单号 {number}").format(number=facts.number)),
        row(words("时间"), moment_text(facts.at)),
        row(words("收银员"), facts.cashier_name),
        row(words("客户"), facts.customer_name),
        Rule(),
        large_row(words("金额"), payment.amount, width),
        Text(capitals(payment.amount)),
        money_row(payment.name, payment.tendered or payment.amount),
    ]
    if payment.tendered is not None:
        elements.append(money_row(words("找零"), payment.tendered - payment.amount))
    if payment.reference:
        elements.append(Text(words("凭证号 {number}").format(number=payment.reference)))
    if facts.note:
        elements.append(Text(words("备注 {note}").format(note=facts.note)))
    elements += [
        Rule(),
        money_row(words("目前欠款"), facts.owed_now),
        money_row(words("预存余额"), facts.deposit_now),
        *signature(words("收款人"), width),
        *ending(facts.shop.footer),
    ]
    return Ticket(f"{title} {facts.number}", tuple(elements))
