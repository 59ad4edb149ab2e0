"""PostgreSQL's own part: rules that hold by themselves, companies apart, migrations under load."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from jxc_desktop.documents.shift import DrawerOpened
from jxc_desktop.domain.ids import StoreId, TerminalNo
from jxc_desktop.server import partitions
from jxc_desktop.server.postgres import PostgresServer, PostgresTenant, schema_of
from jxc_desktop.server.postgres_migrations import MIGRATIONS, migrate
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.server.service import TenantService
from jxc_desktop.sync.wire import Outcome
from tests.server import scratch_postgres as scratch_postgres_module
from tests.server.foreign_till import ForeignTill
from tests.server.scratch_postgres import PostgresMissing, binaries, scratch_postgres
from tests.server.tills import join, push
from tests.shop import COLA_CODE, Shop

pytestmark = pytest.mark.postgres


@pytest.fixture
def filled(tenant: PostgresTenant, shop: Shop) -> PostgresTenant:
    """A company with a sale."""
    service = TenantService(tenant, shop.clock)
    service.start("shop")
    join(service, shop)
    shop.sell(shop.basket(COLA_CODE))
    push(service, shop)
    return tenant


@pytest.mark.parametrize(
    "spoiling",
    [
        "UPDATE journal SET hash = hash",
        "UPDATE journal SET position = position + 1000",
        "DELETE FROM journal",
        "DELETE FROM journal_000000",
        "UPDATE money_entry SET amount = amount + 1",
        "DELETE FROM stock_move",
        "INSERT INTO money_entry SELECT document, 99, 1001, 1, 5 FROM applied_document",
        "INSERT INTO applied_document VALUES (1)",
    ],
)
def test_what_is_posted_stays(filled: PostgresTenant, spoiling: str) -> None:
    with pytest.raises(IntegrityError), filled.transaction() as connection:
        connection.execute(text(spoiling))


def test_a_document_whose_entries_do_not_balance_is_never_sealed(filled: PostgresTenant) -> None:
    entry = "INSERT INTO money_entry VALUES (77, 1, 1001, 1, 5)"
    seal = "INSERT INTO applied_document VALUES (77)"
    with filled.transaction() as connection:
        connection.execute(text(entry))
        with pytest.raises(IntegrityError, match="debits"), connection.begin_nested():
            connection.execute(text(seal))


def test_no_way_leads_from_one_company_to_another(
    postgres: PostgresServer, filled: PostgresTenant
) -> None:
    other = postgres.create("other")
    try:
        for _ in range(12):  # the driver prepares what it is asked often
            with filled.reading() as connection:
                assert connection.execute(text("SELECT count(*) FROM journal")).scalar_one() > 0
            with other.reading() as connection:
                assert connection.execute(text("SELECT count(*) FROM journal")).scalar_one() == 0
        with postgres.engine.connect() as connection, pytest.raises(ProgrammingError):
            connection.execute(text("SELECT count(*) FROM journal"))
    finally:
        postgres.drop("other")
    for name in ("other", "Shop", "a.b", 'x"; DROP SCHEMA public; --', "", "pg_catalog.x"):
        with pytest.raises(ServerRefusal) as refused:
            postgres.tenant(name)
        assert refused.value.code is RefusalCode.UNKNOWN_TENANT
    assert schema_of("shop") == "jxc_shop"


def test_migrations_run_while_tills_push(tenant: PostgresTenant, shop: Shop) -> None:
    service = TenantService(tenant, shop.clock)
    service.start("shop")
    till = ForeignTill(TerminalNo(7), StoreId(2))
    till.join(service)
    faults: list[BaseException] = []
    stop = threading.Event()

    def sell() -> None:
        try:
            while not stop.is_set():
                till.post(DrawerOpened(reason="all day long"))
                (verdict,) = till.push(service, len(till.packets))
                assert verdict.outcome is Outcome.STORED
        except BaseException as error:  # noqa: BLE001 (handed to the test's own thread)
            faults.append(error)

    def one_more_column(connection: Connection) -> None:
        statement = "ALTER TABLE chain_head ADD COLUMN heard bigint NOT NULL DEFAULT 0"
        connection.execute(text(statement))

    selling = threading.Thread(target=sell)
    selling.start()
    steps = (*MIGRATIONS, one_more_column, one_more_index)
    try:
        while len(till.packets) < 5:
            stop.wait(0.01)
        assert migrate(tenant.transaction, steps) == len(steps)
        pushed = len(till.packets)
        while len(till.packets) < pushed + 5 and not faults:
            stop.wait(0.01)
    finally:
        stop.set()
        selling.join()
    assert faults == []
    assert service.figures().position == len(till.packets)
    assert migrate(tenant.transaction) == len(steps), "an older program leaves a newer schema alone"


def one_more_index(connection: Connection) -> None:
    connection.execute(text("CREATE INDEX ix_one_more ON raised_exception (subject)"))


def test_partitions_are_made_ahead(filled: PostgresTenant) -> None:
    assert filled.maintain() == 0
    with filled.transaction() as connection:
        connection.execute(text("UPDATE company_file SET position = 1500000"))
        assert partitions.make_ahead(connection) == 1
        there = connection.execute(
            text("SELECT count(*) FROM pg_inherits WHERE inhparent = CAST('journal' AS regclass)")
        ).scalar_one()
        assert there == 4


def test_the_database_knows_itself(postgres: PostgresServer) -> None:
    first = postgres.identity()
    assert first == postgres.identity()
    assert first.endswith("/1")


def test_a_machine_without_postgresql_is_told_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(scratch_postgres_module, "DEBIAN", Path("/nowhere"))
    with pytest.raises(PostgresMissing, match="apt-get install"):
        binaries()


@contextmanager
def _cluster() -> Iterator[Path]:
    with scratch_postgres() as cluster:
        yield cluster.folder


def test_a_scratch_cluster_leaves_nothing_behind() -> None:
    with _cluster() as folder:
        assert folder.is_dir()
    assert not folder.exists()
