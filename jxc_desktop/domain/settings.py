"""The shop's settings: every name, its kind and what holds until somebody decides otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.rounding import (
    RoundingDirection,
    RoundingRule,
    RoundingScope,
    RoundingStep,
    RoundingWhen,
    refuse_charging_more,
)
from jxc_desktop.domain.scale_label import CheckRule, ScaleLayout


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
    scale_layouts: str = (
        "21 FFWWWWWNNNNNC right\n22 FFWWWWWEEEEEC right\n"
        "23 FFWWWWWPPPPPC right\n26 FFWWWWWEEEEENNNNNC none"
    )
    """Scale labels, one a line: prefixes with commas, pattern, check rule (see `scale_label`)."""
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

    @property
    def layouts(self) -> tuple[ScaleLayout, ...]:
        """The scale labels that the till reads; refuses (`scale_layout_wrong`) what is none."""
        lines = (line.split() for line in self.scale_layouts.splitlines() if line.strip())
        return tuple(_layout(words) for words in lines)


def _layout(words: list[str]) -> ScaleLayout:
    if len(words) != 3 or words[2] not in set(CheckRule):
        raise Refusal("scale_layout_wrong", pattern=" ".join(words), reason="words")
    prefixes, pattern, check = words
    return ScaleLayout(pattern, pattern, tuple(prefixes.split(",")), check=CheckRule(check))


def read_settings(texts: Mapping[str, str]) -> ShopSettings:
    """The settings that `texts` say; unknown names are somebody's newer ones and stay aside."""
    known: dict[str, str | int | bool] = {}
    for field in fields(ShopSettings):
        text = texts.get(field.name)
        if text is not None:
            known[field.name] = _value_of(str(field.type), text)
    return ShopSettings(**known)  # type: ignore[arg-type]  # each field's kind was just read


def refuse_rounding_up(settings: ShopSettings) -> None:
    """Refuse (`rounding_up_not_allowed`) a direction other than down, whatever the step.

    The step is a setting of its own: at the fen a rule charges nobody more, and then it is changed.
    """
    refuse_charging_more(replace(settings.rounding, step=RoundingStep.JIAO))


def setting_text(name: str, value: str | int | bool) -> str:
    """How `value` is stored; refuses what is no setting (`setting_unknown`, `setting_invalid`).

    Refuses also what no shop may decide (`rounding_up_not_allowed`).
    """
    kinds = {field.name: str(field.type) for field in fields(ShopSettings)}
    kind = kinds.get(name)
    if kind is None:
        raise Refusal("setting_unknown", name=name)
    if type(value).__name__ != kind:
        raise Refusal("setting_invalid", name=name, value=value)
    text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    settings = read_settings({name: text})
    if not 0 <= settings.day_end_hour <= 12:
        raise Refusal("setting_invalid", name=name, value=value)
    _refuse_unreadable(settings, name, value)
    refuse_rounding_up(settings)
    return text


def _refuse_unreadable(settings: ShopSettings, name: str, value: object) -> None:
    try:
        _ = settings.rounding, settings.layouts, NegativeStock(settings.negative_stock)
    except ValueError as error:
        raise Refusal("setting_invalid", name=name, value=value) from error


def _value_of(kind: str, text: str) -> str | int | bool:
    match kind:
        case "bool":
            return text == "yes"
        case "int":
            return int(text)
        case _:
            return text
