"""The blocks of a day's or shift's ticket: each a title and its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.domain.formats import date_text, money_text, rate_text
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.ticket import Text
from jxc_desktop.reports.event_names import EVENT_NAMES
from jxc_desktop.reports.ticket_rows import (
    block,
    counted_row,
    large_row,
    moment_text,
    money_row,
    row,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jxc_desktop.domain.day_facts import DayFacts, MethodTally, Sealed, ShiftFacts, Tally
    from jxc_desktop.domain.ticket import Element
    from jxc_desktop.domain.words import Words

_HASH_GROUP = 16


def sales_block(
    facts: DayFacts, words: Words, width: int, *, show_margin: bool
) -> Iterator[Element]:
    """Sales, returns, voids and what is left of them."""
    net = facts.net
    rows: list[Element] = [
        _tally_row(words("销售"), facts.sales),
        _tally_row(words("退货"), facts.returns, sign=-1),
        _tally_row(words("作废"), facts.voids, sign=-1),
        large_row(words("净额"), net.amount, width),
        row(words("成交单数"), str(net.count)),
        money_row(words("客单价"), facts.average),
    ]
    if show_margin and facts.margin_rate is not None:
        rows += [
            money_row(words("成本"), net.cost),
            money_row(words("毛利"), net.margin),
            row(words("毛利率"), rate_text(facts.margin_rate)),
        ]
    return block("", rows)


def methods_block(facts: DayFacts, words: Words) -> Iterator[Element]:
    """By payment method, with what the channels keep."""
    rows = list(_method_rows(facts.methods, words))
    if rows:
        total = Money.sum(part.amount for part in facts.methods)
        rows.append(money_row(words("合计"), total, bold=True))
    yield from block(words("收款方式（笔数、金额）"), rows)
    yield from block(words("客户交款（笔数、金额）"), _method_rows(facts.customer_payments, words))


def _method_rows(methods: tuple[MethodTally, ...], words: Words) -> Iterator[Element]:
    for part in methods:
        yield counted_row(part.name or words("未知方式"), str(part.count), money(part.amount))
        if part.fee:
            yield money_row(words("其中手续费"), -part.fee)
            yield money_row(words("扣费后"), part.after_fee)


def category_block(facts: DayFacts, words: Words) -> Iterator[Element]:
    """By category."""
    rows = (_tally_row(part.name or words("未分类"), part.tally) for part in facts.categories)
    return block(words("商品分类（行数、净额）"), rows)


def cashier_block(facts: DayFacts, words: Words) -> Iterator[Element]:
    """By cashier."""
    rows = (_tally_row(part.name or words("未知员工"), part.tally) for part in facts.cashiers)
    return block(words("收银员（单数、净额）"), rows)


def hour_block(facts: DayFacts, words: Words) -> Iterator[Element]:
    """By hour of the shop's clock."""
    rows = (_tally_row(hour_text(part.hour), part.tally) for part in facts.hours)
    return block(words("时段（单数、净额）"), rows)


def hour_text(hour: int) -> str:
    """`09:00-10:00`."""
    return f"{hour:02}:00-{(hour + 1) % 24:02}:00"


def discount_block(facts: DayFacts, words: Words) -> Iterator[Element]:
    """What was given away."""
    rows = [money_row(label, amount) for label, amount in given_away(facts, words) if amount]
    return block(words("优惠与抹零"), rows)


def given_away(facts: DayFacts, words: Words) -> tuple[tuple[str, Money], ...]:
    """Discounts and rounding; below zero is what customers did not have to pay."""
    return (
        (words("单品优惠"), -facts.line_discounts.amount),
        (words("整单优惠"), -facts.order_discounts.amount),
        (words("抹零"), facts.rounding.amount),
    )


def tax_block(facts: DayFacts, words: Words) -> Iterator[Element]:
    """The tax inside the net, by rate."""
    rows = [
        counted_row(words("税率 {rate}").format(rate=rate_text(part.rate)), "", money(part.tax))
        for part in facts.taxes
        if part.tax or part.untaxed
    ]
    return block(words("其中税额"), rows)


def drawer_block(
    facts: DayFacts, words: Words, width: int, *, with_counts: bool
) -> Iterator[Element]:
    """The drawer's way: what lay in it, what came, what went; then how the counts came out."""
    cash = facts.cash
    opening, *moves = _drawer_moves(facts, words)
    rows: list[Element] = [money_row(*opening)]
    rows += [money_row(label, amount) for label, amount in moves if amount]
    rows.append(large_row(words("应有现金"), cash.expected, width))
    if with_counts and any(shift.counted is not None for shift in facts.shifts):
        rows += [
            money_row(over_short_label(cash.over_short, words), cash.over_short, bold=True),
            money_row(words("交保险柜"), -cash.to_safe),
            money_row(words("钱箱结余"), cash.left),
        ]
    return block(words("钱箱"), rows)


def drawer_figures(facts: DayFacts, words: Words) -> tuple[tuple[str, Money], ...]:
    """The drawer's whole way, step by step."""
    cash = facts.cash
    return (
        *_drawer_moves(facts, words),
        (words("应有现金"), cash.expected),
        (words("长短款"), cash.over_short),
        (words("交保险柜"), -cash.to_safe),
        (words("钱箱结余"), cash.left),
    )


def _drawer_moves(facts: DayFacts, words: Words) -> tuple[tuple[str, Money], ...]:
    """What lay in the drawer at first, then what came and went before it was counted."""
    cash = facts.cash
    return (
        (words("期初现金"), cash.opening),
        (words("补入备用金"), cash.brought),
        (words("现金销售"), cash.sales),
        (words("客户现金"), cash.customers),
        (words("现金存入"), cash.moved_in.amount),
        (words("现金取出"), -cash.moved_out.amount),
    )


def shifts_block(facts: DayFacts, words: Words) -> Iterator[Element]:
    """The shifts with what each was over or short."""
    rows = (
        row(
            shift_name(shift, facts),
            words("未交班") if shift.difference is None else money(shift.difference),
        )
        for shift in facts.shifts
    )
    return block(words("班次（长短款）"), rows)


def shift_name(shift: ShiftFacts, facts: DayFacts) -> str:
    """The shift's number and cashier; in a report of the whole store with its terminal."""
    terminal = f"{shift.terminal:02}-" if facts.terminal is None else ""
    return f"{terminal}{shift.number} {shift.cashier_name}"


def over_short_label(difference: Money, words: Words) -> str:
    """Whether the drawer was over, short or right."""
    if difference > ZERO:
        return words("长款")
    return words("短款") if difference < ZERO else words("长短款")


def events_block(facts: DayFacts, words: Words) -> Iterator[Element]:
    """What an owner wants to know although it moved nothing."""
    rows = (counted_row(*texts) for texts in event_rows(facts, words))
    return block(words("其他操作"), rows)


def event_rows(facts: DayFacts, words: Words) -> Iterator[tuple[str, str, str]]:
    """What happened, how often, and how much it was about."""
    if facts.drawer_openings:
        yield words("开钱箱"), str(facts.drawer_openings), ""
    for part in facts.events:
        about = money(part.amount) if part.amount else ""
        yield words(EVENT_NAMES[part.event]), str(part.count), about


def note_rows(shift: ShiftFacts) -> Iterator[tuple[str, str, str]]:
    """The notes and coins that were counted: which, how many, and what they come to."""
    for note in shift.notes:
        if note.pieces:
            yield money_text(note.denomination), f"×{note.pieces}", money(note.amount)


def numbers_block(facts: DayFacts, words: Words) -> Iterator[Element]:
    """From which receipt to which, and what came after its day was closed."""
    rows: list[Element] = []
    for span in facts.numbers:
        rows.append(Text(words("起 {number}").format(number=span.first)))
        rows.append(Text(words("止 {number}").format(number=span.last)))
        rows.append(row(words("小票张数"), str(span.count)))
    for late in facts.late:
        label = words("补 {day}").format(day=date_text(late.missed))
        rows.append(counted_row(label, str(late.count), money(late.amount)))
    return block(words("小票号"), rows)


def seal_block(sealed: Sealed, words: Words) -> Iterator[Element]:
    """What the Z report sealed."""
    rows: list[Element] = [
        row(words("Z 编号"), str(sealed.number)),
        row(words("日结时间"), moment_text(sealed.closed_at)),
        money_row(words("累计净额"), sealed.grand_total),
        row(words("封存单据"), sealed.key),
        *(Text(part) for part in hash_groups(sealed.hash)),
    ]
    if sealed.held_baskets:
        rows.append(row(words("未结挂单"), str(sealed.held_baskets)))
    return block(words("日结封存"), rows)


def hash_groups(hash_text: str) -> list[str]:
    """The hash in pieces that a person can compare."""
    return [hash_text[at : at + _HASH_GROUP] for at in range(0, len(hash_text), _HASH_GROUP)]


def _tally_row(label: str, tally: Tally, *, sign: int = 1) -> Element:
    amount = tally.amount if sign > 0 else -tally.amount
    return counted_row(label, str(tally.count), money(amount))


def money(amount: Money) -> str:
    """An amount in a column of amounts."""
    return money_text(amount, symbol=False)
