"""The slip that lies in the drawer for cash put in or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.domain.numbers import ZERO
from jxc_desktop.domain.ticket import Rule, Text, Ticket
from jxc_desktop.reports.purpose_names import PURPOSE_NAMES
from jxc_desktop.reports.ticket_rows import (
    ending,
    heading,
    large_row,
    moment_text,
    row,
    signature,
)

if TYPE_CHECKING:
    from jxc_desktop.domain.slip_facts import CashMoveFacts
    from jxc_desktop.domain.words import Words


def cash_slip(facts: CashMoveFacts, *, width: int, words: Words) -> Ticket:
    """Who moved how much, why, and two lines to sign on."""
    title = words("现金存入单") if facts.amount > ZERO else words("现金取出单")
    elements = [
        *heading(facts.shop, title),
        Rule(),
        row(words("收银台"), f"{facts.terminal:02}"),
        row(words("收银员"), facts.cashier_name),
        row(words("时间"), moment_text(facts.at)),
        row(words("用途"), words(PURPOSE_NAMES[facts.purpose])),
        large_row(words("金额"), abs(facts.amount), width),
        Text(words("原因 {reason}").format(reason=facts.reason)),
    ]
    if facts.approved_by:
        elements.append(row(words("授权人"), facts.approved_by))
    elements += [
        *signature(words("经手人"), width),
        *signature(words("复核人"), width),
        *ending(),
    ]
    return Ticket(title, tuple(elements))
