"""A row of a table in so many cells: figures never touch, never break and never get lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jxc_desktop.domain.printable import cells_of
from jxc_desktop.domain.ticket import Align
from jxc_desktop.domain.ticket_wrap import wrapped


@dataclass(frozen=True, slots=True)
class Column:
    """The text of one column, already printable; `width` None takes what is left."""

    text: str
    width: int | None
    align: Align


def column_lines(columns: Sequence[Column], cells: int) -> list[str]:
    """The lines of the row.

    A first column without a width is a name: when it is too long for its place it gets whole lines
    above, and the figures stand on the last one. Other columns grow when their text needs it. A
    row whose figures do not fit on one line puts each on a line of its own.
    """
    widths = _widths(columns, cells)
    if widths is None:
        return _stacked(columns, cells)
    name = columns[0]
    if _needed(columns, 0) <= widths[0]:
        return [_one_line(columns, widths)]
    *above, last = wrapped(name.text, cells)
    joined = [Column(last, None, name.align), *columns[1:]]
    if _needed(joined, 0) > widths[0]:
        above.append(last)
        joined[0] = Column("", None, name.align)
    names = [aligned(line, cells, Align.LEFT) for line in above]
    return [*names, _one_line(joined, widths)]


def _needed(columns: Sequence[Column], place: int) -> int:
    """The cells of a column's text and of the blank that keeps it from its neighbour."""
    column = columns[place]
    if not column.text:
        return 0
    blank_before = place > 0 and column.align is not Align.LEFT
    is_last = place == len(columns) - 1
    blank_behind = not is_last and columns[place + 1].align is Align.LEFT
    return cells_of(column.text) + blank_before + blank_behind


def _widths(columns: Sequence[Column], cells: int) -> list[int] | None:
    """The cells of each column, or None when even the figures do not fit on a line."""
    needed = [_needed(columns, place) for place in range(len(columns))]
    shares = _shares(columns, cells)
    grown = [max(share, need) for share, need in zip(shares, needed, strict=True)]
    free = [place for place, column in enumerate(columns) if column.width is None]
    if not free or free[0] != 0:
        return _squeezed(columns, grown, cells)
    left = cells - sum(grown[1:])
    if left < needed[0]:  # the name is long: the other free columns take only what they need
        for place in free[1:]:
            grown[place] = needed[place]
        left = cells - sum(grown[1:])
    return [left, *grown[1:]] if left >= 0 else None


def _shares(columns: Sequence[Column], cells: int) -> list[int]:
    free = [place for place, column in enumerate(columns) if column.width is None]
    left = max(0, cells - sum(column.width or 0 for column in columns))
    share = left // len(free) if free else 0
    return [share if column.width is None else column.width for column in columns]


def _squeezed(columns: Sequence[Column], grown: list[int], cells: int) -> list[int] | None:
    """Widths without a name to give way: empty room is taken from the left until all fit."""
    surplus = sum(grown) - cells
    for place in range(len(grown)):
        if surplus <= 0:
            break
        give = min(surplus, grown[place] - _needed(columns, place))
        grown[place] -= give
        surplus -= give
    return grown if surplus <= 0 else None


def _one_line(columns: Sequence[Column], widths: Sequence[int]) -> str:
    return "".join(
        aligned(column.text, width, column.align)
        for column, width in zip(columns, widths, strict=True)
    )


def aligned(text: str, width: int, align: Align) -> str:
    """`text` padded to `width` cells."""
    room = width - cells_of(text)
    before = {Align.LEFT: 0, Align.CENTER: room // 2, Align.RIGHT: room}[align]
    return " " * before + text + " " * (room - before)


def _stacked(columns: Sequence[Column], cells: int) -> list[str]:
    lines: list[str] = []
    for column in columns:
        if column.text:
            lines += [aligned(line, cells, column.align) for line in wrapped(column.text, cells)]
    return lines
