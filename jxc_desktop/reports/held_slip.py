"""挂单小票: what a customer who comes back later left on the counter; nothing of it is sold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.domain.formats import money_text, quantity_text
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.ticket import Align, Cell, Columns, Rule, Text, Ticket
from jxc_desktop.reports.ticket_rows import ending, heading, large_row, moment_text, row

if TYPE_CHECKING:
    from jxc_desktop.domain.basket import BasketLine
    from jxc_desktop.domain.slip_facts import HeldFacts
    from jxc_desktop.domain.words import Words


def held_slip(facts: HeldFacts, *, width: int, words: Words) -> Ticket:
    """The goods put aside, marked so that nobody takes it for a receipt."""
    title = words("挂单 {number}").format(number=facts.held)
    elements = [
        *heading(facts.shop, title),
        Text(words("*** 未付款 ***"), Align.CENTER, bold=True),
        Rule(),
        row(words("时间"), moment_text(facts.at)),
        row(words("收银员"), facts.held_by),
    ]
    if facts.basket.customer is not None:
        elements.append(row(words("客户"), facts.basket.customer.name))
    if facts.note:
        elements.append(Text(words("备注 {note}").format(note=facts.note)))
    elements.append(Rule())
    elements += [_goods(line, words) for line in facts.basket.lines]
    elements += [Rule(), large_row(words("合计"), facts.basket.total, width), *ending()]
    return Ticket(title, tuple(elements))


def _goods(line: BasketLine, words: Words) -> Columns:
    name = words("退 {name}").format(name=line.item.name) if line.is_return else line.item.name
    amount: Money = -line.paid if line.is_return else line.paid
    return Columns(
        (
            Cell(name),
            Cell(f"{quantity_text(line.quantity)}{line.item.unit_name}", 9, Align.RIGHT),
            Cell(money_text(amount, symbol=False), 11, Align.RIGHT),
        )
    )
