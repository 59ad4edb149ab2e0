"""A discount as a cashier says it: 八五折 is 8.5, and takes 15 % off."""

from __future__ import annotations

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.formats import parse_rate, quantity_text, rate_text
from jxc_desktop.domain.numbers import Quantity, Rate
from jxc_desktop.domain.typed_text import half_width
from jxc_desktop.ui.language import _

_ALL = 10_000
_USUAL = (9500, 9000, 8500, 8000, 7000, 5000)
"""What is still paid, in 1/10000."""


def usual_folds() -> tuple[Rate, ...]:
    """What is taken off by the discounts that shops give most: 九五折 to 五折."""
    return tuple(Rate(_ALL - paid) for paid in _USUAL)


def parse_fold(text: str) -> Rate:
    """What is taken off by `9.5`, `95` or `95折` (all of them 5 %): what remains to be paid.

    Up to 10 it is counted in tenths, as people speak; above, in hundredths.
    """
    plain = half_width(text).strip().removesuffix("折").removesuffix("%")
    paid = parse_rate(plain).e4
    if 0 <= paid <= 1000:
        paid *= 10
    if not 0 <= paid < _ALL:
        raise Refusal("discount_percent_range", rate=Rate(_ALL - paid))
    return Rate(_ALL - paid)


def fold_text(off: Rate) -> str:
    """`9.5` for 5 % off: what is typed to get it."""
    return quantity_text(Quantity(_ALL - off.e4))


def fold_name(off: Rate) -> str:
    """`9.5 折`, in English `5% off`."""
    return _("{fold} 折").format(fold=fold_text(off), off=rate_text(off))
