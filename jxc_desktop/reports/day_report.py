"""X, hand-over and Z reports on the receipt printer."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jxc_desktop.domain.formats import date_text
from jxc_desktop.domain.ticket import Rule, Ticket
from jxc_desktop.domain.words import mark
from jxc_desktop.reports.day_blocks import (
    cashier_block,
    category_block,
    discount_block,
    drawer_block,
    events_block,
    hour_block,
    methods_block,
    numbers_block,
    sales_block,
    seal_block,
    shifts_block,
    tax_block,
)
from jxc_desktop.reports.shift_slip import count_block, shift_block, signatures
from jxc_desktop.reports.ticket_rows import ending, heading, moment_text, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jxc_desktop.domain.day_facts import DayFacts
    from jxc_desktop.domain.ticket import Element
    from jxc_desktop.domain.words import Words


class ReportKind(StrEnum):
    """Which report the same figures are printed as."""

    X = "x"
    """读数: at any time, closes nothing."""
    SHIFT = "shift"
    """交班单: a shift handed over."""
    Z = "z"
    """日结单: a business date closed."""


TITLES = {
    ReportKind.X: mark("读数报表 X"),
    ReportKind.SHIFT: mark("交班单"),
    ReportKind.Z: mark("日结单 Z"),
}


def day_ticket(
    facts: DayFacts,
    *,
    kind: ReportKind,
    words: Words,
    width: int,
    show_margin: bool = False,
    show_drawer: bool = True,
) -> Ticket:
    """The figures on paper `width` cells wide.

    `show_margin` is for those who may see cost; without `show_drawer` a cashier who is about to
    count blindly can neither read here nor work out what should be there.
    """
    title = words(TITLES[kind])
    elements = [
        *heading(facts.shop, title),
        Rule(),
        *_head(facts, words),
        *sales_block(facts, words, width, show_margin=show_margin),
        *(_money(facts, kind, words, width) if show_drawer else ()),
        *category_block(facts, words),
        *cashier_block(facts, words),
        *hour_block(facts, words),
        *discount_block(facts, words),
        *tax_block(facts, words),
        *events_block(facts, words),
        *numbers_block(facts, words),
    ]
    for sealed in facts.sealed:
        elements += seal_block(sealed, words)
    elements += [*_signatures(kind, words, width), *ending()]
    return Ticket(f"{title} {date_text(facts.day)}", tuple(elements))


def _head(facts: DayFacts, words: Words) -> Iterator[Element]:
    yield row(words("营业日"), date_text(facts.day))
    terminal = words("全店") if facts.terminal is None else f"{facts.terminal:02}"
    yield row(words("收银台"), terminal)
    if facts.shift is not None:
        yield from shift_block(facts.shift, words)
    yield row(words("打印"), moment_text(facts.asked_at))


def _money(facts: DayFacts, kind: ReportKind, words: Words, width: int) -> Iterator[Element]:
    yield from methods_block(facts, words)
    if kind is ReportKind.SHIFT and facts.shift is not None:
        yield from drawer_block(facts, words, width, with_counts=False)
        yield from count_block(facts.shift, words)
    else:
        yield from drawer_block(facts, words, width, with_counts=True)
        yield from shifts_block(facts, words)


def _signatures(kind: ReportKind, words: Words, width: int) -> Iterator[Element]:
    if kind is ReportKind.SHIFT:
        yield from signatures(words, width)
