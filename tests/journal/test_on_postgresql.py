"""The same documents come to the same book on PostgreSQL, row for row."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from jxc_desktop.documents.document import Document
from jxc_desktop.documents.sale import Sale, SalePayment
from jxc_desktop.domain.ids import DocumentKey, MethodId, WarehouseId, document_key
from jxc_desktop.domain.numbers import Money
from jxc_desktop.domain.streams import Stream
from jxc_desktop.journal.digest import digests, table_digests
from jxc_desktop.journal.post import chain_head, moment_of
from jxc_desktop.journal.rebuild import rebuild, retry_parked
from jxc_desktop.journal.receive import Hearing, receive, set_positions
from jxc_desktop.journal.verify import verify
from jxc_desktop.models.everything import Base
from jxc_desktop.server.postgres_rules import RULES
from jxc_desktop.store.opening import Store
from tests.journal.many_tills import all_documents, chained, head_of
from tests.server.scratch_postgres import scratch_postgres
from tests.shop import KEY

ARRIVING = chained(all_documents())


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """A database with the terminals' tables and the server's rules."""
    with scratch_postgres() as cluster:
        engine = create_engine(cluster.url.replace("postgresql:", "postgresql+psycopg:"))
        Base.metadata.create_all(engine)
        with engine.begin() as connection:
            for rule in RULES:
                connection.exec_driver_sql(rule)
        yield engine
        engine.dispose()


@pytest.fixture
def on_a_till(tmp_path: Path) -> dict[Stream, dict[str, str]]:
    """What the documents come to on SQLite, by stream and table."""
    store = Store(tmp_path / "till.db", KEY)
    with closing(store), store.transaction() as session:
        receive(session.connection(), ARRIVING)
        streams = digests(session.connection())
        return {stream: table_digests(session.connection(), stream) for stream in streams}


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_in_any_order_the_book_is_that_of_a_till(
    engine: Engine, on_a_till: dict[Stream, dict[str, str]], seed: int | None
) -> None:
    order = ARRIVING
    if seed is not None:
        order = random.Random(seed).choices(ARRIVING, k=30) + ARRIVING
        random.Random(seed).shuffle(order)
    with engine.connect() as connection:
        for start in range(0, len(order), 40):
            receive(connection, order[start : start + 40])
        found = {stream: table_digests(connection, stream) for stream in digests(connection)}
        assert found == on_a_till
        faults = [fault for fault in verify(connection).faults if "signature" not in fault]
        assert faults == []
        connection.rollback()


def test_a_document_whose_money_does_not_balance_waits_there_too(engine: Engine) -> None:
    shift = document_key(head_of(1, 1).terminal, 0, 1)
    unequal = Sale(
        serial=1,
        shift=DocumentKey(shift),
        warehouse=WarehouseId(1),
        payments=(SalePayment(method=MethodId(1), name="现金", kind="cash", amount=Money(5)),),
        total=Money(5),
    )
    strange = chained([Document(head=head_of(1, 1), body=unequal)])[0]
    with engine.connect() as connection:
        heard = receive(connection, [strange, *ARRIVING[40:60]])
        assert [each.hearing for each in heard] == [Hearing.STORED] * len(heard)
        assert ["debits and credits" in each.parked for each in heard] == [True, *[False] * 20]
        assert retry_parked(connection) == 0
        connection.rollback()


def test_chains_calendar_and_positions_are_asked_and_told_alike(engine: Engine) -> None:
    with engine.connect() as connection:
        receive(connection, ARRIVING)
        last = max(came.position or 0 for came in ARRIVING)
        head = chain_head(connection, head_of(2, 1).terminal, 0)
        assert head.sequence == len(ARRIVING) // 3
        assert moment_of(connection, head_of(1, 1).terminal, head_of(1, 1).at).late_for is not None
        connection.exec_driver_sql("DROP TRIGGER journal_stays ON journal")
        key = document_key(head_of(1, 1).terminal, 0, 1)
        set_positions(connection, [(last + 1, key)])
        rows = connection.exec_driver_sql(f"SELECT position FROM journal WHERE key = {key}")
        assert rows.scalar_one() == last + 1
        connection.rollback()


def test_a_book_that_was_thrown_away_is_computed_again(engine: Engine) -> None:
    with engine.connect() as connection:
        receive(connection, ARRIVING)
        before = digests(connection)
        for table in ("money_entry", "stock_move"):
            connection.exec_driver_sql(f"DROP TRIGGER {table}_stays ON {table}")
        assert rebuild(connection) == len(ARRIVING)
        assert digests(connection) == before
        connection.rollback()
