"""The number on a receipt: store, terminal, business date and that day's count of the terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from jxc_desktop.domain.barcode import check_digit, has_check_digit
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.typed_text import half_width

STORE_MAX = 999
TERMINAL_MAX = 9999
SERIAL_MAX = 99_999
_BARCODE = re.compile(r"9(\d{3})(\d{4})(\d{2})(\d{2})(\d{2})(\d{5})\d", re.ASCII)
_TEXT = re.compile(r"(\d{2,3})-(\d{2,4})-(\d{4})(\d{2})(\d{2})-(\d{4,5})", re.ASCII)
_CENTURY = 2000


@dataclass(frozen=True, slots=True, order=True)
class ReceiptNumber:
    """`01-02-20261124-0007`: store 1, terminal 2, the seventh receipt of that business date.

    Raises `ValueError` for a part that has no place on the paper.
    """

    store: int
    terminal: int
    day: date
    serial: int

    def __post_init__(self) -> None:
        """Keep to what both written forms can say."""
        fits = (
            0 < self.store <= STORE_MAX
            and 0 < self.terminal <= TERMINAL_MAX
            and 0 < self.serial <= SERIAL_MAX
            and 0 <= self.day.year - _CENTURY < 100
        )
        if not fits:
            message = f"no receipt number for {self!r}"
            raise ValueError(message)

    @property
    def text(self) -> str:
        """As people read it."""
        day = f"{self.day.year:04}{self.day.month:02}{self.day.day:02}"
        return f"{self.store:02}-{self.terminal:02}-{day}-{self.serial:04}"

    @property
    def barcode(self) -> str:
        """As the scanner reads it: 20 digits (Code 128 C), the last a check digit.

        It begins with 9, which neither a product's GTIN of this length nor a payment code does.
        """
        day = f"{self.day.year % 100:02}{self.day.month:02}{self.day.day:02}"
        data = f"9{self.store:03}{self.terminal:04}{day}{self.serial:05}"
        return data + check_digit(data)


def parse_receipt_number(text: str) -> ReceiptNumber | None:
    """The number that was scanned or typed in either form, or None when it is something else.

    Refuses the barcode form with a wrong check digit: a digit was misread or mistyped.
    """
    plain = half_width(text[:64]).strip()
    if match := _BARCODE.fullmatch(plain):
        if not has_check_digit(plain):
            raise Refusal("receipt_number_damaged", code=plain)
        store, terminal, year, month, day, serial = map(int, match.groups())
        return _number(store, terminal, (_CENTURY + year, month, day), serial)
    if match := _TEXT.fullmatch(plain):
        store, terminal, year, month, day, serial = map(int, match.groups())
        return _number(store, terminal, (year, month, day), serial)
    return None


def _number(
    store: int, terminal: int, day: tuple[int, int, int], serial: int
) -> ReceiptNumber | None:
    try:
        return ReceiptNumber(store, terminal, date(*day), serial)
    except ValueError:
        return None
