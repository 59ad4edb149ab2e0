"""What the cards say: changes, points, shares, and hours past midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from jxc_desktop.domain.day_facts import DayFacts, HourTally, MethodTally, Tally, every_hour
from jxc_desktop.domain.ids import MethodId, ProductId
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.domain.receipt_facts import ShopHeader
from jxc_desktop.domain.tender import MethodKind
from jxc_desktop.queries.stock_warnings import StockWarnings
from jxc_desktop.queries.top_products import TopProduct
from jxc_desktop.ui.language import use_language
from jxc_desktop.ui.today.figure_words import CardWords, card_words, method_rows, top_rows
from jxc_desktop.ui.today.hour_chart import busiest, hour_text
from jxc_desktop.ui.today.today_now import TillNow, TodayNow, compare
from jxc_desktop.ui.widgets.labels import Tone

TODAY = date(2026, 11, 24)
TILL = TillNow(None, (), 0, 0, StockWarnings())


@pytest.fixture(autouse=True)
def _in_chinese() -> None:
    use_language("zh_CN")


def hour(at: int, amount: int, *, cost: int = 0, count: int = 1) -> HourTally:
    return HourTally(at, Tally(count=count, amount=Money(amount), cost=Money(cost)))


def facts(*hours: HourTally) -> DayFacts:
    return DayFacts(
        shop=ShopHeader("好邻居"),
        day=TODAY,
        asked_at=datetime(2026, 11, 24, tzinfo=UTC),
        sales=Tally(
            count=sum(row.tally.count for row in hours),
            amount=Money.sum(row.tally.amount for row in hours),
            cost=Money.sum(row.tally.cost for row in hours),
        ),
        hours=hours,
    )


def words_of(
    now: DayFacts, before: DayFacts, *, until: int | None = None, day: date = TODAY
) -> tuple[CardWords, ...]:
    shown = TodayNow(
        day=day,
        today=TODAY,
        is_closed=False,
        facts=now,
        comparison=compare(now, before, until, 4),
        top=(),
        till=TILL,
    )
    return card_words(shown)


def method(number: int, amount: int, fee: int = 0) -> MethodTally:
    name = f"方式{number}"
    return MethodTally(
        MethodId(number), name, MethodKind.WALLET, 1, amount=Money(amount), fee=Money(fee)
    )


def test_more_than_a_week_before_points_up_and_less_points_down() -> None:
    net, receipts, average, margin = words_of(
        facts(hour(9, 12_345, cost=10_000, count=3)),
        facts(hour(9, 10_000, cost=7_500, count=4)),
        until=9,
    )
    assert net == CardWords("￥123.45", "▲ 23.5%", "上周二到 10 点 ￥100.00", Tone.SUCCESS)
    assert receipts == CardWords("3", "▼ 25%", "上周二到 10 点 4", Tone.WARNING)
    assert average == CardWords("￥41.15", "▲ 64.6%", "上周二到 10 点 ￥25.00", Tone.SUCCESS)
    assert margin == CardWords("19%", "▼ 6 个点", "上周二到 10 点 25%", Tone.WARNING)


def test_the_same_as_a_week_before_is_neither() -> None:
    same = facts(hour(9, 10_000, cost=7_500))
    assert words_of(same, same)[0] == CardWords("￥100.00", "持平", "上周二 ￥100.00", Tone.MUTED)


def test_an_earlier_date_is_held_against_the_week_before_it() -> None:
    same = facts(hour(9, 10_000))
    words = words_of(same, same, day=date(2026, 11, 18))
    assert words[0].beside == "前一周周三 ￥100.00"


def test_a_date_with_nothing_before_it_says_so_and_a_date_without_sales_has_no_margin() -> None:
    words = words_of(facts(), facts())
    assert [word.figure for word in words] == ["￥0.00", "0", "￥0.00", "—"]
    assert {word.beside for word in words} == {"前一周同日没有销售"}


def test_what_was_lost_a_week_before_is_no_measure() -> None:
    net, *_others, margin = words_of(facts(hour(9, 10_000)), facts(hour(9, -500)))
    assert (net.change, net.beside) == ("", "上周二 -￥5.00")
    assert (margin.change, margin.beside) == ("", "上周二 —")


def test_an_hour_after_midnight_is_late_in_its_business_date() -> None:
    before = facts(hour(9, 100), hour(23, 1_000), hour(1, 10_000))
    at_night = compare(before, before, 23, 4)
    past_midnight = compare(before, before, 1, 4)
    assert at_night is not None
    assert past_midnight is not None
    assert at_night.before.amount == Money(1_100)
    assert past_midnight.before.amount == Money(11_100)


def test_methods_come_by_amount_with_their_share_and_fee() -> None:
    rows = method_rows((method(1, 25_000), method(2, 75_000, fee=285)))
    assert [(row.name, row.note, row.amount, row.size) for row in rows] == [
        ("方式2", "手续费 ￥2.85 · 1 笔 · 75%", "￥750.00", 75_000),
        ("方式1", "1 笔 · 25%", "￥250.00", 25_000),
    ]


def test_the_smallest_of_many_methods_share_the_last_row_and_no_fen_is_lost() -> None:
    rows = method_rows(tuple(method(number, number * 1_000, fee=1) for number in range(1, 9)))
    assert len(rows) == 6
    assert (rows[-1].name, rows[-1].amount) == ("其他 3 种", "￥60.00")
    assert sum(row.size for row in rows) == 36_000


def test_a_method_that_gave_more_back_than_it_took_is_in_the_colour_of_losses() -> None:
    row = method_rows((method(1, -500), method(2, 2_000)))[-1]
    assert (row.amount, row.tone) == ("-￥5.00", Tone.DANGER)


def test_the_best_sellers_are_numbered() -> None:
    apples = TopProduct(ProductId(1), "红富士苹果", "kg", Quantity(2_485), Money(3_226))
    (row,) = top_rows((apples,))
    assert (row.rank, row.name, row.note, row.amount) == (
        "1", "红富士苹果", "2.485 kg", "￥32.26",
    )  # fmt: skip


def test_quiet_hours_between_busy_ones_are_shown_even_over_midnight() -> None:
    shown = every_hour((hour(22, 100), hour(1, 200)))
    assert [(row.hour, row.tally.amount.minor) for row in shown] == [
        (22, 100),
        (23, 0),
        (0, 0),
        (1, 200),
    ]
    assert every_hour(()) == ()


def test_the_busiest_hour_is_told_in_words() -> None:
    best = busiest((hour(9, 100), hour(18, 66_470, count=30), hour(20, 500)))
    assert best is not None
    assert hour_text(best) == "18 点 ￥664.70，30 笔"
    assert busiest(()) is None
    assert busiest((hour(9, -100),)) is None
