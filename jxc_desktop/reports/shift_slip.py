"""交班单: how a shift's drawer came out, for two people to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.ticket import Text
from jxc_desktop.reports.day_blocks import note_rows, over_short_label
from jxc_desktop.reports.ticket_rows import (
    block,
    counted_row,
    moment_text,
    money_row,
    row,
    signature,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jxc_desktop.domain.day_facts import ShiftFacts
    from jxc_desktop.domain.ticket import Element
    from jxc_desktop.domain.words import Words


def shift_block(shift: ShiftFacts, words: Words) -> Iterator[Element]:
    """Whose shift it is, and from when to when."""
    yield row(words("班次"), str(shift.number))
    yield row(words("收银员"), shift.cashier_name)
    yield row(words("开班"), moment_text(shift.opened_at))
    if shift.closed_at is not None:
        yield row(words("交班"), moment_text(shift.closed_at))
    if shift.closed_by and shift.closed_by != shift.cashier_name:
        yield row(words("代交班"), shift.closed_by)
    if shift.taken_over_by:
        yield row(words("接班人"), shift.taken_over_by)


def count_block(shift: ShiftFacts, words: Words) -> Iterator[Element]:
    """What was counted against what should be there; nothing while the shift runs."""
    if shift.expected is None or shift.counted is None:
        return
    difference, left = shift.difference or ZERO, shift.left or ZERO
    rows: list[Element] = [
        money_row(words("应有现金"), shift.expected),
        money_row(words("实点现金"), shift.counted),
        money_row(over_short_label(difference, words), difference, bold=True),
        money_row(words("留作备用金"), left),
        money_row(words("交保险柜"), shift.counted - left),
    ]
    if shift.blind:
        rows.append(Text(words("盲点：点数时看不到应有现金")))
    if shift.held_baskets:
        rows.append(row(words("未结挂单"), str(shift.held_baskets)))
    if shift.remark:
        rows.append(Text(words("备注 {note}").format(note=shift.remark)))
    yield from block(words("现金清点"), rows)
    yield from block(words("面额"), (counted_row(*texts) for texts in note_rows(shift)))
    yield from block(words("非现金核对"), _method_rows(shift, words))


def _method_rows(shift: ShiftFacts, words: Words) -> Iterator[Element]:
    for part in shift.methods:
        yield money_row(part.name, part.counted)
        difference: Money = part.counted - part.expected
        if difference:
            yield money_row(words("与系统相差"), difference, bold=True)


def signatures(words: Words, width: int) -> Iterator[Element]:
    """Two lines to sign on: who gives and who takes."""
    yield from signature(words("交班人"), width)
    yield from signature(words("接班人"), width)
