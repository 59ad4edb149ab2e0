"""The figures of a day as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.domain.formats import date_text, quantity_text, rate_text
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.reports.day_blocks import drawer_figures, given_away, hour_text
from jxc_desktop.reports.event_names import EVENT_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jxc_desktop.domain.day_facts import DayFacts, MethodTally, Tally
    from jxc_desktop.domain.words import Words

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class SalesRow:
    """One figure of the day; what it has none of is None."""

    section: str
    name: str
    count: int | None = None
    quantity: Quantity | None = None
    amount: Money | None = None
    fee: Money | None = None
    cost: Money | None = None


def sales_rows(facts: DayFacts, words: Words, *, show_margin: bool = False) -> tuple[SalesRow, ...]:
    """All figures of the day, one a row."""
    return (
        *_totals(facts, words, show_margin=show_margin),
        *_methods(words("收款方式"), facts.methods, words),
        *_methods(words("客户交款"), facts.customer_payments, words),
        *_groups(facts, words, show_margin=show_margin),
        *_given_away(facts, words),
        *_drawer(facts, words),
        *_events(facts, words),
    )


def sales_csv(facts: DayFacts, words: Words, *, show_margin: bool = False) -> bytes:
    """The rows as UTF-8 with the mark by which a spreadsheet knows it, a line each."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    head = [
        words("营业日"), words("部分"), words("项目"), words("次数"), words("数量"), words("金额"),
        words("手续费"), words("成本"),
    ]  # fmt: skip
    writer.writerow(head if show_margin else head[:-1])
    for row in sales_rows(facts, words, show_margin=show_margin):
        cells = [
            date_text(facts.day),
            _harmless(row.section),
            _harmless(row.name),
            "" if row.count is None else str(row.count),
            "" if row.quantity is None else quantity_text(row.quantity),
            plain_amount(row.amount),
            plain_amount(row.fee),
            plain_amount(row.cost),
        ]
        writer.writerow(cells if show_margin else cells[:-1])
    return text.getvalue().encode("utf-8-sig")


def _totals(facts: DayFacts, words: Words, *, show_margin: bool) -> Iterator[SalesRow]:
    section = words("销售")
    for name, tally, sign in (
        (words("销售"), facts.sales, 1),
        (words("退货"), facts.returns, -1),
        (words("作废"), facts.voids, -1),
        (words("净额"), facts.net, 1),
    ):
        yield _goods(section, name, tally, show_margin=show_margin, sign=sign)


def _goods(section: str, name: str, tally: Tally, *, show_margin: bool, sign: int = 1) -> SalesRow:
    turned = sign < 0
    return SalesRow(
        section,
        name,
        count=tally.count,
        quantity=-tally.quantity if turned else tally.quantity,
        amount=-tally.amount if turned else tally.amount,
        cost=(-tally.cost if turned else tally.cost) if show_margin else None,
    )


def _methods(section: str, methods: Iterable[MethodTally], words: Words) -> Iterator[SalesRow]:
    for part in methods:
        name = part.name or words("未知方式")
        yield SalesRow(section, name, count=part.count, amount=part.amount, fee=part.fee)


def _groups(facts: DayFacts, words: Words, *, show_margin: bool) -> Iterator[SalesRow]:
    for group in facts.categories:
        name = group.name or words("未分类")
        yield _goods(words("商品分类"), name, group.tally, show_margin=show_margin)
    for person in facts.cashiers:
        name = person.name or words("未知员工")
        yield _goods(words("收银员"), name, person.tally, show_margin=show_margin)
    for hour in facts.hours:
        yield _goods(words("时段"), hour_text(hour.hour), hour.tally, show_margin=show_margin)


def _given_away(facts: DayFacts, words: Words) -> Iterator[SalesRow]:
    section = words("优惠与抹零")
    for name, amount in given_away(facts, words):
        yield SalesRow(section, name, amount=amount)
    for part in facts.taxes:
        yield SalesRow(words("税额"), rate_text(part.rate), amount=part.tax)


def _drawer(facts: DayFacts, words: Words) -> Iterator[SalesRow]:
    for name, amount in drawer_figures(facts, words):
        yield SalesRow(words("钱箱"), name, amount=amount)


def _events(facts: DayFacts, words: Words) -> Iterator[SalesRow]:
    section = words("其他操作")
    yield SalesRow(section, words("开钱箱"), count=facts.drawer_openings)
    for part in facts.events:
        yield SalesRow(
            section, words(EVENT_NAMES[part.event]), count=part.count, amount=part.amount
        )


def plain_amount(amount: Money | None) -> str:
    """`-1234.50`: without grouping, so that every program reads it."""
    if amount is None:
        return ""
    whole, rest = divmod(abs(amount.minor), 100)
    return f"{'-' if amount.minor < 0 else ''}{whole}.{rest:02}"


def _harmless(text: str) -> str:
    """People's text as text: a spreadsheet would calculate what begins like a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
