"""A document's paper as a list of elements; how wide the paper is, is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from jxc_desktop.domain.barcode import has_check_digit
from jxc_desktop.domain.typed_text import is_digits

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FEED_LINES_MAX = 40
_EAN13_DIGITS = 13
_QR_BYTES_MAX = 500
_CODE128_CHARACTERS_MAX = 80


class Align(StrEnum):
    """On which side of its paper or column a text stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class BarcodeKind(StrEnum):
    """The barcodes that every receipt printer knows."""

    CODE128 = "code128"
    EAN13 = "ean13"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph: wrapped at the width of the paper, each line break kept."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    size: int = 1

    def __post_init__(self) -> None:
        _refuse_unknown_size(self.size)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: `width` in character cells of the paper, None takes what is left."""

    text: str
    width: int | None = None
    align: Align = Align.LEFT

    def __post_init__(self) -> None:
        if self.width is not None and self.width < 1:
            message = f"a cell cannot be {self.width} wide"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Columns:
    """A row of a table. A first cell that is too long gets lines of its own above the others."""

    cells: tuple[Cell, ...]
    bold: bool = False
    size: int = 1

    def __post_init__(self) -> None:
        _refuse_unknown_size(self.size)
        if not self.cells:
            message = "a row needs a cell"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Barcode:
    """A barcode with its characters below it, in the middle of the paper.

    On 58 mm paper there is room for 12 letters, or for 24 digits: numbers should be digits.
    """

    data: str
    kind: BarcodeKind = BarcodeKind.CODE128

    def __post_init__(self) -> None:
        if self.kind is BarcodeKind.EAN13:
            _refuse_bad_ean13(self.data)
        elif not self.data or not all(" " <= character <= "~" for character in self.data):
            message = f"a Code 128 barcode holds plain letters and digits, not {self.data!r}"
            raise ValueError(message)
        elif len(self.data) > _CODE128_CHARACTERS_MAX:
            message = f"{len(self.data)} characters are too many for a barcode"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code in the middle of the paper."""

    data: str

    def __post_init__(self) -> None:
        size = len(self.data.encode())
        if not 0 < size <= _QR_BYTES_MAX:
            message = f"a QR code on a receipt holds 1 to {_QR_BYTES_MAX} bytes, not {size}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, such as the shop's sign; made narrower when the paper is narrower."""

    png: bytes

    def __post_init__(self) -> None:
        if not self.png.startswith(_PNG_SIGNATURE):
            message = "a picture on a ticket is a PNG file"
            raise ValueError(message)
        if 0 in self.dots:
            message = "an empty picture"
            raise ValueError(message)

    @property
    def dots(self) -> tuple[int, int]:
        """Width and height, as the file's header says."""
        return int.from_bytes(self.png[16:20], "big"), int.from_bytes(self.png[20:24], "big")


@dataclass(frozen=True, slots=True)
class Feed:
    """Empty lines."""

    lines: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.lines <= _FEED_LINES_MAX:
            message = f"{self.lines} empty lines"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of a piece of paper."""


@dataclass(frozen=True, slots=True)
class OpenDrawer:
    """Opens the cash drawer when the paper reaches this place.

    Only for paper that is printed while somebody stands by, such as the test page: a receipt that
    waits for its printer must not open the drawer an hour later. At the till the drawer has its
    own short-lived job.
    """


Element: TypeAlias = Text | Columns | Rule | Barcode | QrCode | Picture | Feed | Cut | OpenDrawer


@dataclass(frozen=True, slots=True)
class Ticket:
    """What one document puts on paper."""

    title: str
    elements: tuple[Element, ...]


def _refuse_unknown_size(size: int) -> None:
    if size not in {1, 2}:
        message = f"text is of size 1 or 2, not {size}"
        raise ValueError(message)


def _refuse_bad_ean13(data: str) -> None:
    if len(data) != _EAN13_DIGITS or not is_digits(data):
        message = f"an EAN-13 has 13 digits, not {data!r}"
        raise ValueError(message)
    if not has_check_digit(data):
        message = f"the check digit of {data} is wrong"
        raise ValueError(message)
