"""Whoever may decides about the tie to the server; everybody sees how it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from jxc_desktop.commands.keep_for_neighbour import neighbours_wanted
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.sync_facts import NetworkTroubleKind, SyncNews, SyncState, TerminalStatus
from jxc_desktop.ui.sync.presenter import SyncPresenter
from jxc_desktop.ui.sync.tie import Invited, InviteOrder, StoreChoice, TieFacts
from tests.shop import CASHIER_ID, OWNER_ID, Shop
from tests.ui.at_the_till import stand_at
from tests.ui.office_memory import OfficeMemory
from tests.ui.sync.tie_memory import INVITED, STORES, TERMINALS, TIED, TieMemory


@dataclass
class SyncMemory(OfficeMemory):
    """The screen as tests see it; `give` answers the sheet that is open."""

    tie: tuple[TieFacts, SyncNews] | None = None
    rows: tuple[TerminalStatus, ...] = ()
    stores: tuple[StoreChoice, ...] = ()
    give: Callable[..., Any] | None = None
    waiting: bool = False
    problems: list[str] = field(default_factory=list)
    invited: Invited | None = None
    details: str = ""

    def show_tie(self, facts: TieFacts, news: SyncNews) -> None:
        self.tie = (facts, news)

    def show_terminals(
        self, rows: Sequence[TerminalStatus], stores: Sequence[StoreChoice], facts: TieFacts
    ) -> None:
        self.rows, self.stores = tuple(rows), tuple(stores)
        assert facts == TIED

    def ask_pause(self, news: SyncNews, give: Callable[[], object]) -> None:
        del news
        self.give = give

    def ask_invite(
        self, stores: Sequence[StoreChoice], give: Callable[[InviteOrder], object]
    ) -> None:
        assert tuple(stores) == STORES
        self.give = give

    def show_invited(self, invited: Invited, order: InviteOrder) -> None:
        del order
        self.invited = invited

    def ask_revoke(self, row: TerminalStatus, give: Callable[[], object]) -> None:
        del row
        self.give = give

    def ask_connect(self, give: Callable[[str, str], object]) -> None:
        self.give = give

    def show_waiting(self, *, on: bool) -> None:
        self.waiting = on

    def show_sheet_problem(self, refusal: Refusal) -> None:
        self.problems.append(refusal.code)

    def close_sheet(self) -> None:
        self.give, self.waiting = None, False

    def show_details(self, text: str) -> None:
        self.details = text

    def answer(self, *given: object) -> None:
        assert self.give is not None, "nothing was asked"
        self.give(*given)


@pytest.fixture
def tie() -> TieMemory:
    return TieMemory()


@pytest.fixture
def screen() -> SyncMemory:
    return SyncMemory()


def open_for(
    shop: Shop, tie: TieMemory, screen: SyncMemory, person: PersonId = OWNER_ID
) -> SyncPresenter:
    presenter = SyncPresenter(stand_at(shop, person).doors, tie, screen)
    presenter.start()
    return presenter


def test_everybody_sees_how_it_stands_and_may_hurry_it(
    shop: Shop, tie: TieMemory, screen: SyncMemory
) -> None:
    presenter = open_for(shop, tie, screen, CASHIER_ID)
    assert screen.tie == (TIED, tie.shown)
    assert (screen.rows, screen.stores) == (TERMINALS, STORES)
    presenter.exchange_now()
    assert tie.exchanges == 1


def test_a_cashier_neither_pauses_invites_revokes_nor_connects(
    shop: Shop, tie: TieMemory, screen: SyncMemory
) -> None:
    presenter = open_for(shop, tie, screen, CASHIER_ID)
    presenter.pause()
    presenter.invite()
    presenter.revoke(TERMINALS[1])
    presenter.connect()
    assert screen.refusals == ["permission_missing"] * 4
    assert screen.give is None


def test_second_copies_are_allowed_by_who_may_change_settings(
    shop: Shop, tie: TieMemory, screen: SyncMemory
) -> None:
    open_for(shop, tie, screen, CASHIER_ID).keep_copies(on=True)
    assert screen.refusals == ["permission_missing"]
    presenter = open_for(shop, tie, screen)
    for on in (True, False):
        presenter.keep_copies(on=on)
        assert shop.ask(neighbours_wanted) is on


def test_offline_on_purpose_is_asked_first_and_anybody_may_end_it(
    shop: Shop, tie: TieMemory, screen: SyncMemory
) -> None:
    open_for(shop, tie, screen).pause()
    assert tie.pauses == [], "nobody has said yes"
    screen.answer()
    assert (tie.pauses, screen.give) == ([True], None)
    open_for(shop, tie, screen, CASHIER_ID).resume()
    assert tie.pauses == [True, False]


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (InviteOrder(1, "  "), "terminal_name_needed"),
        (InviteOrder(0, "收银台", store_name=" "), "store_name_needed"),
    ],
)
def test_an_invitation_without_a_name_is_not_sent(
    shop: Shop, tie: TieMemory, screen: SyncMemory, order: InviteOrder, told: str
) -> None:
    open_for(shop, tie, screen).invite()
    screen.answer(order)
    assert (screen.problems, tie.orders) == ([told], [])


def test_an_invitation_shows_its_code(shop: Shop, tie: TieMemory, screen: SyncMemory) -> None:
    open_for(shop, tie, screen).invite()
    screen.answer(InviteOrder(0, " 2 号 ", store_name=" 新店 "))
    assert tie.orders == [InviteOrder(0, "2 号", store_name="新店")]
    assert (screen.invited, screen.give) == (INVITED, None)
    assert INVITED.line == f"jxc://{INVITED.address}/{INVITED.code}"


def test_a_server_that_fails_leaves_the_sheet_open(
    shop: Shop, tie: TieMemory, screen: SyncMemory
) -> None:
    tie.fails = Refusal("network_unreachable")
    open_for(shop, tie, screen).revoke(TERMINALS[2])
    screen.answer()
    assert tie.revoked == [3]
    assert screen.problems == ["network_unreachable"]
    assert (screen.give is None, screen.waiting) == (False, False)
    tie.fails = None
    screen.answer()
    assert screen.done == ["“滨江收银台”已停用"]


def test_a_shop_that_stood_alone_connects_with_one_line(
    shop: Shop, tie: TieMemory, screen: SyncMemory
) -> None:
    open_for(shop, tie, screen).connect()
    screen.answer("", "")
    assert screen.problems == ["join_address_needed"]
    screen.answer("jxc://10.0.0.7:8443/JXC1.ABC", "")
    assert tie.joined == [("10.0.0.7:8443", "JXC1.ABC")]
    assert screen.give is None


def test_the_person_who_helps_reads_plain_facts(
    shop: Shop, tie: TieMemory, screen: SyncMemory
) -> None:
    tie.shown = SyncNews(
        SyncState.OFFLINE, backlog=7, trouble=NetworkTroubleKind.TLS, detail="self-signed"
    )
    open_for(shop, tie, screen).show_details()
    for fact in ("server: sync.example.cn:8765", "trouble: tls", "said: self-signed", "unsent: 7"):
        assert fact in screen.details
    assert "terminal 4: store 2" in screen.details
    assert "revoked" in screen.details
