"""The rows that all papers of the receipt printer are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.domain.formats import instant_text, money_text
from jxc_desktop.domain.ticket import Align, Cell, Columns, Cut, Element, Feed, Rule, Text
from jxc_desktop.domain.ticket_layout import cells_of, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from jxc_desktop.domain.numbers import Money
    from jxc_desktop.domain.receipt_facts import ShopHeader

_LABEL_CELLS_MIN = 2


def moment_text(at: datetime) -> str:
    """A moment that is told by the shop's clock already."""
    zone = at.tzinfo
    assert zone is not None, "papers are handed the shop's own time"
    return instant_text(at, zone)


def heading(shop: ShopHeader, title: str = "") -> Iterator[Element]:
    """The shop's name large, its branch and, where there is one, the paper's title."""
    if shop.name:
        yield Text(shop.name, Align.CENTER, bold=True, size=2)
    if shop.store_name:
        yield Text(shop.store_name, Align.CENTER)
    if title:
        yield Text(title, Align.CENTER, bold=True)


def row(label: str, value: str, *, bold: bool = False) -> Columns:
    """A label on the left, a value on the right."""
    return Columns((Cell(label), _right(value)), bold=bold)


def money_row(label: str, amount: Money, *, bold: bool = False) -> Columns:
    """A label on the left, an amount on the right."""
    return row(label, money_text(amount, symbol=False), bold=bold)


def large_row(label: str, amount: Money, width: int) -> Columns:
    """The figure that everybody looks for, at double size where the paper has room for it."""
    value = money_text(amount)
    fits = cells_of(value) + cells_of(printable(label)) < width // 2
    return Columns((Cell(label), _right(value)), bold=True, size=2 if fits else 1)


def counted_row(label: str, count: str, amount: str) -> Columns:
    """A label, how often, and how much."""
    return Columns((Cell(label), Cell(count, 6, Align.RIGHT), Cell(amount, 13, Align.RIGHT)))


def block(title: str, rows: Iterable[Element]) -> Iterator[Element]:
    """A rule, a title and the rows under it; nothing at all where there are no rows."""
    listed = list(rows)
    if listed:
        yield Rule()
        if title:
            yield Text(title, bold=True)
        yield from listed


def signature(label: str, width: int) -> Iterator[Element]:
    """A line to sign on."""
    yield Feed(1)
    blank = max(4, width - cells_of(printable(label)) - 1)
    yield Text(f"{label} {'_' * blank}")


def ending(text: str = "") -> Iterator[Element]:
    """The last words, room for the knife, and the cut."""
    if text:
        yield Text(text, Align.CENTER)
    yield Feed(1)
    yield Cut()


def _right(value: str) -> Cell:
    return Cell(value, max(_LABEL_CELLS_MIN, cells_of(printable(value))), Align.RIGHT)
