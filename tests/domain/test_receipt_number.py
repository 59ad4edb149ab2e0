"""The number on a receipt, as people and as scanners read it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.receipt_number import ReceiptNumber, parse_receipt_number
from tests.domain.shelf import refused

NUMBER = ReceiptNumber(1, 2, date(2026, 11, 24), 7)
numbers = st.builds(
    ReceiptNumber,
    st.integers(1, 999),
    st.integers(1, 9999),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(1, 99_999),
)


def test_the_seventh_receipt_of_the_second_till() -> None:
    assert NUMBER.text == "01-02-20261124-0007"
    # 9, store, terminal, day, serial; check digit: 3·21 + 14 = 77, so 3.
    assert NUMBER.barcode == "90010002261124000073"


@given(numbers)
def test_both_forms_are_read_back(number: ReceiptNumber) -> None:
    assert parse_receipt_number(number.text) == number
    assert parse_receipt_number(number.barcode) == number
    assert parse_receipt_number(f" {number.barcode}\r\n") == number


@given(numbers, numbers)
def test_two_receipts_never_share_a_number(one: ReceiptNumber, other: ReceiptNumber) -> None:
    assert (one.text == other.text) is (one == other)
    assert (one.barcode == other.barcode) is (one == other)


def test_full_width_digits_are_read_too() -> None:
    assert parse_receipt_number("０１－０２－２０２６１１２４－０００７") == NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6901234567892",
        "01-02-20261324-0007",
        "01-02-20260230-0007",
        "00-02-20261124-0007",
        "01-02-19991124-0007",
        "01-02-20261124-0000",
        "1-2-3",
        "9" * 10_000,
    ],
)
def test_what_is_no_receipt_number_is_something_else(text: str) -> None:
    assert parse_receipt_number(text) is None


def test_a_misread_receipt_barcode_is_told() -> None:
    wrong = NUMBER.barcode[:-1] + str((int(NUMBER.barcode[-1]) + 1) % 10)
    with refused("receipt_number_damaged", code=wrong):
        parse_receipt_number(wrong)


@pytest.mark.parametrize(
    ("store", "terminal", "day", "serial"),
    [
        (0, 1, date(2026, 1, 1), 1),
        (1000, 1, date(2026, 1, 1), 1),
        (1, 0, date(2026, 1, 1), 1),
        (1, 10_000, date(2026, 1, 1), 1),
        (1, 1, date(1999, 1, 1), 1),
        (1, 1, date(2100, 1, 1), 1),
        (1, 1, date(2026, 1, 1), 0),
        (1, 1, date(2026, 1, 1), 100_000),
    ],
)
def test_a_number_that_has_no_place_on_the_paper_is_a_bug(
    store: int, terminal: int, day: date, serial: int
) -> None:
    with pytest.raises(ValueError, match="no receipt number"):
        ReceiptNumber(store, terminal, day, serial)
