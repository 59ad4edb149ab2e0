"""How figures are written and read, in one place: money, quantity, price, rate, date and time."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.typed_text import half_width

YUAN_SIGN = "\uffe5"
"""The full-width sign: GBK has it, and printers turn the narrow one into something else."""
_TYPED_MAX = 40
_DIGITS_MAX = 12
_TYPED = re.compile(r"(-?)¥?([0-9]*|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]*))?")
_AS_TYPED = str.maketrans({"。": ".", "−": "-"})


def money_text(money: Money, *, symbol: bool = True) -> str:
    """`￥1,234.50`; below zero `-￥1,234.50`."""
    return _decimal_text(money.minor, 2, 2, sign=YUAN_SIGN if symbol else "", grouped=True)


def quantity_text(quantity: Quantity) -> str:
    """`3`, `0.485`: no more decimals than there are."""
    return _decimal_text(quantity.milli, 3, 0)


def unit_price_text(price: UnitPrice, *, symbol: bool = False) -> str:
    """`3.50`, `0.0125`: two to four decimals."""
    return _decimal_text(price.e4, 4, 2, sign=YUAN_SIGN if symbol else "", grouped=True)


def rate_text(rate: Rate) -> str:
    """`13%`, `0.6%`."""
    return _decimal_text(rate.e4, 2, 0) + "%"


def date_text(day: date) -> str:
    """`2026-11-24`."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def time_text(instant: datetime, tz: tzinfo) -> str:
    """`09:05` by the shop's clock."""
    local = _local(instant, tz)
    return f"{local.hour:02}:{local.minute:02}"


def instant_text(instant: datetime, tz: tzinfo, *, seconds: bool = False) -> str:
    """`2026-11-24 09:05` by the shop's clock, with `:07` where seconds matter."""
    local = _local(instant, tz)
    text = f"{date_text(local.date())} {time_text(local, tz)}"
    return f"{text}:{local.second:02}" if seconds else text


def parse_money(text: str) -> Money:
    """The amount that was typed, exact to the fen; full-width digits and `￥` are welcome."""
    return Money(_typed(text, 2))


def parse_quantity(text: str) -> Quantity:
    """The quantity that was typed, exact to a thousandth."""
    return Quantity(_typed(text, 3))


def parse_unit_price(text: str) -> UnitPrice:
    """The price that was typed, exact to 1/10000 yuan."""
    return UnitPrice(_typed(text, 4))


def parse_rate(text: str) -> Rate:
    """The percentage that was typed, with or without `%`: `13` and `13%` are `Rate(1300)`."""
    return Rate(_typed(half_width(text).strip().removesuffix("%"), 2))


def _decimal_text(
    units: int, decimals: int, at_least: int, *, sign: str = "", grouped: bool = False
) -> str:
    whole, rest = divmod(abs(units), 10**decimals)
    shown = f"{rest:0{decimals}}"
    kept = shown[:at_least] + shown[at_least:].rstrip("0")
    minus = "-" if units < 0 else ""
    integer = f"{whole:,}" if grouped else str(whole)
    return f"{minus}{sign}{integer}.{kept}" if kept else f"{minus}{sign}{integer}"


def _local(instant: datetime, tz: tzinfo) -> datetime:
    if instant.tzinfo is None:
        message = f"{instant!r} does not say where it is that time"
        raise ValueError(message)
    return instant.astimezone(tz)


def _typed(text: str, decimals: int) -> int:
    """The decimal number in `text` in units of 10^-decimals, exactly."""
    shown = text[:_TYPED_MAX]
    if len(text) > _TYPED_MAX:
        raise Refusal("amount_not_a_number", text=shown)
    plain = half_width(text).translate(_AS_TYPED).strip().removesuffix("元").rstrip()
    match = _TYPED.fullmatch(plain)
    if match is None or not (match[2] or match[3]):
        raise Refusal("amount_not_a_number", text=shown)
    whole = match[2].replace(",", "").lstrip("0")
    fraction = (match[3] or "").rstrip("0")
    if len(fraction) > decimals:
        raise Refusal("amount_too_precise", text=shown, decimals=decimals)
    if len(whole) > _DIGITS_MAX:
        raise Refusal("amount_too_large", text=shown)
    units = int(whole + fraction.ljust(decimals, "0"))
    return -units if match[1] else units
