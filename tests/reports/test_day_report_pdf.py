"""The A4 report: the hand-worked figures in its tables, the same bytes for the same figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from reportlab.graphics.shapes import Rect, String

from jxc_desktop.app.devices import FONTS
from jxc_desktop.domain.day_facts import CategoryTally, DayFacts, HourTally, Tally
from jxc_desktop.domain.ids import CategoryId
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.words import mark as chinese
from jxc_desktop.queries.find_figures import day_figures
from jxc_desktop.reports.day_report import ReportKind
from jxc_desktop.reports.day_report_pdf import day_report_pdf
from jxc_desktop.reports.day_tables import (
    cashier_table,
    category_table,
    drawer_table,
    event_table,
    method_table,
    number_table,
    part_text,
    sales_table,
    shift_table,
)
from jxc_desktop.reports.hour_chart import hour_chart
from jxc_desktop.reports.ticket_pdf import register_fonts
from tests.queries.test_find_figures import TODAY
from tests.shop import Shop


@pytest.fixture(autouse=True)
def letters() -> None:
    register_fonts(FONTS)


def pdf(facts: DayFacts, kind: ReportKind = ReportKind.Z, *, show_margin: bool = True) -> bytes:
    return day_report_pdf(facts, kind=kind, words=chinese, fonts=FONTS, show_margin=show_margin)


def pages(paper: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", paper))


def texts(table: Any) -> list[list[str]]:
    """What a table's cells say."""
    return [
        ["".join(piece.text for piece in cell.frags) for cell in row] for row in table._cellvalues
    ]


def bars(hours: Sequence[HourTally]) -> list[Any]:
    return [part for part in hour_chart(hours, 400, 100).contents if isinstance(part, Rect)]


def labels(hours: Sequence[HourTally]) -> list[str]:
    drawing = hour_chart(hours, 400, 100)
    return [part.text for part in drawing.contents if isinstance(part, String)]


def hour(of_day: int, fen: int) -> HourTally:
    return HourTally(of_day, Tally(1, Money(fen)))


def test_the_same_figures_give_the_same_bytes(z_facts: DayFacts) -> None:
    paper = pdf(z_facts)

    assert paper.startswith(b"%PDF-")
    assert paper == pdf(z_facts)
    assert paper != pdf(replace(z_facts, day=TODAY.replace(day=25)))


def test_the_letters_are_inside_the_file(z_facts: DayFacts) -> None:
    paper = pdf(z_facts)

    assert paper.count(b"/FontFile2") >= 2
    assert b"NotoSansSC" in paper


def test_a_day_fits_on_two_pages_and_a_long_one_on_as_many_as_it_needs(z_facts: DayFacts) -> None:
    category = CategoryTally(CategoryId(1), "进口葡萄酒与烈酒专柜" * 4, Tally(1, Money(100)))
    long = replace(z_facts, categories=(category,) * 120)

    assert pages(pdf(z_facts)) == 2
    assert pages(pdf(long)) > 4


@pytest.mark.parametrize("kind", list(ReportKind))
def test_every_kind_of_report_can_be_set(shift_facts: DayFacts, kind: ReportKind) -> None:
    assert pages(pdf(shift_facts, kind)) >= 1


def test_a_day_without_trade_can_be_set(shop: Shop) -> None:
    assert pages(pdf(shop.ask(lambda s: day_figures(s, TODAY)))) == 1


def test_names_are_printed_as_they_stand_and_never_read_as_markup(z_facts: DayFacts) -> None:
    names = ["A&B <酒水> </para>", "🍎 &amp;", "قهوة\x07", "<img src='/etc/hosts'/>"]
    odd = tuple(replace(z_facts.categories[0], name=name) for name in names)
    facts = replace(z_facts, categories=odd)

    rows = texts(category_table(facts, chinese, show_margin=False))
    assert [row[0] for row in rows[1:-1]] == names
    assert pages(pdf(facts)) == 2


def test_the_tables_say_what_was_worked_out_by_hand(z_facts: DayFacts) -> None:
    assert texts(sales_table(z_facts, chinese)) == [
        ["销售", "7", "180.50"],
        ["退货", "1", "-3.50"],
        ["作废", "1", "-3.50"],
        ["净额", "6", "173.50"],
    ]
    assert texts(method_table(z_facts.methods, chinese)) == [
        ["方式", "笔数", "金额", "手续费", "扣费后"],
        ["现金", "4", "64.00", "0.00", "64.00"],
        ["微信", "4", "50.50", "0.19", "50.31"],
        ["赊账", "1", "45.00", "0.00", "45.00"],
        ["预存款", "1", "14.00", "0.00", "14.00"],
        ["合计", "10", "173.50", "0.19", "173.31"],
    ]
    assert texts(drawer_table(z_facts, chinese))[6:] == [
        ["应有现金", "384.00"],
        ["长短款", "-3.50"],
        ["交保险柜", "-180.50"],
        ["钱箱结余", "200.00"],
    ]
    assert texts(cashier_table(z_facts, chinese))[1:] == [
        ["李小红", "6", "166.50", "96.0%"],
        ["王老板", "1", "7.00", "4.0%"],
    ]
    assert texts(shift_table(z_facts, chinese))[1:] == [
        ["1 李小红", "09:55", "13:30", "377.00", "373.50", "-3.50", "173.50"],
        ["2 王老板", "14:55", "16:00", "207.00", "207.00", "0.00", "7.00"],
    ]
    assert texts(event_table(z_facts, chinese))[1] == ["开钱箱", "1", ""]
    assert texts(number_table(z_facts, chinese))[1:] == [
        ["01", "01-01-20261124-0001", "01-01-20261124-0009", "9"]
    ]


def test_the_margin_of_a_category_is_for_those_who_may_see_it(z_facts: DayFacts) -> None:
    assert texts(category_table(z_facts, chinese, show_margin=True))[1:] == [
        ["饮料", "32", "101.94", "58.8%", "64.00", "37.94", "37.2%"],
        ["方便食品", "12", "53.10", "30.6%", "38.40", "14.70", "27.7%"],
        ["水果", "1.5", "18.46", "10.6%", "9.00", "9.46", "51.2%"],
        ["合计", "45.5", "173.50", "", "111.40", "62.10", "35.8%"],
    ]
    assert {len(row) for row in texts(category_table(z_facts, chinese, show_margin=False))} == {4}


def test_a_part_of_nothing_is_not_told() -> None:
    assert part_text(Money(100), Money(0)) == ""
    assert part_text(Money(-50), Money(1000)) == "-5.0%"


def test_the_hours_stand_side_by_side_without_a_gap() -> None:
    assert labels([hour(22, 100), hour(1, 12_345_600)]) == [
        "1", "22", "23", "00", "123,456", "01", "02", "03", "04", "05",
    ]  # fmt: skip


def test_a_bar_is_as_tall_as_its_hour_sold() -> None:
    first, second, *_ = bars([hour(9, 5000), hour(10, 10_000)])

    assert second.height == pytest.approx(2 * first.height)
    assert first.y == second.y


def test_an_hour_that_gave_back_more_hangs_below_the_line() -> None:
    sold, back, *_ = bars([hour(9, 6000), hour(10, -3000)])

    assert back.y + back.height == pytest.approx(sold.y)
    assert sold.height == pytest.approx(2 * back.height)
    assert back.y > 11


def test_a_day_without_hours_shows_an_empty_morning() -> None:
    assert labels([]) == [f"{each:02}" for each in range(9, 17)]
    assert {bar.height for bar in bars([])} == {0}
