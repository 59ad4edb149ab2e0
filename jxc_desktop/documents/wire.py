"""How the shop's own values are spelled in bytes: each as the whole number that it is."""

from __future__ import annotations

from typing import Any

from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice

_KINDS = frozenset({Money, Quantity, UnitPrice, Rate})
"""Named once: a sale has fifty of them to read."""


def encode_hook(value: object) -> Any:
    """Spell a domain value; raises `TypeError` for anything that has no spelling."""
    match value:
        case Money():
            return value.minor
        case Quantity():
            return value.milli
        case UnitPrice() | Rate():
            return value.e4
    message = f"{type(value).__name__} has no spelling"
    raise TypeError(message)


def decode_hook(kind: type, value: Any) -> Any:
    """Read a domain value back; raises `TypeError` for a kind that has no spelling."""
    if kind in _KINDS:
        return kind(value)
    message = f"{kind.__name__} has no spelling"
    raise TypeError(message)
