"""Whatever the shop refuses, the person at the till reads a sentence with figures in it."""

from __future__ import annotations

from datetime import date

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.ui.messages import fact_text, refusal_text
from jxc_desktop.ui.permission_names import PERMISSION_NAMES


def test_every_permission_has_a_name() -> None:
    assert set(PERMISSION_NAMES) == set(Permission)
    assert len(set(PERMISSION_NAMES.values())) == len(Permission)


def test_figures_are_written_as_the_shop_writes_them() -> None:
    assert fact_text(Money(123_450)) == "￥1,234.50"
    assert fact_text(Quantity(485)) == "0.485"
    assert fact_text(UnitPrice(35_000)) == "￥3.50"
    assert fact_text(Rate(500)) == "5%"
    assert fact_text(date(2026, 11, 24)) == "2026-11-24"
    assert fact_text(Permission.DISCOUNT_ORDER) == "整单优惠"


def test_a_sentence_says_how_much_is_missing() -> None:
    assert refusal_text(Refusal("tender_incomplete", missing=Money(1_250))) == "还差 ￥12.50"


def test_an_unheard_of_code_is_still_said() -> None:
    assert "brand_new_rule" in refusal_text(Refusal("brand_new_rule", figure=1))


def test_a_pasted_novel_does_not_fill_the_screen() -> None:
    assert len(fact_text("a" * 10_000)) == 40


def test_text_that_turns_the_reading_order_stays_within_its_quotes() -> None:
    assert fact_text("ab\u202ecd\n") == "abcd"
    assert fact_text("שלום") == "\u2068שלום\u2069"
