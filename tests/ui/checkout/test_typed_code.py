"""What a cashier types blind: quantities, codes and the four signs of the number pad."""

from __future__ import annotations

import pytest

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Quantity
from jxc_desktop.ui.checkout.typed_code import Sign, Typed, looks_like_a_barcode, read_typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("6901234567892", Typed("6901234567892")),
        (" kkkl ", Typed("kkkl")),
        ("12*", Typed("", Quantity(12_000))),
        ("１２＊", Typed("", Quantity(12_000))),
        ("12*6901234567892", Typed("6901234567892", Quantity(12_000))),
        ("0.485*苹果", Typed("苹果", Quantity(485))),
        ("3×kkkl", Typed("kkkl", Quantity(3_000))),
        ("*", Typed(sign=Sign.QUANTITY)),
        ("*5", Typed(quantity=Quantity(5_000), sign=Sign.QUANTITY)),
        ("/", Typed(sign=Sign.DISCOUNT)),
        ("-", Typed(sign=Sign.ROUNDING)),
        ("+", Typed(sign=Sign.PAY)),
        ("＋", Typed(sign=Sign.PAY)),
        ("", Typed()),
        ("可乐 500", Typed("可乐 500")),
        ("3x", Typed("3x")),
        ("12345678*1", Typed("12345678*1")),
        ("A*B", Typed("A*B")),
    ],
)
def test_it_is_read_as_it_was_meant(typed: str, meant: Typed) -> None:
    assert read_typed(typed) == meant


def test_a_tenth_of_a_gram_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        read_typed("0.12345*")
    assert refused.value.code == "amount_too_precise"


@pytest.mark.parametrize(
    "code", ["6901234567892", "ABC-1", "可口可乐", "12345", "kkkl", "A1234567"]
)
def test_an_unknown_code_offers_a_new_product_and_unknown_words_do_not(code: str) -> None:
    assert looks_like_a_barcode(code) is (code in {"6901234567892", "A1234567"})


def test_emoji_and_arabic_are_words_like_others() -> None:
    assert read_typed("🥤") == Typed("🥤")
    assert read_typed("كولا") == Typed("كولا")
