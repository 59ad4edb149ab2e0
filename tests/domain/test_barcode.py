"""Codes and their check digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.barcode import (
    Symbology,
    check_digit,
    has_check_digit,
    in_store_ean13,
    is_in_store,
    scanned_code,
    spellings,
    symbology_of,
    validated,
)
from tests.domain.shelf import refused

digits = st.text("0123456789", min_size=1, max_size=17)


@pytest.mark.parametrize(
    ("code", "symbology"),
    [
        # The examples of the standards and of their articles.
        ("4006381333931", Symbology.EAN13),
        ("6901234567892", Symbology.EAN13),
        ("9780306406157", Symbology.EAN13),
        ("96385074", Symbology.EAN8),
        ("73513537", Symbology.EAN8),
        ("036000291452", Symbology.UPC_A),
        ("15400141288763", Symbology.ITF14),
    ],
)
def test_well_known_codes_are_what_they_are(code: str, symbology: Symbology) -> None:
    assert check_digit(code[:-1]) == code[-1]
    assert symbology_of(code) is symbology
    assert validated(code) is symbology


def test_a_wrong_check_digit_is_named_with_the_right_one() -> None:
    with refused("barcode_check_digit", code="6901234567893", expected="2"):
        validated("6901234567893")
    assert symbology_of("6901234567893") is None


@pytest.mark.parametrize("code", ["12345", "123456789012345"])
def test_a_code_of_another_length_is_no_number_of_gs1(code: str) -> None:
    with refused("barcode_length", length=len(code)):
        validated(code)
    assert symbology_of(code) is None


@pytest.mark.parametrize("code", ["", "690123456789X", "٣٣٣٣٣٣٣٣", "6901²34567892"])
def test_a_code_with_anything_but_digits(code: str) -> None:
    with refused("barcode_not_digits"):
        validated(code)
    with refused("barcode_not_digits"):
        check_digit(code)
    assert not has_check_digit(code)


def test_a_single_digit_checks_nothing() -> None:
    assert not has_check_digit("0")


@given(digits, st.data())
def test_one_misread_digit_is_always_noticed(data: str, draw: st.DataObject) -> None:
    code = data + check_digit(data)
    place = draw.draw(st.integers(0, len(code) - 1))
    other = draw.draw(st.sampled_from([d for d in "0123456789" if d != code[place]]))
    assert has_check_digit(code)
    assert not has_check_digit(code[:place] + other + code[place + 1 :])


def test_an_american_code_is_found_under_both_its_spellings() -> None:
    assert spellings("036000291452") == ("036000291452", "0036000291452")
    assert spellings("0036000291452") == ("0036000291452", "036000291452")
    assert spellings("6901234567892") == ("6901234567892",)
    assert spellings("A-12") == ("A-12",)


def test_the_shop_makes_up_numbers_of_its_own() -> None:
    assert in_store_ean13("29", 42) == "2900000000421"
    assert is_in_store("2900000000421")
    assert not is_in_store("6901234567892")
    assert not is_in_store("290000000042X")
    assert not is_in_store("29000042")


@given(st.integers(20, 29), st.integers(0, 10**10 - 1))
def test_every_number_of_the_shops_own_is_a_good_ean(prefix: int, number: int) -> None:
    code = in_store_ean13(str(prefix), number)
    assert validated(code) is Symbology.EAN13
    assert int(code[2:-1]) == number


@pytest.mark.parametrize("prefix", ["", "2", "19", "30", "2a", "200"])
def test_a_prefix_that_belongs_to_somebody_else(prefix: str) -> None:
    with refused("in_store_prefix"):
        in_store_ean13(prefix, 1)


@pytest.mark.parametrize("number", [-1, 10**10])
def test_a_number_that_has_no_room(number: int) -> None:
    with refused("in_store_number"):
        in_store_ean13("29", number)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" 6901234567892\r\n", "6901234567892"),
        ("６９０１２３４５６７８９２", "6901234567892"),
        ("ab-12", "ab-12"),
        (" 12 ", "12"),
    ],
)
def test_what_the_scanner_sends_is_read_as_it_was_meant(text: str, code: str) -> None:
    assert scanned_code(text) == code


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "code_empty"),
        (" \r\n", "code_empty"),
        ("1" * 65, "code_too_long"),
        ("1" * 10_000, "code_too_long"),
        (" " * 10_000, "code_too_long"),
        ("可乐", "code_not_plain"),
        ("😀", "code_not_plain"),
        ("12\u202e34", "code_not_plain"),
        ("12\x0034", "code_not_plain"),
    ],
)
def test_what_cannot_be_a_code_is_said_to_be_none(text: str, reason: str) -> None:
    with refused(reason):
        scanned_code(text)
