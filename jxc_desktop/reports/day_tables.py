"""The figures of a day as the tables of its A4 report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jxc_desktop.domain.formats import (
    date_text,
    quantity_text,
    rate_text,
    time_text,
)
from jxc_desktop.domain.numbers import ZERO, Money, divide_half_away
from jxc_desktop.reports.day_blocks import (
    drawer_figures,
    event_rows,
    given_away,
    money,
    note_rows,
    shift_name,
)
from jxc_desktop.reports.pdf_page import CONTENT_WIDTH, figure_table, pair_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jxc_desktop.domain.day_facts import DayFacts, MethodTally, ShiftFacts, Tally
    from jxc_desktop.domain.words import Words


def part_text(amount: Money, whole: Money) -> str:
    """How much of `whole` this is."""
    if whole <= ZERO:
        return ""
    tenths = divide_half_away(amount.minor * 1000, whole.minor)
    minus = "-" if tenths < 0 else ""
    return f"{minus}{abs(tenths) // 10}.{abs(tenths) % 10}%"


def columns(*parts: float) -> list[float]:
    """Column widths that share the page in these proportions."""
    return [CONTENT_WIDTH * part / sum(parts) for part in parts]


def sales_table(facts: DayFacts, words: Words) -> Any:
    """Sales, returns, voids, net."""
    rows = [
        (words("销售"), str(facts.sales.count), money(facts.sales.amount)),
        (words("退货"), str(facts.returns.count), money(-facts.returns.amount)),
        (words("作废"), str(facts.voids.count), money(-facts.voids.amount)),
        (words("净额"), str(facts.net.count), money(facts.net.amount)),
    ]
    return pair_table(rows, strong=(3,))


def discount_table(facts: DayFacts, words: Words) -> Any:
    """What was given away, and the tax inside the net."""
    rows = [(label, money(amount)) for label, amount in given_away(facts, words)]
    rows += [
        (words("税额 {rate}").format(rate=rate_text(part.rate)), money(part.tax))
        for part in facts.taxes
    ]
    return pair_table(rows)


def drawer_table(facts: DayFacts, words: Words) -> Any:
    """The drawer's way through the day."""
    rows = [(label, money(amount)) for label, amount in drawer_figures(facts, words)]
    return pair_table(rows, strong=(6, 9))


def method_table(methods: Sequence[MethodTally], words: Words) -> Any:
    """By payment method, with what the channels keep."""
    rows = [
        (
            part.name or words("未知方式"),
            str(part.count),
            money(part.amount),
            money(part.fee),
            money(part.after_fee),
        )
        for part in methods
    ]
    total = (
        words("合计"),
        str(sum(part.count for part in methods)),
        *(
            money(Money.sum(amounts))
            for amounts in (
                [part.amount for part in methods],
                [part.fee for part in methods],
                [part.after_fee for part in methods],
            )
        ),
    )
    head = (words("方式"), words("笔数"), words("金额"), words("手续费"), words("扣费后"))
    return figure_table(head, rows, columns(5, 2, 3, 3, 3), total=total)


def category_table(facts: DayFacts, words: Words, *, show_margin: bool) -> Any:
    """By category, with its part of the net and, for those who may see it, its margin."""
    head = [words("商品分类"), words("数量"), words("净额"), words("占比")]
    rows = [
        [
            part.name or words("未分类"),
            quantity_text(part.tally.quantity),
            money(part.tally.amount),
            part_text(part.tally.amount, facts.net.amount),
            *_margin(part.tally, show_margin=show_margin),
        ]
        for part in facts.categories
    ]
    net = facts.net
    total = [words("合计"), quantity_text(net.quantity), money(net.amount), ""]
    total += _margin(net, show_margin=show_margin)
    widths = columns(5, 2.2, 3, 2)
    if show_margin:
        head += [words("成本"), words("毛利"), words("毛利率")]
        widths = columns(5, 2.2, 3, 2, 3, 3, 2)
    return figure_table(head, rows, widths, total=total)


def _margin(tally: Tally, *, show_margin: bool) -> list[str]:
    if not show_margin:
        return []
    return [money(tally.cost), money(tally.margin), part_text(tally.margin, tally.amount)]


def cashier_table(facts: DayFacts, words: Words) -> Any:
    """By cashier."""
    head = (words("收银员"), words("单数"), words("净额"), words("占比"))
    rows = [
        (
            part.name or words("未知员工"),
            str(part.tally.count),
            money(part.tally.amount),
            part_text(part.tally.amount, facts.net.amount),
        )
        for part in facts.cashiers
    ]
    return figure_table(head, rows, columns(5, 2, 3, 2))


def shift_table(facts: DayFacts, words: Words) -> Any:
    """The shifts and how their drawers came out."""
    head = (
        words("班次"), words("开班"), words("交班"), words("应有现金"), words("实点现金"),
        words("长短款"), words("交保险柜"),
    )  # fmt: skip
    rows = [
        (
            shift_name(shift, facts),
            _clock(shift.opened_at),
            "" if shift.closed_at is None else _clock(shift.closed_at),
            *(
                "" if amount is None else money(amount)
                for amount in (shift.expected, shift.counted, shift.difference, shift.to_safe)
            ),
        )
        for shift in facts.shifts
    ]
    return figure_table(head, rows, columns(4, 2, 2, 2.6, 2.6, 2.2, 2.6))


def count_table(shift: ShiftFacts, words: Words) -> Any:
    """What was counted against what should be there."""
    rows = [
        (label, "" if amount is None else money(amount))
        for label, amount in (
            (words("应有现金"), shift.expected),
            (words("实点现金"), shift.counted),
            (words("长短款"), shift.difference),
            (words("留作备用金"), shift.left),
            (words("交保险柜"), shift.to_safe),
        )
    ]
    rows += [
        (words("{method} 相差").format(method=part.name), money(part.counted - part.expected))
        for part in shift.methods
    ]
    return pair_table(rows, strong=(2,))


def note_table(shift: ShiftFacts, words: Words) -> Any:
    """The notes and coins that were counted; the till may be closed by a sum alone."""
    return pair_table(list(note_rows(shift)) or [(words("未按面额清点"), "", "")])


def event_table(facts: DayFacts, words: Words) -> Any:
    """What happened beside the sales."""
    head = (words("操作"), words("次数"), words("涉及金额"))
    return figure_table(head, list(event_rows(facts, words)), columns(5, 2, 5))


def number_table(facts: DayFacts, words: Words) -> Any:
    """From which receipt to which, terminal by terminal, and what came late."""
    rows = [
        (f"{span.terminal:02}", span.first, span.last, str(span.count)) for span in facts.numbers
    ]
    rows += [
        (
            words("补 {day}").format(day=date_text(late.missed)),
            "",
            money(late.amount),
            str(late.count),
        )
        for late in facts.late
    ]
    head = (words("收银台"), words("起号"), words("止号"), words("张数"))
    return figure_table(head, rows, columns(3, 4, 4, 2))


def _clock(at: datetime) -> str:
    zone = at.tzinfo
    assert zone is not None, "papers are handed the shop's own time"
    return time_text(at, zone)
