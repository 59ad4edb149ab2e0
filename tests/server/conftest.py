"""A PostgreSQL for all tests of a process, and a company of its own for each test."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from jxc_desktop.server.postgres import PostgresServer, PostgresTenant
from jxc_desktop.server.service import TenantService
from jxc_desktop.server.tables import SERVER
from jxc_desktop.server.tenant_store import TenantStore
from tests.server.scratch_postgres import scratch_postgres
from tests.server.tills import Setting, join
from tests.shop import Shop
from tests.simulation.sqlite_tenant import SqliteTenant

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a cluster that ends with the tests."""
    with scratch_postgres() as cluster:
        yield cluster.url


@pytest.fixture(scope="session")
def postgres(postgres_url: str) -> Iterator[PostgresServer]:
    """The server's door to it."""
    server = PostgresServer(postgres_url)
    yield server
    server.close()


@pytest.fixture
def tenant(postgres: PostgresServer) -> Iterator[PostgresTenant]:
    """A new company."""
    name = f"test{next(_NUMBERS)}"
    yield postgres.create(name)
    postgres.drop(name)


@pytest.fixture(params=["postgres", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TenantStore]:
    """The same service on both databases."""
    if request.param == "postgres":
        yield request.getfixturevalue("tenant")
        return
    made = SqliteTenant(tmp_path / "server.db", SERVER)
    yield made
    made.close()


@pytest.fixture
def setting(store: TenantStore, shop: Shop, tmp_path: Path) -> Setting:
    """A shop that joined, and has pushed nothing yet."""
    service = TenantService(store, shop.clock, snapshots=tmp_path / "snapshots")
    service.start("shop", "小店", "engine/1")
    join(service, shop)
    return Setting(service, shop.clock, shop)
