"""The shop's settings: every name, its kind and what holds until somebody decides otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.rounding import (
    RoundingDirection,
    RoundingRule,
    RoundingScope,
    RoundingStep,
    RoundingWhen,
)


class NegativeStock(StrEnum):
    """What the till does when it sells more than the book says there is."""

    ALLOW = "allow"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """What the shop decided. Stored as texts in the `setting` records, one per field."""

    shop_name: str = ""
    store_name: str = ""
    terminal_name: str = ""
    address: str = ""
    phone: str = ""
    receipt_footer: str = "谢谢惠顾，欢迎再次光临！"
    receipt_width: int = 80
    """Paper width in mm: 58 or 80."""
    receipt_copies: int = 1
    print_receipt: bool = True
    capitals_on_receipt: bool = False
    time_zone: str = "Asia/Shanghai"
    day_end_hour: int = 4
    """Until this hour of the night a sale still belongs to the day before."""
    rounding_direction: str = RoundingDirection.DOWN.value
    rounding_step: int = RoundingStep.FEN.value
    rounding_scope: str = RoundingScope.SALE.value
    rounding_when: str = RoundingWhen.AUTOMATIC.value
    rounding_cash_only: bool = False
    scale_layouts: str = "20-24:FFIIIIIWWWWWC"
    """Patterns of scale labels, one a line, as `domain.scale_label` reads them."""
    idle_lock_minutes: int = 10
    blind_count: bool = True
    negative_stock: str = NegativeStock.WARN.value
    default_tax_rate: int = 100
    """The tax rate of a product made at the till, in 1/10000."""
    held_basket_hours: int = 24
    """After so long a held basket is shown as forgotten."""

    @property
    def rounding(self) -> RoundingRule:
        """The rounding rule that a new basket starts with."""
        return RoundingRule(
            direction=RoundingDirection(self.rounding_direction),
            step=RoundingStep(self.rounding_step),
            per=RoundingScope(self.rounding_scope),
            when=RoundingWhen(self.rounding_when),
            cash_only=self.rounding_cash_only,
        )


def read_settings(texts: Mapping[str, str]) -> ShopSettings:
    """The settings that `texts` say; unknown names are somebody's newer ones and stay aside."""
    known: dict[str, str | int | bool] = {}
    for field in fields(ShopSettings):
        text = texts.get(field.name)
        if text is not None:
            known[field.name] = _value_of(str(field.type), text)
    return ShopSettings(**known)  # type: ignore[arg-type]  # each field's kind was just read


def setting_text(name: str, value: str | int | bool) -> str:
    """How `value` is stored; refuses an unknown name (`setting_unknown`) or a wrong kind of value."""
    kinds = {field.name: str(field.type) for field in fields(ShopSettings)}
    kind = kinds.get(name)
    if kind is None:
        raise Refusal("setting_unknown", name=name)
    if type(value).__name__ != kind:
        raise Refusal("setting_invalid", name=name, value=value)
    text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    read_settings({name: text})
    return text


def _value_of(kind: str, text: str) -> str | int | bool:
    match kind:
        case "bool":
            return text == "yes"
        case "int":
            return int(text)
        case _:
            return text
