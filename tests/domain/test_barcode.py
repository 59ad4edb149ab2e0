"""Codes and their check digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.barcode import (
    check_digit,
    has_check_digit,
    refuse_misread,
    spellings,
)
from tests.domain.shelf import refused

digits = st.text("0123456789", min_size=1, max_size=17)


@pytest.mark.parametrize(
    "code",
    [
        # The examples of the standards and of their articles.
        "4006381333931",
        "6901234567892",
        "9780306406157",
        "96385074",
        "73513537",
        "036000291452",
        "15400141288763",
    ],
)
def test_well_known_codes_are_what_they_are(code: str) -> None:
    assert check_digit(code[:-1]) == code[-1]
    refuse_misread(code)


def test_a_wrong_check_digit_is_named_with_the_right_one() -> None:
    with refused("barcode_check_digit", code="6901234567893", expected="2"):
        refuse_misread("6901234567893")


@pytest.mark.parametrize("code", ["12345", "123456789012345"])
def test_a_code_of_another_length_is_the_shops_own_business(code: str) -> None:
    assert not has_check_digit(code)
    refuse_misread(code)


@pytest.mark.parametrize("code", ["", "690123456789X", "٣٣٣٣٣٣٣٣", "6901²34567892"])
def test_a_code_with_anything_but_digits(code: str) -> None:
    refuse_misread(code)
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
