"""A ticket laid out for a paper width: one layout for printer, preview and PDF.

Width is counted in cells: a character takes as many cells as bytes in GBK, which is what a Chinese
receipt printer does with it (East Asian Width is wrong for × ÷ — … and others).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from jxc_desktop.domain.barcode_bars import QUIET_MODULES, bars
from jxc_desktop.domain.printable import UNPRINTABLE, cells_of, printable
from jxc_desktop.domain.ticket import (
    Align,
    Barcode,
    Columns,
    Cut,
    Element,
    Feed,
    OpenDrawer,
    Picture,
    QrCode,
    Rule,
    Text,
    Ticket,
)
from jxc_desktop.domain.ticket_columns import Column, aligned, column_lines
from jxc_desktop.domain.ticket_wrap import wrapped

__all__ = [
    "BARCODE_DOTS",
    "CELLS_58",
    "CELLS_80",
    "CELL_DOTS",
    "LINE_DOTS",
    "QR_QUIET_MODULES",
    "UNPRINTABLE",
    "Bars",
    "Laid",
    "Layout",
    "Line",
    "PlacedPicture",
    "QrBlock",
    "cells_of",
    "lay_out",
    "printable",
]

CELLS_58, CELLS_80 = 32, 48
"""Character cells of 58 mm and 80 mm paper at 12 dots a cell."""
CELL_DOTS, LINE_DOTS = 12, 30
"""A cell is 12 dots wide; a line of size 1 takes 30 dots of paper, its 24 dots high letters too."""
BARCODE_DOTS = 72
"""The height of a barcode."""
QR_QUIET_MODULES = 4

_BARCODE_MODULE_DOTS = (3, 2)
"""A module of one dot (0.125 mm) is not read by scanners."""
_QR_MODULE_DOTS_MAX = 6
# Bytes that a QR code of version 1, 2, 3, … holds at error correction M (ISO/IEC 18004, table 7).
_QR_BYTES = (
    *(14, 26, 42, 62, 84, 106, 122, 152, 180, 213),
    *(251, 287, 331, 362, 412, 450, 504),
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


@dataclass(frozen=True, slots=True)
class Bars:
    """A barcode in the middle of the paper; the characters below it are a line of their own."""

    barcode: Barcode
    modules: str
    module_dots: int


@dataclass(frozen=True, slots=True)
class QrBlock:
    """A QR code of error correction M in the middle of the paper."""

    data: str
    module_dots: int


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture in the middle of the paper, at this size."""

    picture: Picture
    width_dots: int
    height_dots: int


Laid: TypeAlias = Line | Bars | QrBlock | PlacedPicture | Cut | OpenDrawer


@dataclass(frozen=True, slots=True)
class Layout:
    """What goes on paper from top to bottom."""

    width: int
    parts: tuple[Laid, ...]

    @property
    def dots(self) -> int:
        """How many dots are printed across the paper."""
        return self.width * CELL_DOTS

    @property
    def text_lines(self) -> tuple[str, ...]:
        """The text alone, without blanks at the ends: for tests and logs."""
        return tuple(part.text.rstrip() for part in self.parts if isinstance(part, Line))


def lay_out(ticket: Ticket, width: int) -> Layout:
    """The ticket on paper `width` cells wide; nothing is wider, no text is lost."""
    return Layout(
        width, tuple(part for element in ticket.elements for part in _laid(element, width))
    )


def _laid(element: Element, width: int) -> Iterator[Laid]:
    match element:
        case Text() | Columns() | Rule() | Feed():
            yield from _lines(element, width)
        case Barcode():
            yield from _barcode(element, width)
        case QrCode():
            yield _qr_code(element, width)
        case Picture():
            yield _placed(element, width)
        case _:
            yield element


def _lines(element: Text | Columns | Rule | Feed, width: int) -> Iterator[Line]:
    match element:
        case Text():
            yield from _text_lines(element, width)
        case Columns():
            yield from _row_lines(element, width)
        case Rule():
            yield Line("-" * width)
        case _:
            yield from [Line("")] * element.lines


def _text_lines(text: Text, width: int) -> Iterator[Line]:
    room = width // text.size
    for paragraph in printable(text.text).split("\n"):
        for piece in wrapped(paragraph, room):
            yield Line(aligned(piece, room, text.align), text.bold, text.size)


def _row_lines(row: Columns, width: int) -> Iterator[Line]:
    columns = [
        Column(printable(cell.text).replace("\n", " "), cell.width, cell.align)
        for cell in row.cells
    ]
    for line in column_lines(columns, width // row.size):
        yield Line(line, row.bold, row.size)


def _barcode(barcode: Barcode, width: int) -> Iterator[Laid]:
    """Bars and characters; the characters alone where the paper is too narrow for the bars."""
    modules = bars(barcode)
    room = width * CELL_DOTS // (len(modules) + 2 * QUIET_MODULES)
    module_dots = next((dots for dots in _BARCODE_MODULE_DOTS if dots <= room), 0)
    if module_dots:
        yield Bars(barcode, modules, module_dots)
    yield from _text_lines(Text(barcode.data, Align.CENTER), width)


def _qr_code(code: QrCode, width: int) -> QrBlock:
    """As large as the paper allows: the longest code still has four dots a module on 58 mm."""
    size = len(code.data.encode())
    version = 1 + next(place for place, holds in enumerate(_QR_BYTES) if size <= holds)
    modules = 17 + 4 * version + 2 * QR_QUIET_MODULES
    return QrBlock(code.data, min(_QR_MODULE_DOTS_MAX, width * CELL_DOTS // modules))


def _placed(picture: Picture, width: int) -> PlacedPicture:
    wide, high = picture.dots
    room = width * CELL_DOTS
    if wide <= room:
        return PlacedPicture(picture, wide, high)
    return PlacedPicture(picture, room, max(1, high * room // wide))
