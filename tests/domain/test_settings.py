"""The shop's settings: what holds by itself, what can be decided, and what cannot be."""

from __future__ import annotations

from dataclasses import fields

import pytest

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.rounding import RoundingDirection, RoundingStep
from jxc_desktop.domain.settings import NegativeStock, ShopSettings, read_settings, setting_text


def test_a_new_shop_has_settings_that_work() -> None:
    settings = read_settings({})

    assert settings == ShopSettings()
    assert [layout.prefixes for layout in settings.layouts] == [("21",), ("22",), ("23",), ("26",)]
    assert settings.rounding.direction is RoundingDirection.DOWN
    assert settings.rounding.step is RoundingStep.FEN


@pytest.mark.parametrize("field", fields(ShopSettings), ids=lambda field: field.name)
def test_every_setting_is_read_back_as_it_was_written(field: object) -> None:
    name = field.name  # type: ignore[attr-defined]  # a dataclass field
    held = getattr(ShopSettings(), name)
    other: str | int | bool = not held if isinstance(held, bool) else held

    text = setting_text(name, other)

    assert getattr(read_settings({name: text}), name) == other


def test_a_decision_of_a_newer_program_is_left_aside() -> None:
    assert read_settings({"colour_of_the_door": "blue"}) == ShopSettings()


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("colour_of_the_door", "blue", "setting_unknown"),
        ("receipt_copies", "1", "setting_invalid"),
        ("print_receipt", 1, "setting_invalid"),
        ("day_end_hour", 13, "setting_invalid"),
        ("day_end_hour", -1, "setting_invalid"),
        ("rounding_direction", "sideways", "setting_invalid"),
        ("rounding_step", 7, "setting_invalid"),
        ("negative_stock", "hope", "setting_invalid"),
        ("scale_layouts", "21 FFWWWWWNNNNNC", "scale_layout_wrong"),
        ("scale_layouts", "21 FFWWWWWNNNNNC sometimes", "scale_layout_wrong"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(name: str, value: str | int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        setting_text(name, value)
    assert refused.value.code == code


def test_the_owner_may_let_the_book_go_below_zero_without_a_word() -> None:
    settings = read_settings({"negative_stock": setting_text("negative_stock", "allow")})
    assert NegativeStock(settings.negative_stock) is NegativeStock.ALLOW


def test_rounding_to_the_jiao_drops_the_fen() -> None:
    texts = {"rounding_step": setting_text("rounding_step", RoundingStep.JIAO.value)}
    assert read_settings(texts).rounding.step is RoundingStep.JIAO
    assert Money(10).minor == RoundingStep.JIAO.value
