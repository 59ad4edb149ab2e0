"""A ticket laid out for a paper width: one layout for printer, preview and PDF.

Width is counted in cells: a character takes as many cells as bytes in GBK, which is what a Chinese
receipt printer does with it (East Asian Width is wrong for × ÷ — … and others).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from jxc_desktop.domain.ticket import (
    Align,
    Barcode,
    Cell,
    Columns,
    Cut,
    Feed,
    OpenDrawer,
    Picture,
    QrCode,
    Rule,
    Text,
    Ticket,
)

CELLS_58, CELLS_80 = 32, 48
"""Character cells of 58 mm and 80 mm paper at 12 dots a cell."""

UNPRINTABLE = "〓"
"""Stands for a character that the printer has not (the geta mark, GBK A1FE)."""

_INSTEAD = str.maketrans(
    {
        "¥": "￥",
        "\u00a0": " ",
        "\u3000": "  ",
        "\t": " ",
        "✓": "√",
        "✔": "√",
        "²": "2",
        "³": "3",
        "½": "1/2",
        "™": "(TM)",
        "®": "(R)",
        "©": "(C)",
        "€": "EUR",
        "•": "·",
        "–": "-",
        "\u200b": "",
        "\ufeff": "",
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; `text` is padded already and takes `cells` cells of size 1."""

    text: str
    bold: bool = False
    size: int = 1

    @property
    def cells(self) -> int:
        """The width on paper, in cells of size 1."""
        return cells_of(self.text) * self.size


Laid: TypeAlias = Line | Barcode | QrCode | Picture | Cut | OpenDrawer


@dataclass(frozen=True, slots=True)
class Layout:
    """What goes on paper from top to bottom, and the characters that could not be printed."""

    width: int
    parts: tuple[Laid, ...]
    unprintable: tuple[str, ...] = ()

    @property
    def text_lines(self) -> tuple[str, ...]:
        """The text alone, without blanks at the ends: for tests and logs."""
        return tuple(part.text.rstrip() for part in self.parts if isinstance(part, Line))


def cells_of(text: str) -> int:
    """How many cells `text` takes at size 1; `text` is printable (see `printable`)."""
    return len(text.encode("gbk"))


def printable(text: str) -> str:
    """`text` in characters that a Chinese printer has; others become 〓."""
    plain = text.translate(_INSTEAD)
    return "".join(_printable(character) for character in plain)


def _printable(character: str) -> str:
    if character == "\n":
        return character
    if character.isascii():
        return character if character.isprintable() else ""
    try:
        encoded = character.encode("gbk")
    except UnicodeEncodeError:
        return UNPRINTABLE
    # A lone high byte (the euro sign of cp936) would swallow its neighbour.
    return character if len(encoded) == 2 else UNPRINTABLE


def lay_out(ticket: Ticket, width: int) -> Layout:
    """The ticket on paper `width` cells wide; no line is wider, no text is lost."""
    parts: list[Laid] = []
    for element in ticket.elements:
        match element:
            case Text():
                parts.extend(_text_lines(element, width))
            case Columns():
                parts.extend(_row_lines(element, width))
            case Rule():
                parts.append(Line("-" * width))
            case Feed():
                parts.extend([Line("")] * element.lines)
            case _:
                parts.append(element)
    return Layout(width, tuple(parts), _unprintable(ticket))


def _unprintable(ticket: Ticket) -> tuple[str, ...]:
    texts: list[str] = []
    for element in ticket.elements:
        if isinstance(element, Text):
            texts.append(element.text)
        elif isinstance(element, Columns):
            texts.extend(cell.text for cell in element.cells)
    lost = {
        character
        for text in texts
        for character in text.translate(_INSTEAD)
        if _printable(character) == UNPRINTABLE and character != UNPRINTABLE
    }
    return tuple(sorted(lost))


def _text_lines(text: Text, width: int) -> Iterator[Line]:
    room = width // text.size
    for paragraph in printable(text.text).split("\n"):
        for piece in wrapped(paragraph, room):
            yield Line(_aligned(piece, room, text.align), text.bold, text.size)


def _row_lines(row: Columns, width: int) -> Iterator[Line]:
    """The cells side by side; a first cell that is too long gets lines of its own above."""
    room = width // row.size
    texts = [printable(cell.text).replace("\n", " ") for cell in row.cells]
    widths = _widths(row.cells, room)
    if cells_of(texts[0]) > widths[0] and len(texts) > 1:
        for piece in wrapped(texts[0], room):
            yield Line(_aligned(piece, room, Align.LEFT), row.bold, row.size)
        texts[0] = ""
    columns = [wrapped(text, wide) for text, wide in zip(texts, widths, strict=True)]
    for number in range(max(map(len, columns))):
        pieces = [column[number] if number < len(column) else "" for column in columns]
        aligned = (
            _aligned(piece, wide, cell.align)
            for piece, wide, cell in zip(pieces, widths, row.cells, strict=True)
        )
        yield Line("".join(aligned), row.bold, row.size)


def _widths(cells: tuple[Cell, ...], room: int) -> list[int]:
    """Each cell's width; those without one share what is left, and every cell keeps some."""
    fixed = sum(cell.width or 0 for cell in cells)
    free = [place for place, cell in enumerate(cells) if cell.width is None]
    left = room - fixed
    if left < 2 * len(free) or (not free and left < 0):
        even = max(2, room // len(cells))
        return [even] * (len(cells) - 1) + [max(2, room - even * (len(cells) - 1))]
    widths = [cell.width or 0 for cell in cells]
    for turn, place in enumerate(free):
        widths[place] = left // len(free) + (1 if turn < left % len(free) else 0)
    return widths


def wrapped(text: str, room: int) -> list[str]:
    """`text` in pieces of at most `room` cells; never half a character, words kept whole."""
    pieces: list[str] = []
    rest = text.strip()
    while cells_of(rest) > room:
        cut = _cut_at(rest, room)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest]


def _cut_at(text: str, room: int) -> int:
    """After which character the line ends: before a word that does not fit, if there is one."""
    used, cut = 0, 0
    for place, character in enumerate(text):
        used += cells_of(character)
        if used > room:
            break
        cut = place + 1
    cut = max(cut, 1)
    if text[cut - 1].isascii() and text[cut : cut + 1].isascii() and text[cut : cut + 1] != " ":
        space = text.rfind(" ", 0, cut)
        if space > cut // 2:
            return space + 1
    return cut


def _aligned(text: str, room: int, align: Align) -> str:
    blanks = max(0, room - cells_of(text))
    match align:
        case Align.LEFT:
            return text + " " * blanks
        case Align.RIGHT:
            return " " * blanks + text
        case Align.CENTER:
            return " " * (blanks // 2) + text + " " * (blanks - blanks // 2)
