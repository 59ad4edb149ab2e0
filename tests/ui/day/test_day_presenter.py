"""Closing the date with one key: in order, after the hand-over, and looked at again later."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
from sqlalchemy import select

from jxc_desktop.commands.close_day import CloseDay, DayWasClosed
from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.models.till import PrintJob
from jxc_desktop.queries.list_closed_days import ClosedDayRow
from jxc_desktop.store.session import ShopSession
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.day.day_now import DayNow
from jxc_desktop.ui.day.presenter import DayPapers, DayPresenter
from tests.shop import CASHIER_ID, COLA_CODE, OWNER_ID, Shop
from tests.ui.at_the_till import ApprovalMemory, Counter, stand_at
from tests.ui.office_memory import RefusalMemory

TODAY = date(2026, 11, 24)


@dataclass
class RemembersDay(RefusalMemory):
    """A day screen that remembers."""

    now: DayNow | None = None
    slip: tuple[date, int, bytes] | None = None
    closed: list[DayWasClosed] = field(default_factory=list)
    queued: int = 0

    def show_day(self, now: DayNow) -> None:
        self.now = now

    def show_slip(self, day: date, row: ClosedDayRow | None, picture: bytes) -> None:
        self.slip = (day, 0 if row is None else row.number, picture)

    def show_no_slip(self) -> None:
        self.slip = None

    def show_closed(self, closed: tuple[DayWasClosed, ...]) -> None:
        self.closed += closed

    def show_slip_queued(self) -> None:
        self.queued += 1


@dataclass
class DayDesk:
    """The day screen with one person before it, and what happened around it."""

    counter: Counter
    screen: RemembersDay
    presenter: DayPresenter
    opened: list[str]
    sent_to_shift: list[str]

    @property
    def now(self) -> DayNow:
        assert self.screen.now is not None
        return self.screen.now


def _picture(_session: ShopSession, day: date) -> bytes:
    return f"slip {day.isoformat()}".encode()


def _pdf(_session: ShopSession, day: date) -> bytes:
    return f"A4 {day.isoformat()}".encode()


def look_at_day(counter: Counter, approval: ApprovalMemory) -> DayDesk:
    screen, opened, sent = RemembersDay(), list[str](), list[str]()
    papers = DayPapers(_picture, _pdf, lambda name, paper: opened.append(f"{name} {paper!r}"))
    presenter = DayPresenter(
        counter.doors,
        screen,
        ApprovalPresenter(counter.doors, approval),
        papers,
        lambda: sent.append("to shift"),
    )
    presenter.refresh()
    return DayDesk(counter, screen, presenter, opened, sent)


def can_close(now: DayNow) -> bool:
    """Whether nothing but the press of the key is missing."""
    return not (now.is_closed or now.forgotten or now.shift_in_the_way)


def hand_over(shop: Shop) -> None:
    shop.do(close_shift, CloseShift(CASHIER_ID, Money(20_000), left=Money(20_000)))


@pytest.fixture
def owner(shop: Shop, approval: ApprovalMemory) -> DayDesk:
    """The owner looks while the cashier's shift still runs."""
    return look_at_day(stand_at(shop, OWNER_ID), approval)


def test_a_running_shift_comes_first_and_the_key_leads_there(owner: DayDesk) -> None:
    assert owner.now.shift_in_the_way
    assert not can_close(owner.now)
    owner.presenter.close_next()
    assert owner.sent_to_shift == ["to shift"]
    assert owner.counter.handed_in(CloseDay) == []


def test_before_closing_the_owner_sees_the_slip_as_it_would_be(owner: DayDesk) -> None:
    assert owner.screen.slip == (TODAY, 0, b"slip 2026-11-24")


def test_after_the_hand_over_one_key_closes_the_date_and_the_slip_is_queued(
    shop: Shop, owner: DayDesk
) -> None:
    shop.sell(shop.basket(COLA_CODE))
    hand_over(shop)
    owner.presenter.refresh()
    assert can_close(owner.now)
    owner.presenter.close_next()

    assert [(done.number, done.net) for done in owner.screen.closed] == [(1, Money(350))]
    assert owner.now.is_closed
    assert owner.now.today == TODAY
    assert owner.screen.slip == (TODAY, 1, b"slip 2026-11-24")
    papers = shop.ask(lambda session: session.scalars(select(PrintJob.paper)).all())
    assert list(papers).count(Paper.Z_REPORT.value) == 1


def test_a_date_that_is_closed_is_not_closed_twice(shop: Shop, owner: DayDesk) -> None:
    hand_over(shop)
    owner.presenter.refresh()
    for _ in range(3):
        owner.presenter.close_next()
    assert len(owner.counter.handed_in(CloseDay)) == 1


def test_a_shop_that_forgot_two_days_is_led_through_them_oldest_first(
    shop: Shop, owner: DayDesk
) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.clock.pass_by(days=1)
    shop.sell(shop.basket(COLA_CODE))
    hand_over(shop)
    shop.clock.pass_by(days=1)
    owner.presenter.refresh()
    before = owner.now
    assert [day.day for day in before.forgotten] == [24, 25]
    assert not can_close(before)

    owner.presenter.close_next()

    assert [done.day.day for done in owner.screen.closed] == [24, 25]
    assert not owner.now.forgotten
    assert can_close(owner.now)
    owner.presenter.close_next()
    assert [done.number for done in owner.screen.closed] == [1, 2, 3]


def test_a_shift_left_open_for_days_is_handed_over_before_the_forgotten_days(
    shop: Shop, owner: DayDesk
) -> None:
    shop.sell(shop.basket(COLA_CODE))
    shop.clock.pass_by(days=3)
    owner.presenter.refresh()
    assert owner.now.forgotten
    assert owner.now.shift_in_the_way
    owner.presenter.close_next()
    assert owner.sent_to_shift == ["to shift"]


def test_a_shift_of_today_does_not_hold_up_yesterday(shop: Shop, owner: DayDesk) -> None:
    shop.sell(shop.basket(COLA_CODE))
    hand_over(shop)
    shop.clock.pass_by(days=1)
    shop.open_shift(brought=0)
    owner.presenter.refresh()
    assert not owner.now.shift_in_the_way
    owner.presenter.close_next()
    assert [done.day for done in owner.screen.closed] == [TODAY]
    assert owner.now.shift_in_the_way


def test_a_cashier_sees_no_figures_and_closes_with_an_approval(
    shop: Shop, counter: Counter, approval: ApprovalMemory
) -> None:
    hand_over(shop)
    desk = look_at_day(counter, approval)
    assert desk.screen.slip is None
    approval.allow()
    desk.presenter.close_next()
    assert approval.asked == [Permission.CLOSE_DAY]
    assert desk.now.is_closed
    assert desk.now.closed == (), "what the shop takes in a day is not the cashier's to see"


def test_a_manager_who_says_no_closes_nothing(
    shop: Shop, counter: Counter, approval: ApprovalMemory
) -> None:
    hand_over(shop)
    desk = look_at_day(counter, approval)
    desk.presenter.close_next()
    approval.dismiss()
    assert desk.screen.refusals == ["permission_missing"]
    assert desk.screen.closed == []
    assert can_close(desk.now)


def test_a_closed_date_is_looked_at_printed_again_and_opened_as_pdf(
    shop: Shop, owner: DayDesk
) -> None:
    hand_over(shop)
    owner.presenter.refresh()
    owner.presenter.close_next()
    shop.clock.pass_by(days=1)
    owner.presenter.refresh()
    assert owner.screen.slip == (date(2026, 11, 25), 0, b"slip 2026-11-25")
    row = owner.now.closed[0]

    owner.presenter.look_at(row)
    owner.presenter.print_again()
    owner.presenter.open_pdf()

    assert owner.screen.slip == (TODAY, 1, b"slip 2026-11-24")
    assert owner.screen.queued == 1
    assert owner.opened == ["2026-11-24.pdf b'A4 2026-11-24'"]
    jobs = shop.ask(
        lambda session: (
            session.execute(select(PrintJob.subject).where(PrintJob.paper == Paper.Z_REPORT.value))
            .scalars()
            .all()
        )
    )
    assert list(jobs) == [row.document, row.document]


def test_today_cannot_be_printed_as_a_z_before_it_is_closed(owner: DayDesk) -> None:
    owner.presenter.look_at(None)
    owner.presenter.print_again()
    assert owner.screen.queued == 0
