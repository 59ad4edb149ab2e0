"""The labels that scales print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.barcode import check_digit
from jxc_desktop.domain.numbers import Money, Quantity, UnitPrice
from jxc_desktop.domain.scale_label import (
    CheckRule,
    ScaleLabel,
    ScaleLayout,
    parse,
)
from tests.domain.shelf import refused

WEIGHT = ScaleLayout("weight", "FFWWWWWNNNNNC", ("21",))
AMOUNT = ScaleLayout("amount", "FFWWWWWEEEEEC", ("22",))
PIECES = ScaleLayout("pieces", "FFWWWWWPPPPPC", ("23",))
BOTH = ScaleLayout("both", "FFWWWWWEEEEENNNNNC", ("26",), check=CheckRule.NONE)
CAS = ScaleLayout("cas", "FFWWWWWEEEEECUUUUU", ("28",), check=CheckRule.FIRST_12)
ALL = (WEIGHT, AMOUNT, PIECES, BOTH, CAS)


def test_a_weight_label() -> None:
    label = parse("2100042004856", ALL)
    assert label == ScaleLabel("weight", "21", "00042", weight=Quantity(485))
    assert label.quantity_at(UnitPrice(129_800)) == Quantity(485)


def test_an_amount_label_whose_quantity_follows_from_the_price() -> None:
    label = parse("2200042006291", ALL)
    assert label == ScaleLabel("amount", "22", "00042", amount=Money(629))
    # 6.29 / 12.98 = 0.48459…
    assert label.quantity_at(UnitPrice(129_800)) == Quantity(485)
    assert label.quantity_at(UnitPrice(2_000_000_000)) == Quantity(1)
    with refused("scale_label_needs_price", item="00042"):
        label.quantity_at(UnitPrice(0))


def test_a_label_that_counts_pieces() -> None:
    label = parse("2300042000128", ALL)
    assert label is not None
    assert label.quantity_at(UnitPrice(1)) == Quantity(12_000)


def test_an_eighteen_digit_label_says_amount_and_weight() -> None:
    label = parse("260004200629004857", ALL)
    assert label == ScaleLabel("both", "26", "00042", weight=Quantity(485), amount=Money(629))


def test_a_label_with_its_check_digit_in_the_middle_and_a_unit_price_behind() -> None:
    code = "280004200629"
    label = parse(code + check_digit(code) + "01298", ALL)
    assert label is not None
    assert (label.amount, label.unit_price) == (Money(629), UnitPrice(129_800))
    # The price on the label counts, not today's.
    assert label.quantity_at(UnitPrice(50_000)) == Quantity(485)


def test_a_smudged_label_is_told_apart_from_an_unknown_code() -> None:
    with refused("scale_label_damaged", code="2100042004857"):
        parse("2100042004857", ALL)
    assert parse("2900042004853", ALL) is None
    assert parse("6901234567892", ALL) is None
    assert parse("21000420048", ALL) is None
    assert parse("21000420O4856", ALL) is None
    assert parse("2100042004856", ()) is None


def test_two_layouts_with_one_prefix_are_told_apart_by_the_check_digit() -> None:
    left = ScaleLayout("left", "FFWWWWWEEEEENNNNNC", ("27",), check=CheckRule.LEFT)
    right = ScaleLayout("right", "FFWWWWWNNNNNEEEEEC", ("27",), check=CheckRule.RIGHT)
    data = "27000420062900485"
    # From the right, 3 first: 3·15 + 34 = 79; from the left, 1 first: 15 + 3·34 = 117.
    by_right = parse(data + "1", (left, right))
    assert by_right is not None
    assert by_right.layout == "right"
    by_left = parse(data + "3", (left, right))
    assert by_left is not None
    assert by_left.layout == "left"


@pytest.mark.parametrize("value", ["2100042000000", "2200042000009", "2300042000008"])
def test_a_label_for_nothing_is_refused(value: str) -> None:
    code = value[:-1]
    with refused("scale_label_empty"):
        parse(code + check_digit(code), ALL)


def test_the_item_may_be_filed_with_zeros_without_them_or_with_the_prefix() -> None:
    assert ScaleLabel("weight", "21", "00042").lookup_codes == ("00042", "42", "2100042")
    assert ScaleLabel("weight", "21", "12345").lookup_codes == ("12345", "2112345")
    assert ScaleLabel("weight", "21", "00000").lookup_codes == ("00000", "0", "2100000")


@pytest.mark.parametrize(
    ("layout", "reason"),
    [
        ({"pattern": "FFWWWWWNNNNC"}, "length"),
        ({"pattern": "FFWWWWWXXXXXC"}, "letters"),
        ({"pattern": "WWWWWFFNNNNNC"}, "letters"),
        ({"pattern": "FFWWWNNNWWNNC"}, "letters"),
        ({"pattern": "FFEEEEENNNNNC"}, "item"),
        ({"pattern": "FFWWWWWUUUUUC"}, "value"),
        ({"pattern": "FFWWWWWNNNNCC"}, "check"),
        ({"pattern": "FFWWWWWNNNNNN"}, "check"),
        ({"prefixes": ()}, "prefix"),
        ({"prefixes": ("2",)}, "prefix"),
        ({"prefixes": ("2x",)}, "prefix"),
    ],
)
def test_a_layout_that_no_label_could_be_read_by(layout: dict[str, object], reason: str) -> None:
    good: dict[str, object] = {"pattern": "FFWWWWWNNNNNC", "prefixes": ("21",)}
    with refused("scale_layout_wrong", reason=reason):
        ScaleLayout("x", **(good | layout))  # type: ignore[arg-type]


def test_a_scale_without_a_check_digit() -> None:
    layout = ScaleLayout("plain", "FFWWWWWNNNNNN", ("21",), check=CheckRule.NONE)
    label = parse("2100042000485", (layout,))
    assert label is not None
    assert label.weight == Quantity(485)


@given(st.integers(0, 99_999), st.integers(1, 99_999))
def test_what_the_scale_wrote_is_what_the_till_reads(item: int, grams: int) -> None:
    data = f"21{item:05}{grams:05}"
    label = parse(data + check_digit(data), ALL)
    assert label == ScaleLabel("weight", "21", f"{item:05}", weight=Quantity(grams))
