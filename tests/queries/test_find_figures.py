"""Every figure of a day that was worked out by hand (see `hand_day`), from the book itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from jxc_desktop.commands.close_day import CloseDay, close_day
from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.domain.day_facts import DayFacts, Tally
from jxc_desktop.domain.ids import DocumentKey, TerminalNo
from jxc_desktop.domain.numbers import Money, Quantity, Rate
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.journal.rebuild import rebuild
from jxc_desktop.journal.verify import verify
from jxc_desktop.queries.find_figures import day_figures, shift_figures, z_figures
from jxc_desktop.queries.find_shift import drawer_cash, find_open_shift
from tests.queries.hand_day import HandDay, play
from tests.queries.plans import plan_of
from tests.shop import CASHIER_ID, COLA_CODE, OWNER_ID, Shop

TODAY = date(2026, 11, 24)
TILL = TerminalNo(1)


@pytest.fixture
def shop(closed_shop: Shop) -> Shop:
    """A shop before its day, which the tests play."""
    return closed_shop


@pytest.fixture
def day(shop: Shop) -> HandDay:
    return play(shop)


def figures(shop: Shop, terminal: TerminalNo | None = TILL) -> DayFacts:
    return shop.ask(lambda s: day_figures(s, TODAY, terminal))


def of_shift(shop: Shop, shift: DocumentKey) -> DayFacts:
    facts = shop.ask(lambda s: shift_figures(s, shift))
    assert facts is not None
    return facts


def tally(count: int, amount: int, milli: int, cost: int) -> Tally:
    return Tally(count, Money(amount), Quantity(milli), Money(cost))


def test_sales_returns_and_voids_leave_the_net(shop: Shop, day: HandDay) -> None:
    facts = figures(shop)

    assert facts.sales == tally(7, 18_050, 47_500, 11_540)
    assert facts.returns == tally(1, 350, 1000, 200)
    assert facts.voids == tally(1, 350, 1000, 200)
    assert facts.net == tally(6, 17_350, 45_500, 11_140)
    assert (facts.net.margin, facts.margin_rate) == (Money(6210), Rate(3579))
    assert facts.average == Money(2892)


def test_money_by_method_with_what_the_channel_keeps(shop: Shop, day: HandDay) -> None:
    facts = figures(shop)

    rows = [(row.name, row.count, row.amount, row.fee, row.after_fee) for row in facts.methods]
    assert rows == [
        ("现金", 4, Money(6400), Money(0), Money(6400)),
        ("微信", 4, Money(5050), Money(19), Money(5031)),
        ("赊账", 1, Money(4500), Money(0), Money(4500)),
        ("预存款", 1, Money(1400), Money(0), Money(1400)),
    ]
    assert Money.sum(row.amount for row in facts.methods) == facts.net.amount
    assert [(row.name, row.count, row.amount) for row in facts.customer_payments] == [
        ("现金", 1, Money(10_000))
    ]
    assert facts.fees == Money(19)


def test_categories_cashiers_and_hours_each_come_to_the_net(shop: Shop, day: HandDay) -> None:
    facts = figures(shop)

    assert [(row.name, row.tally) for row in facts.categories] == [
        ("饮料", tally(5, 10_194, 32_000, 6400)),
        ("方便食品", tally(2, 5310, 12_000, 3840)),
        ("水果", tally(1, 1846, 1500, 900)),
    ]
    assert [(row.name, row.tally) for row in facts.cashiers] == [
        ("李小红", tally(6, 16_650, 43_500, 10_740)),
        ("王老板", tally(1, 700, 2000, 400)),
    ]
    assert [(row.hour, row.tally.count, row.tally.amount) for row in facts.hours] == [
        (10, 2, Money(1860)),
        (11, 2, Money(13_740)),
        (12, 2, Money(1050)),
        (15, 1, Money(700)),
    ]


def test_discounts_rounding_and_tax(shop: Shop, day: HandDay) -> None:
    facts = figures(shop)

    assert (facts.line_discounts.count, facts.line_discounts.amount) == (1, Money(90))
    assert facts.order_discounts.amount == Money(500)
    assert facts.rounding.amount == Money(-7)
    assert [(row.rate, row.tax, row.untaxed) for row in facts.taxes] == [
        (Rate(1300), Money(1785), Money(13_719)),
        (Rate(900), Money(152), Money(1694)),
    ]
    assert facts.tax == Money(1937)


def test_the_drawers_way_through_the_day(shop: Shop, day: HandDay) -> None:
    cash = figures(shop).cash

    assert (cash.opening, cash.brought) == (Money(20_000), Money(0))
    assert (cash.sales, cash.customers) == (Money(6400), Money(10_000))
    assert (cash.moved_in, cash.moved_out) == (Tally(1, Money(5000)), Tally(1, Money(3000)))
    assert cash.expected == Money(38_400)
    assert (cash.over_short, cash.to_safe) == (Money(-350), Money(18_050))
    assert cash.left == Money(20_000) == shop.ask(drawer_cash)


def test_what_happened_beside_the_sales(shop: Shop, day: HandDay) -> None:
    facts = figures(shop)

    assert facts.drawer_openings == 1
    assert [(row.event, row.count, row.amount) for row in facts.events] == [
        (TillEvent.LINE_REMOVED, 1, Money(450)),
        (TillEvent.RECEIPT_REPRINTED, 1, Money(1050)),
    ]
    span = facts.numbers[0]
    assert (span.first, span.last) == ("01-01-20261124-0001", "01-01-20261124-0009")
    assert facts.receipts == span.count == 9
    assert facts.late == ()


def test_each_shift_has_its_own_figures(shop: Shop, day: HandDay) -> None:
    first, second = of_shift(shop, day.first_shift), of_shift(shop, day.second_shift)

    assert (first.net.amount, second.net.amount) == (Money(16_650), Money(700))
    assert (first.receipts, second.receipts) == (8, 1)
    assert second.numbers[0].first == second.numbers[0].last == "01-01-20261124-0009"
    assert (first.cash.expected, second.cash.expected) == (Money(37_700), Money(20_700))
    assert [row.name for row in second.methods] == ["现金"]


def test_the_first_shift_was_three_fifty_short(shop: Shop, day: HandDay) -> None:
    shift = of_shift(shop, day.first_shift).shift

    assert shift is not None
    assert (shift.number, shift.cashier_name, shift.taken_over_by) == (1, "李小红", "王老板")
    assert (shift.opened_at.hour, shift.opening_cash) == (9, Money(20_000))
    assert (shift.expected, shift.counted, shift.left) == (
        Money(37_700),
        Money(37_350),
        Money(20_000),
    )
    assert (shift.difference, shift.to_safe) == (Money(-350), Money(17_350))
    assert Money.sum(row.amount for row in shift.notes) == Money(37_350)
    assert [(row.name, row.expected, row.counted) for row in shift.methods] == [
        ("微信", Money(5050), Money(5050))
    ]
    assert (shift.blind, shift.held_baskets, shift.remark) == (True, 1, "少三块五，已告知店长")


def test_a_running_shift_has_figures_and_no_difference(shop: Shop) -> None:
    shop.open_shift()
    shop.sell(shop.basket(COLA_CODE))
    opened = shop.ask(find_open_shift)
    assert opened is not None

    facts = of_shift(shop, opened.shift)

    running = facts.shift
    assert running is not None
    assert (running.key, running.number) == (opened.shift, opened.number)
    assert (running.difference, running.to_safe, running.closed_at) == (None, None, None)
    assert (facts.cash.expected, facts.receipts) == (Money(20_350), 1)
    assert facts.sealed == ()


def test_an_unknown_shift_has_no_figures(shop: Shop) -> None:
    assert shop.ask(lambda s: shift_figures(s, DocumentKey(5))) is None
    assert shop.ask(lambda s: z_figures(s, DocumentKey(5))) is None


def test_the_z_report_seals_number_total_and_chain(shop: Shop, day: HandDay) -> None:
    closed = shop.do(close_day, CloseDay(OWNER_ID, TODAY))

    facts = shop.ask(lambda s: z_figures(s, closed.document))

    assert facts is not None
    assert (facts.terminal, facts.day, facts.net.amount) == (TILL, TODAY, Money(17_350))
    (sealed,) = facts.sealed
    assert (sealed.number, sealed.grand_total, sealed.closed_at.hour) == (1, Money(17_350), 16)
    assert sealed.key == f"1-0-{closed.document % 2**33 - 1}"
    assert len(bytes.fromhex(sealed.hash)) == 32
    assert figures(shop, None).sealed == facts.sealed


def test_the_whole_store_is_the_sum_of_its_tills(shop: Shop, day: HandDay) -> None:
    store, till = figures(shop, None), figures(shop)

    assert store.terminal is None
    assert store.net == till.net
    assert store.cash == till.cash
    assert store.methods == till.methods


def test_a_day_without_trade_is_all_zeros(shop: Shop) -> None:
    facts = figures(shop)

    assert (facts.net, facts.receipts, facts.cash.expected) == (Tally(), 0, Money(0))
    assert (facts.average, facts.margin_rate, facts.shifts) == (Money(0), None, ())


def test_a_shift_over_midnight_carries_its_drawer_into_the_next_day(shop: Shop) -> None:
    shop.clock.now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    shop.open_shift()
    shop.sell(shop.basket(COLA_CODE))
    shop.clock.pass_by(hours=6)
    shop.sell(shop.basket(COLA_CODE, COLA_CODE))
    opened = shop.ask(find_open_shift)
    assert opened is not None
    shift = opened.shift
    running = of_shift(shop, shift)
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(21_050), left=Money(15_000)))

    evening = shop.ask(lambda s: day_figures(s, TODAY, TILL))
    morning = shop.ask(lambda s: day_figures(s, date(2026, 11, 25), TILL))
    whole = of_shift(shop, shift)

    assert running.cash.expected == Money(21_050)
    assert (evening.cash.opening, evening.cash.left) == (Money(20_000), Money(20_350))
    assert (morning.cash.opening, morning.cash.left) == (Money(20_350), Money(15_000))
    assert (whole.cash.left, whole.receipts) == (Money(15_000), 2)
    assert (whole.numbers[0].first, whole.numbers[0].last) == (
        "01-01-20261124-0001",
        "01-01-20261125-0001",
    )


def test_hours_after_midnight_stand_at_the_end_of_the_day(shop: Shop) -> None:
    shop.clock.now = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    shop.open_shift()
    for _ in range(3):
        shop.sell(shop.basket(COLA_CODE))
        shop.clock.pass_by(hours=2)

    assert [row.hour for row in figures(shop).hours] == [22, 0, 2]


def test_a_receipt_after_the_z_counts_on_the_next_day_and_says_so(shop: Shop, day: HandDay) -> None:
    shop.do(close_day, CloseDay(OWNER_ID, TODAY))
    shop.open_shift(0, OWNER_ID)
    shop.sell(shop.basket(COLA_CODE), actor=OWNER_ID)

    next_day = shop.ask(lambda s: day_figures(s, date(2026, 11, 25), TILL))

    assert figures(shop).net.amount == Money(17_350)
    assert [(row.missed, row.count, row.amount) for row in next_day.late] == [
        (TODAY, 1, Money(350))
    ]


def test_money_of_a_method_unknown_here_is_not_lost(shop: Shop, day: HandDay) -> None:
    with shop.store.transaction() as session:
        session.execute(text("DELETE FROM payment_method WHERE id = 2"))

    last = figures(shop).methods[-1]

    assert (last.name, last.kind, last.amount, last.fee) == ("", None, Money(5050), Money(19))


def test_the_figures_come_out_of_the_journal_again(shop: Shop, day: HandDay) -> None:
    before = figures(shop)
    with shop.store.transaction() as session:
        rebuild(session.connection())

    assert figures(shop) == before
    assert verify_is_clean(shop)


def verify_is_clean(shop: Shop) -> bool:
    with shop.store.reading() as session:
        return verify(session.connection()).sound


def test_no_report_reads_lines_of_sales(shop: Shop, day: HandDay) -> None:
    """Ten million lines: figures come from summaries, all else is found by an index."""
    steps = plan_of(shop, lambda s: (day_figures(s, TODAY), shift_figures(s, day.first_shift)))

    assert not [step for step in steps if "sale_line" in step]
    large = ("sale", "journal", "day_figure", "sale_payment", "money_entry")
    scans = {step.split()[1] for step in steps if step.startswith("SCAN")}
    assert scans.isdisjoint(large)
