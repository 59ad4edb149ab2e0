"""Exchanges between tills and a server: nothing is lost or doubled, wherever they break off."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.sync import ForkedDocument
from jxc_desktop.queries.find_sync import find_heard, find_sync, find_tie
from jxc_desktop.queries.foreign_account import customer_balance
from jxc_desktop.queries.foreign_stock import foreign_stock
from jxc_desktop.queries.list_server_exceptions import list_server_exceptions
from jxc_desktop.queries.list_terminals import list_terminals
from jxc_desktop.sync import wire
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.sync.wire import Outcome
from tests.shop import COLA, COLA_CODE, CUSTOMER, NOODLES_CODE
from tests.workers.small_server import SmallServer
from tests.workers.tied_shop import TiedShop, second_till, tied_shop


def _equal(*tills: TiedShop) -> None:
    for stream in (0, 1):
        found = {till.digest(stream) for till in tills}
        assert len(found) == 1, stream
        assert found == {till.rebuilt_digest(stream) for till in tills}
    for till in tills:
        assert till.faults() == []
        assert till.unsent() == 0


def test_what_one_till_sold_stands_in_the_others_book(tmp_path: Path) -> None:
    server = SmallServer()
    one, two = tied_shop(tmp_path, server), second_till(tmp_path / "two", server)
    one.sell(COLA_CODE, COLA_CODE)
    done = one.exchange()
    assert done.pushed == len(server.kept) > 0
    assert two.exchange().pulled == done.pushed
    two.shop.open_shift(0)
    two.sell(NOODLES_CODE)
    two.exchange()
    one.exchange()
    _equal(one, two)


def test_a_second_exchange_says_little_and_changes_nothing(tmp_path: Path) -> None:
    server = SmallServer()
    till = tied_shop(tmp_path, server)
    till.exchange()
    before = till.digest(1)
    done = till.exchange()
    assert (done.pushed, done.pulled, done.changed) == (0, 0, False)
    assert till.digest(1) == before


def test_wherever_an_exchange_breaks_off_the_next_one_finishes_it(tmp_path: Path) -> None:
    server = SmallServer()
    one, two = tied_shop(tmp_path, server), second_till(tmp_path / "two", server)
    for _sale in range(3):
        one.sell(COLA_CODE)

    for allowed in range(30):
        calls = 0

        def break_off(_name: str, allowed: int = allowed) -> None:
            nonlocal calls
            calls += 1
            if calls > allowed:
                raise NetworkTrouble(NetworkTroubleKind.TIMEOUT)

        server.before_call = break_off
        for till in (one, two):
            try:
                till.exchange()
            except NetworkTrouble:
                continue
    server.before_call = lambda _name: None
    one.exchange()
    two.exchange()
    one.exchange()
    _equal(one, two)
    assert len({each.position for each in server.kept.values()}) == len(server.kept)


def test_a_till_that_is_killed_at_any_commit_goes_on_from_there(tmp_path: Path) -> None:
    server = SmallServer()
    one, two = tied_shop(tmp_path, server), second_till(tmp_path / "two", server)
    for _sale in range(40):
        one.sell(COLA_CODE)
    one.exchange()

    class Killed(BaseException):
        pass

    transaction = two.shop.store.transaction
    killed = 0
    while True:
        made = 0

        def one_only() -> object:
            nonlocal made
            made += 1
            if made > 1:
                raise Killed
            return transaction()

        two.shop.store.transaction = one_only  # type: ignore[method-assign,assignment]
        two.shop.clock.pass_by(seconds=1)
        try:
            two.exchange()
        except Killed:
            killed += 1
            if killed > 100:
                break
            continue
        break
    two.shop.store.transaction = transaction  # type: ignore[method-assign]
    assert 5 < killed < 100
    two.exchange()
    one.exchange()
    _equal(one, two)


def test_a_server_that_lost_a_day_gets_it_back_from_the_tills(tmp_path: Path) -> None:
    server = SmallServer()
    one, two = tied_shop(tmp_path, server), second_till(tmp_path / "two", server)
    one.exchange()
    two.exchange()
    backup = max(each.position for each in server.kept.values())
    one.sell(COLA_CODE)
    one.exchange()
    two.exchange()
    everything = set(server.kept)
    server.lose_after(backup - 2, "two")
    assert two.exchange().pushed > 0  # the first till's documents, which the second one holds
    assert set(server.kept) == everything
    one.exchange()
    two.exchange()
    _equal(one, two)
    with one.shop.store.reading() as session:
        tie = find_tie(session)
    assert tie is not None
    assert tie.epoch == "two"


def test_a_restored_till_pulls_its_tail_and_begins_a_new_life(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    server = SmallServer()
    till = tied_shop(tmp_path / "one", server)
    till.sell(COLA_CODE)
    till.exchange()
    old = till.copy_disk(tmp_path / "old")
    till.sell(COLA_CODE)
    till.sell(NOODLES_CODE)
    till.exchange()
    done = old.exchange()
    assert done.new_incarnation
    assert old.shop.store.till is not None
    assert old.shop.store.till.incarnation == 1
    sold = old.shop.sell(old.shop.basket(COLA_CODE))
    assert sold.serial == 4
    old.exchange()
    till.exchange()
    _equal(till, old)


def test_two_copies_of_a_disk_that_went_on_apart_end_with_every_sale_once(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    server = SmallServer()
    till = tied_shop(tmp_path / "one", server)
    till.sell(COLA_CODE)
    till.exchange()
    clone = till.copy_disk(tmp_path / "clone")
    till.sell(COLA_CODE)
    clone.sell(NOODLES_CODE)
    clone.sell(NOODLES_CODE, NOODLES_CODE)
    till.exchange()
    done = clone.exchange()
    assert done.branched_off == 2
    till.exchange()
    clone.exchange()
    _equal(till, clone)
    with clone.shop.store.reading() as session:
        assert find_sync(session).forks == 2
        balance = session.execute(select(JournalEntry.key)).all()
    assert len(balance) == len(server.kept)
    assert clone.exchange().changed is False
    with till.shop.store.reading() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT product, sum(quantity) FROM product_day GROUP BY product ORDER BY product"
        )
        assert [tuple(row) for row in rows] == [(101, 2000), (102, 3000)]
        serials = session.connection().exec_driver_sql("SELECT serial FROM sale ORDER BY serial")
        assert [row[0] for row in serials] == [1, 2, 3, 4]


def test_a_rule_that_was_lifted_for_a_repair_stands_again(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    server = SmallServer()
    till = tied_shop(tmp_path / "one", server)
    till.exchange()
    clone = till.copy_disk(tmp_path / "clone")
    rules = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    with clone.shop.store.reading() as session:
        before = session.connection().exec_driver_sql(rules).all()
    till.sell(COLA_CODE)
    clone.sell(COLA_CODE)
    till.exchange()
    clone.exchange()
    with clone.shop.store.reading() as session:
        assert session.connection().exec_driver_sql(rules).all() == before
    with pytest.raises(Exception, match="never deleted"), clone.shop.store.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM journal")


def test_a_document_that_the_server_does_not_take_stops_its_chain_and_stays(
    tmp_path: Path,
) -> None:
    server = SmallServer()
    till = tied_shop(tmp_path, server)
    sale = till.sell(COLA_CODE)
    till.sell(COLA_CODE)
    server.refuse = lambda key: Outcome.REFUSED if key == sale else None
    done = till.exchange()
    assert done.refused == {sale: "not taken"}
    assert till.unsent() == 2
    server.refuse = lambda _key: None
    assert till.exchange().pushed == 2


def test_what_the_server_says_it_misses_is_pushed_again(tmp_path: Path) -> None:
    server = SmallServer()
    till = tied_shop(tmp_path, server)
    till.exchange()
    lost = max(server.kept)
    del server.kept[lost]
    till.sell(COLA_CODE)
    till.exchange()
    assert lost in server.kept
    assert till.unsent() == 0


def test_a_stream_that_does_not_add_up_is_pulled_anew_and_pushed_where_it_lacks(
    tmp_path: Path,
) -> None:
    server = SmallServer()
    one, two = tied_shop(tmp_path, server), second_till(tmp_path / "two", server)
    one.exchange()
    two.exchange()
    one.sell(COLA_CODE)
    one.exchange()
    # A mistake of ours: the cursor went past a document that was never taken in.
    last = max(each.position for each in server.kept.values())
    with two.shop.store.transaction() as session:
        session.connection().exec_driver_sql(f"UPDATE stream_cursor SET position = {last}")
    one.sell(NOODLES_CODE)
    one.exchange()
    done = two.exchange()
    assert done.mismatched == ()
    one.exchange()
    _equal(one, two)


def test_a_position_that_nobody_gave_is_found_out(tmp_path: Path) -> None:
    server = SmallServer()
    till = tied_shop(tmp_path, server)
    till.exchange()
    sale = till.sell(COLA_CODE)
    with till.shop.store.transaction() as session:
        session.execute(update(JournalEntry).where(JournalEntry.key == sale).values(position=2))
    till.sell(COLA_CODE)
    till.exchange()
    till.exchange()
    assert sale in server.kept
    assert till.unsent() == 0


def test_other_stores_exceptions_and_terminals_are_heard(tmp_path: Path) -> None:
    server = SmallServer(
        stores=(wire.ForeignStore(7, "城东店", 1_764_000_000_000, 3),),
        stocks=(wire.ForeignStock(7, 7, COLA, 5000, 1000),),
        accounts=(wire.ForeignAccount(7, Account.RECEIVABLE.value, CUSTOMER, 30_000),),
        raised=tuple(
            wire.ExceptionRaised(number, "negative_stock", 1, 0, COLA, 1_764_000_000_000)
            for number in (1, 2)
        ),
        seen=(wire.TerminalSeen(1, 1, "收银台1", 0, 0, "1.0"),),
    )
    till = tied_shop(tmp_path, server)
    till.exchange()
    with till.shop.store.reading() as session:
        (elsewhere,) = foreign_stock(session, COLA)
        assert (elsewhere.store_name, elsewhere.quantity.milli) == ("城东店", 5000)
        assert customer_balance(session, CUSTOMER).owed == Money(30_000)
        found = list_server_exceptions(session)
        assert [row.exception for row in found] == [2, 1]
        assert found[0].subject_name == "可口可乐 500ml"
        assert [each.terminal for each in list_terminals(session)] == [1]
        assert find_heard(session).exception == 2
    assert till.shop.customer().owed == Money(30_000)
    assert till.shop.customer().credit_left == Money(20_000)


def test_a_program_that_is_too_old_to_pull_still_pushes(tmp_path: Path) -> None:
    server = SmallServer()
    till = tied_shop(tmp_path, server)

    def too_new(name: str) -> None:
        if name == "pull":
            raise NetworkTrouble(NetworkTroubleKind.TOO_OLD)

    server.before_call = too_new
    done = till.exchange()
    assert done.too_old
    assert till.unsent() == 0


def test_a_server_that_is_exchanged_in_the_middle_is_greeted_anew(tmp_path: Path) -> None:
    server = SmallServer()
    till = tied_shop(tmp_path, server)
    till.exchange()
    till.sell(COLA_CODE)
    lost = max(each.position for each in server.kept.values()) - 1

    def restore(name: str) -> None:
        if name == "pull" and server.epoch == "one":
            server.lose_after(lost - 3, "two")

    server.before_call = restore
    till.exchange()
    assert till.unsent() == 0
    with till.shop.store.reading() as session:
        held = len(session.execute(select(JournalEntry.key)).all())
    assert len(server.kept) == held


def test_both_branches_reach_the_server(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    server = SmallServer()
    till = tied_shop(tmp_path / "one", server)
    till.exchange()
    clone = till.copy_disk(tmp_path / "clone")
    till.sell(COLA_CODE)
    till.exchange()
    clone.sell(NOODLES_CODE)
    clone.exchange()
    with clone.shop.store.reading() as session:
        kept = session.execute(select(ForkedDocument.hash)).scalars().all()
    assert server.forked == list(kept)
