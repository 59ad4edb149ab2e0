"""大写金额, by the table that the rules of settlement print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.capitals import capitals
from jxc_desktop.domain.numbers import Money
from tests.domain.shelf import refused


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角"),
        (15, "壹角伍分"),
        (100, "壹元整"),
        (1000, "壹拾元整"),
        (1050, "壹拾元零伍角"),
        (1005, "壹拾元零伍分"),
        (140_950, "壹仟肆佰零玖元伍角"),
        (600_714, "陆仟零柒元壹角肆分"),
        (168_032, "壹仟陆佰捌拾元零叁角贰分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (10_700_053, "壹拾万柒仟元零伍角叁分"),
        (10_000_000_000, "壹亿元整"),
        (100_000_001, "壹佰万元零壹分"),
        (10_010_000, "壹拾万零壹佰元整"),
        (100_000_000, "壹佰万元整"),
        (10_000_000_100, "壹亿零壹元整"),
        (10_001_000_000, "壹亿零壹万元整"),
        (10_000_100_000, "壹亿零壹仟元整"),
        (100_100, "壹仟零壹元整"),
        (101_000, "壹仟零壹拾元整"),
        (99_999_999_999_999, "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_amounts_as_the_rules_print_them(fen: int, text: str) -> None:
    assert capitals(Money(fen)) == "人民币" + text


def test_the_shop_may_write_zheng_after_jiao_but_never_after_fen() -> None:
    assert capitals(Money(50), whole_after_jiao=True) == "人民币伍角整"
    assert capitals(Money(140_950), whole_after_jiao=True) == "人民币壹仟肆佰零玖元伍角整"
    assert capitals(Money(105), whole_after_jiao=True) == "人民币壹元零伍分"


def test_money_back_is_negative_and_the_prefix_is_the_shops_choice() -> None:
    assert capitals(Money(-350), prefix="") == "负叁元伍角"


def test_an_amount_that_no_form_has_room_for() -> None:
    with refused("amount_too_large"):
        capitals(Money(100_000_000_000_000))


_FIGURES = {figure: value for value, figure in enumerate("零壹贰叁肆伍陆柒捌玖")}
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read_capitals(text: str) -> int:
    """The fen that a person reads in `text`: an independent reading, unit by unit."""
    total = group = figure = 0
    for sign in text.removesuffix("整"):
        if sign in _FIGURES:
            figure = _FIGURES[sign]
        elif sign in _PLACES:
            group, figure = group + figure * _PLACES[sign], 0
        elif sign in "亿万元":
            scale = {"亿": 10**10, "万": 10**6, "元": 100}[sign]
            total, group, figure = total + (group + figure) * scale, 0, 0
        else:
            total, figure = total + figure * {"角": 10, "分": 1}[sign], 0
    return total


@given(st.integers(0, 10**14 - 1) | st.integers(0, 10**6))
def test_a_person_reads_back_the_same_amount(fen: int) -> None:
    text = capitals(Money(fen), prefix="")
    assert read_capitals(text) == fen
    assert "零零" not in text
    assert "零亿" not in text
    assert "零万" not in text
    assert len(text) == 3 or not text.startswith("零")
