"""How figures are written and read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.formats import (
    date_text,
    instant_text,
    money_text,
    parse_money,
    parse_quantity,
    parse_rate,
    parse_unit_price,
    quantity_text,
    rate_text,
    time_text,
    unit_price_text,
)
from jxc_desktop.domain.numbers import Money, Quantity, Rate, UnitPrice
from jxc_desktop.domain.typed_text import half_width
from tests.domain.shelf import refused

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "￥0.00"),
        (5, "￥0.05"),
        (123_450, "￥1,234.50"),
        (-123_450, "-￥1,234.50"),
        (100_000_000_000, "￥1,000,000,000.00"),
    ],
)
def test_money_as_the_receipt_shows_it(fen: int, text: str) -> None:
    assert money_text(Money(fen)) == text
    assert money_text(Money(fen), symbol=False) == text.replace("￥", "")
    assert text.encode("gbk")


@pytest.mark.parametrize(
    ("milli", "text"),
    [(3000, "3"), (485, "0.485"), (1500, "1.5"), (0, "0"), (-2000, "-2"), (1_234_000, "1234")],
)
def test_a_quantity_shows_no_more_decimals_than_it_has(milli: int, text: str) -> None:
    assert quantity_text(Quantity(milli)) == text


@pytest.mark.parametrize(
    ("e4", "text"),
    [
        (35_000, "3.50"),
        (125, "0.0125"),
        (12_340, "1.234"),
        (12_345_600, "1,234.56"),
        (-5000, "-0.50"),
    ],
)
def test_a_price_shows_two_to_four_decimals(e4: int, text: str) -> None:
    assert unit_price_text(UnitPrice(e4)) == text
    assert "￥" in unit_price_text(UnitPrice(e4), symbol=True)


@pytest.mark.parametrize(("e4", "text"), [(1300, "13%"), (60, "0.6%"), (1, "0.01%"), (0, "0%")])
def test_a_rate_is_a_percentage(e4: int, text: str) -> None:
    assert rate_text(Rate(e4)) == text


def test_days_and_times_by_the_shops_clock() -> None:
    late = datetime(2026, 11, 24, 16, 5, 7, tzinfo=UTC)
    assert date_text(date(2026, 1, 5)) == "2026-01-05"
    assert time_text(late, SHANGHAI) == "00:05"
    assert instant_text(late, SHANGHAI) == "2026-11-25 00:05"
    assert instant_text(late, SHANGHAI, seconds=True) == "2026-11-25 00:05:07"
    assert time_text(late, timezone(timedelta(hours=-8))) == "08:05"


def test_a_time_that_does_not_say_where_is_a_bug() -> None:
    naive = datetime(2026, 11, 24, 16, 5)  # noqa: DTZ001 - the point of the test
    with pytest.raises(ValueError, match="where"):
        instant_text(naive, SHANGHAI)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("12.5", 1250),
        ("12", 1200),
        (".5", 50),
        ("5.", 500),
        ("  0012.50 ", 1250),
        ("1,234.50", 123_450),
        ("￥1,234.5", 123_450),
        ("-￥1,234.50", -123_450),
        ("¥3", 300),
        ("3.5元", 350),
        ("１２．５", 1250),
        ("12。5", 1250),
        ("－３", -300),
        ("−3", -300),
        ("-0", 0),
        ("1.2000", 120),
        ("0.29", 29),
        ("999999999999.99", 99_999_999_999_999),
    ],
)
def test_an_amount_as_people_type_it(typed: str, fen: int) -> None:
    assert parse_money(typed) == Money(fen)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        ".",
        "-",
        "￥",
        "元",
        "abc",
        "1.2.3",
        "1e3",
        "0x10",
        "1,23",
        ",5",
        "12,3456",
        "--1",
        "5²",
        "①",
        "٣",
        "😀",
        "\u202e12",
        "1 2",
        "nan",
        "inf",
        "9" * 41,
        "8" * 10_000,
    ],
)
def test_what_is_no_amount_is_said_to_be_none(typed: str) -> None:
    with refused("amount_not_a_number", text=typed[:40]):
        parse_money(typed)


def test_more_decimals_than_there_are_fen_is_said_not_rounded() -> None:
    with refused("amount_too_precise", decimals=2):
        parse_money("1.005")
    with refused("amount_too_precise", decimals=3):
        parse_quantity("0.4855")
    with refused("amount_too_precise", decimals=4):
        parse_unit_price("0.00001")


def test_an_amount_beyond_any_shop() -> None:
    with refused("amount_too_large"):
        parse_money("1000000000000")


def test_quantities_prices_and_percentages_are_read_exactly() -> None:
    assert parse_quantity("0.485") == Quantity(485)
    assert parse_quantity("１２") == Quantity(12_000)
    assert parse_unit_price("0.0125") == UnitPrice(125)
    assert parse_rate("13") == parse_rate("13%") == parse_rate(" １３％ ") == Rate(1300)
    assert parse_rate("0.6%") == Rate(60)


@given(st.integers(-(10**14) + 1, 10**14 - 1))
def test_what_was_written_is_read_back_the_same(number: int) -> None:
    assert parse_money(money_text(Money(number))) == Money(number)
    assert parse_money(money_text(Money(number), symbol=False)) == Money(number)
    assert parse_quantity(quantity_text(Quantity(number))) == Quantity(number)
    assert parse_unit_price(unit_price_text(UnitPrice(number))) == UnitPrice(number)
    assert parse_rate(rate_text(Rate(number))) == Rate(number)


def test_full_width_letters_are_made_plain_and_chinese_is_left_alone() -> None:
    assert half_width("Ａｂ１２－可乐　！￥") == "Ab12-可乐 !¥"
    assert half_width("5²①") == "5²①"
