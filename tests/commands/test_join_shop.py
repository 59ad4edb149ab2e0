"""Joining and leaving a company, pausing on purpose, working exceptions off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, insert, select, update

from jxc_desktop.commands.join_shop import (
    JoinAsNew,
    JoinCompany,
    LeaveCompany,
    join_as_new,
    join_with_shop,
    leave_company,
    till_of_answer,
)
from jxc_desktop.commands.settle_exception import SettleException, settle_exception
from jxc_desktop.commands.sync_settings import PauseSync, keep_terminals, pause_sync
from jxc_desktop.documents.document import read_document
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import DocumentKey, document_key
from jxc_desktop.domain.sync_facts import TerminalStatus
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.sync import ServerException
from jxc_desktop.models.till import Incarnation
from jxc_desktop.queries.find_sync import SyncTie, find_heard, find_sync, find_tie
from jxc_desktop.queries.list_server_exceptions import (
    count_open_exceptions,
    list_server_exceptions,
)
from jxc_desktop.queries.list_terminals import list_terminals
from jxc_desktop.sync.wire import EnrolAnswer
from tests.shop import CASHIER_ID, COLA, COLA_CODE, OWNER_ID, SIGNER, Shop

WELCOME = EnrolAnswer("lwj", "乐万家", 1, 1, "one", bytes(range(32)))
JOINING = JoinCompany(WELCOME, "192.168.1.10:8765", "-----BEGIN CERTIFICATE-----")
PUBLIC_KEY = SIGNER.public_key().public_bytes_raw()


@contextmanager
def refusing(code: str, **facts: object) -> Iterator[None]:
    """The shop says no, with this code and these facts."""
    with pytest.raises(Refusal) as trouble:
        yield
    assert trouble.value.code == code
    assert dict(trouble.value.facts) == facts


def tie_of(shop: Shop) -> SyncTie | None:
    return shop.ask(find_tie)


def positions(shop: Shop) -> int:
    counted = select(func.count()).where(JournalEntry.position.is_not(None))
    return shop.ask(lambda session: int(session.execute(counted).scalar_one()))


def test_a_shop_that_joins_brings_its_whole_journal(shop: Shop) -> None:
    shop.do(join_with_shop, JOINING)
    tie = tie_of(shop)
    assert tie is not None
    assert (tie.address, tie.tenant, tie.epoch) == ("192.168.1.10:8765", "lwj", "")
    assert tie.neighbour_key == bytes(range(32)).hex()
    assert "neighbour" not in repr(tie)
    seen = shop.ask(find_sync)
    assert seen.backlog == 4
    assert seen.backlog_kinds == {
        "terminal_enrolled": 1,
        "records_changed": 1,
        "goods_received": 1,
        "shift_opened": 1,
    }
    assert seen.oldest_unsent == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def test_positions_of_a_company_that_was_left_say_nothing_to_the_next(shop: Shop) -> None:
    with shop.store.transaction() as session:
        session.execute(update(JournalEntry).values(position=JournalEntry.key % 1000))
    shop.do(join_with_shop, JOINING)
    assert positions(shop) == 0


def test_who_is_invited_again_keeps_what_was_exchanged(shop: Shop) -> None:
    shop.do(join_with_shop, JOINING)
    with shop.store.transaction() as session:
        session.execute(update(JournalEntry).values(position=JournalEntry.key % 1000))
    shop.do(join_with_shop, replace(JOINING, address="10.0.0.1:8765"))
    tie = tie_of(shop)
    assert tie is not None
    assert tie.address == "10.0.0.1:8765"
    assert positions(shop) == 4


def test_another_number_or_company_is_refused(shop: Shop) -> None:
    other = EnrolAnswer("lwj", "乐万家", 9, 1, "one", bytes(32))
    with refusing("join_other_terminal", terminal=9, store=1):
        shop.do(join_with_shop, replace(JOINING, answer=other))
    shop.do(join_with_shop, JOINING)
    strangers = EnrolAnswer("xyz", "别家", 1, 1, "one", bytes(32))
    with refusing("joined_already"):
        shop.do(join_with_shop, replace(JOINING, answer=strangers))


def test_nobody_leaves_with_a_backlog(shop: Shop) -> None:
    shop.do(leave_company, LeaveCompany())
    shop.do(join_with_shop, JOINING)
    with refusing("leaving_with_backlog", count=4):
        shop.do(leave_company, LeaveCompany())
    with shop.store.transaction() as session:
        session.execute(update(JournalEntry).values(position=1))
    shop.do(leave_company, LeaveCompany())
    assert tie_of(shop) is None
    assert shop.ask(find_sync).backlog == 0


def test_a_fresh_machine_becomes_the_terminal_that_was_welcomed(empty_shop: Shop) -> None:
    welcome = EnrolAnswer("lwj", "乐万家", 7, 3, "one", bytes(32))
    command = JoinAsNew(replace(JOINING, answer=welcome), "2 号收银台", PUBLIC_KEY, "till-pc")
    till = till_of_answer(welcome, empty_shop.clock, SIGNER.sign)
    with empty_shop.store.transaction_as(till) as session:
        join_as_new(session, command)
    assert empty_shop.store.till == till
    row = empty_shop.ask(
        lambda session: session.execute(
            select(Incarnation.terminal, Incarnation.incarnation, Incarnation.store)
        ).one()
    )
    assert tuple(row) == (7, 0, 3)
    (key, spelled) = empty_shop.ask(
        lambda session: session.execute(select(JournalEntry.key, JournalEntry.spelled)).one()
    )
    assert key == document_key(till.terminal, 0, 1)
    body = read_document(spelled).body
    assert isinstance(body, TerminalEnrolled)
    assert (body.name, body.machine, body.public_key) == ("2 号收银台", "till-pc", PUBLIC_KEY.hex())
    assert empty_shop.ask(find_heard).loading
    assert empty_shop.ask(find_sync).loaded_percent == 0


def test_a_machine_with_a_shop_is_not_fresh(shop: Shop) -> None:
    till = shop.store.till
    with refusing("shop_exists"):
        shop.do(join_as_new, JoinAsNew(JOINING, "x", PUBLIC_KEY))
    assert shop.store.till == till


def test_a_failed_join_leaves_the_old_till(empty_shop: Shop) -> None:
    before = empty_shop.store.till
    till = till_of_answer(WELCOME, empty_shop.clock, SIGNER.sign)
    with empty_shop.store.transaction() as session:
        session.execute(insert(Incarnation), {"id": 1, "terminal": 1, "incarnation": 0, "store": 1})
    with refusing("shop_exists"), empty_shop.store.transaction_as(till) as session:
        join_as_new(session, JoinAsNew(JOINING, "x", PUBLIC_KEY))
    assert empty_shop.store.till is before


def test_a_pause_is_remembered_and_means_nothing_to_a_shop_alone(shop: Shop) -> None:
    shop.do(pause_sync, PauseSync(paused=True))
    assert tie_of(shop) is None
    shop.do(join_with_shop, JOINING)
    shop.do(pause_sync, PauseSync(paused=True))
    tie = tie_of(shop)
    assert tie is not None
    assert tie.paused


def test_the_companys_terminals_are_kept_as_they_were_told(shop: Shop) -> None:
    told = (
        TerminalStatus(1, 1, "收银台1", datetime(2026, 11, 24, 1, 0, tzinfo=UTC), 3, "1.0"),
        TerminalStatus(2, 1, "收银台2", None, 0, "1.0", revoked=True),
    )
    with shop.store.transaction() as session:
        keep_terminals(session, told)
    assert shop.ask(list_terminals) == told


def _raise(shop: Shop, number: int, kind: str, subject: int) -> None:
    with shop.store.transaction() as session:
        session.execute(
            insert(ServerException),
            {
                "id": number,
                "kind": kind,
                "store": 1,
                "document": DocumentKey(0),
                "subject": subject,
                "raised_at": shop.clock(),
                "detail": '{"entity": "customer"}',
            },
        )


def test_an_exception_is_settled_once_by_who_may(shop: Shop) -> None:
    _raise(shop, 11, "negative_stock", COLA)
    assert shop.ask(count_open_exceptions) == 1
    command = SettleException(OWNER_ID, 11, "counted", "  盘点  过了 ")
    settled = shop.do(settle_exception, command)
    assert shop.do(settle_exception, command) == settled
    assert shop.ask(count_open_exceptions) == 0
    assert shop.ask(list_server_exceptions) == ()
    (row,) = shop.ask(lambda session: list_server_exceptions(session, settled=True))
    assert (row.how, row.note, row.settled_by) == ("counted", "盘点 过了", "王老板")
    assert row.subject_name == "可口可乐 500ml"


def test_an_exception_of_a_kind_that_is_not_known_yet_is_shown_as_it_is(shop: Shop) -> None:
    _raise(shop, 12, "moon_phase", 1)
    (row,) = shop.ask(list_server_exceptions)
    assert (row.kind, row.kind_text, row.subject_name) == (None, "moon_phase", "")


@pytest.mark.parametrize(
    ("kind", "subject", "name"),
    [
        ("credit_overrun", 501, "兴隆饭店"),
        ("concurrent_edit", 501, "兴隆饭店"),
        ("withdrawn_permission", CASHIER_ID, "李小红"),
        ("fork", 1, "收银台1"),
        ("fork", 99, ""),
    ],
)
def test_subjects_are_named(shop: Shop, kind: str, subject: int, name: str) -> None:
    _raise(shop, 13, kind, subject)
    (row,) = shop.ask(list_server_exceptions)
    assert row.subject_name == name


def test_what_is_unknown_too_long_or_not_allowed_is_refused(shop: Shop) -> None:
    _raise(shop, 14, "fork", 1)
    with refusing("exception_unknown"):
        shop.do(settle_exception, SettleException(OWNER_ID, 99, "seen"))
    with refusing("text_too_long", limit=200):
        shop.do(settle_exception, SettleException(OWNER_ID, 14, "seen", "长" * 201))
    with refusing("permission_missing", permission="see_reports", person=CASHIER_ID):
        shop.do(settle_exception, SettleException(CASHIER_ID, 14, "seen"))
    assert shop.sell(shop.basket(COLA_CODE)).serial == 1
