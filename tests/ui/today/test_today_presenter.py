"""The owner looks at a date from above: what is shown, what it is held against, where it leads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from jxc_desktop.app.workplaces import offered_to
from jxc_desktop.commands.close_day import CloseDay, close_day
from jxc_desktop.commands.held_baskets import HoldBasket, hold_basket
from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.domain.day_facts import DayFacts
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.domain.paper import JobState
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.models.till import PrintJob
from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.today.presenter import BackupNow, TodayPresenter, TodaySight, TodayWays
from jxc_desktop.ui.today.today_now import TodayNow
from tests.shop import CASHIER_ID, COLA_CODE, NOODLES, NOODLES_CODE, OWNER_ID, WECHAT, Shop
from tests.ui.at_the_till import stand_at
from tests.ui.office_memory import RefusalMemory

TUESDAY = date(2026, 11, 24)
NEXT_TUESDAY = date(2026, 12, 1)
LED_TO = {"shift", "day", "receipts", "printing", "safety"}
"""The workplaces that the cards lead to."""


@dataclass
class RemembersToday(RefusalMemory):
    """A home that remembers."""

    now: TodayNow | None = None
    sight: TodaySight | None = None
    backup: BackupNow | None = None
    locked: int = 0
    asked: list[tuple[date, date]] = field(default_factory=list)

    def show_today(self, now: TodayNow, sight: TodaySight, backup: BackupNow) -> None:
        self.now, self.sight, self.backup = now, sight, backup

    def show_locked(self) -> None:
        self.locked += 1

    def ask_day(self, day: date, today: date) -> None:
        self.asked.append((day, today))


@dataclass
class Home:
    """The home with one person before it, and where it led them."""

    screen: RemembersToday
    presenter: TodayPresenter
    opened: list[str]
    reports: list[DayFacts]

    @property
    def now(self) -> TodayNow:
        assert self.screen.now is not None
        return self.screen.now


def come_home(shop: Shop, doors: Doors, backup: datetime | None = None) -> Home:
    screen, opened, reports = RemembersToday(), list[str](), list[DayFacts]()
    offered = offered_to(doors.cashier) & LED_TO
    ways = TodayWays(offered, opened.append, reports.append, lambda: backup)
    presenter = TodayPresenter(doors, screen, ways, shop.clock)
    presenter.refresh()
    return Home(screen, presenter, opened, reports)


def without(doors: Doors, *taken: Permission) -> Doors:
    """The same person, from whom the shop took permissions away."""
    allowed = doors.cashier.permissions - set(taken)
    return replace(doors, cashier=replace(doors.cashier, permissions=allowed))


@pytest.fixture
def doors(shop: Shop) -> Doors:
    return stand_at(shop, OWNER_ID).doors


def a_week_apart(shop: Shop) -> None:
    """A bottle in the morning and noodles at night; a week later, at half past ten, two bottles."""
    shop.sell(shop.basket(COLA_CODE))
    shop.clock.pass_by(hours=10)
    shop.sell(shop.basket(NOODLES_CODE))
    shop.clock.now = datetime(2026, 12, 1, 2, 30, tzinfo=UTC)
    shop.sell(shop.basket(COLA_CODE, COLA_CODE))


def test_the_figures_of_today_are_there_at_the_first_glance(shop: Shop, doors: Doors) -> None:
    shop.sell(shop.basket(COLA_CODE, COLA_CODE), WECHAT)
    home = come_home(shop, doors)
    net = home.now.facts.net
    assert (home.now.day, home.now.today, home.now.is_closed) == (TUESDAY, TUESDAY, False)
    assert (net.amount, net.count, net.average) == (Money(700), 1, Money(700))
    assert net.margin_rate is not None
    assert net.margin_rate.e4 == 4286, "7.00 for what cost 4.00"
    assert [(row.name, row.amount) for row in home.now.facts.methods] == [("微信", Money(700))]
    assert [row.name for row in home.now.top] == ["可口可乐 500ml"]


def test_a_date_that_runs_is_held_against_the_same_hours_a_week_before(
    shop: Shop, doors: Doors
) -> None:
    a_week_apart(shop)
    against = come_home(shop, doors).now.comparison
    assert against is not None
    assert against.until_hour == 10
    assert (against.before.amount, against.now.amount) == (Money(350), Money(700))
    assert (against.before.count, against.now.count) == (1, 1)


def test_a_date_that_is_over_is_held_against_the_whole_of_that_date(
    shop: Shop, doors: Doors
) -> None:
    a_week_apart(shop)
    shop.clock.pass_by(days=1)
    home = come_home(shop, doors)
    home.presenter.look_at_yesterday()
    assert home.now.day == NEXT_TUESDAY
    against = home.now.comparison
    assert against is not None
    assert against.until_hour is None
    assert (against.before.amount, against.before.average) == (Money(800), Money(400))


def test_in_its_first_week_a_shop_is_held_against_nothing(shop: Shop, doors: Doors) -> None:
    shop.sell(shop.basket(COLA_CODE))
    assert come_home(shop, doors).now.comparison is None


def test_today_stays_today_past_midnight_and_yesterday_becomes_yesterday(
    shop: Shop, doors: Doors
) -> None:
    home = come_home(shop, doors)
    shop.clock.pass_by(days=1)
    home.presenter.refresh()
    assert home.now.day == TUESDAY + timedelta(days=1)
    home.presenter.look_at_yesterday()
    assert home.now.day == TUESDAY
    home.presenter.look_at_today()
    assert home.now.day == TUESDAY + timedelta(days=1)


def test_a_date_is_asked_for_and_looked_at(shop: Shop, doors: Doors) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.clock.pass_by(days=5)
    home = come_home(shop, doors)
    home.presenter.choose_day()
    assert home.screen.asked == [(date(2026, 11, 29), date(2026, 11, 29))]
    home.presenter.look_at(TUESDAY)
    assert (home.now.day, home.now.facts.net.amount) == (TUESDAY, Money(350))
    home.presenter.open_report()
    assert [facts.day for facts in home.reports] == [TUESDAY]


def test_picking_todays_date_follows_the_calendar_on(shop: Shop, doors: Doors) -> None:
    home = come_home(shop, doors)
    home.presenter.look_at(TUESDAY)
    shop.clock.pass_by(days=1)
    home.presenter.refresh()
    assert home.now.day == TUESDAY + timedelta(days=1)


def test_after_the_z_report_the_date_is_closed_and_still_todays(shop: Shop, doors: Doors) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_350), left=Money(20_000)))
    shop.do(close_day, CloseDay(OWNER_ID, TUESDAY))
    home = come_home(shop, doors)
    assert (home.now.day, home.now.is_closed) == (TUESDAY, True)
    assert home.now.till.shift is None
    assert home.now.facts.net.amount == Money(350)


def test_the_till_is_shown_as_it_stands_now_whatever_date_is_looked_at(
    shop: Shop, doors: Doors
) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.clock.pass_by(days=1)
    shop.do(hold_basket, HoldBasket(shop.basket(COLA_CODE), CASHIER_ID, "held-1"))
    home = come_home(shop, doors)
    home.presenter.look_at(TUESDAY)
    till = home.now.till
    assert till.shift is not None
    assert (till.shift.cashier_name, till.shift.drawer_cash) == ("李小红", Money(20_350))
    assert (till.held, till.forgotten) == (1, (TUESDAY,))


def test_the_shelf_and_the_printer_ask_for_the_owner(shop: Shop, doors: Doors) -> None:
    shop.edit("product", NOODLES, reorder_point=50_000)
    with shop.store.transaction() as session:
        session.add(
            PrintJob(queued_at=shop.clock.now, paper="receipt", state=JobState.UNKNOWN.value)
        )
    till = come_home(shop, doors).now.till
    assert (till.doubtful_prints, till.stock.low.count, till.stock.negative.count) == (1, 1, 0)
    sold_out = shop.basket(NOODLES_CODE).with_quantity(1, Quantity(51_000))
    shop.sell(sold_out)
    till = come_home(shop, doors).now.till
    assert (till.stock.low.count, till.stock.negative.count) == (0, 1)


def test_a_cashier_sees_nothing_of_it(shop: Shop) -> None:
    home = come_home(shop, stand_at(shop, CASHIER_ID).doors)
    home.presenter.open_report()
    home.presenter.choose_day()
    assert (home.screen.now, home.screen.locked) == (None, 1)
    assert (home.reports, home.screen.asked) == ([], [])


def test_the_margin_is_only_for_those_who_see_the_cost(shop: Shop, doors: Doors) -> None:
    assert come_home(shop, doors).screen.sight == TodaySight(
        margin=True, ways=frozenset({"shift", "day", "receipts", "printing", "safety"})
    )
    sight = come_home(shop, without(doors, Permission.SEE_COST)).screen.sight
    assert sight is not None
    assert not sight.margin


def test_a_card_leads_only_to_workplaces_that_the_role_opens(shop: Shop, doors: Doors) -> None:
    home = come_home(shop, without(doors, Permission.CLOSE_SHIFT, Permission.VERIFY))
    for place in ("shift", "day", "receipts", "printing", "safety", "elsewhere"):
        home.presenter.go(place)
    assert home.opened == ["shift", "receipts", "printing"]


@pytest.mark.parametrize(
    ("hours_ago", "too_old"), [(1, False), (30, False), (31, True), (None, True)]
)
def test_a_backup_of_more_than_a_day_ago_is_too_old(
    shop: Shop, doors: Doors, hours_ago: int | None, too_old: bool
) -> None:
    taken = None if hours_ago is None else shop.clock.now - timedelta(hours=hours_ago)
    home = come_home(shop, doors, backup=taken)
    assert home.screen.backup == BackupNow(taken, too_old)
