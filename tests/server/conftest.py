"""A PostgreSQL for all tests of a process, and a company of its own for each test."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from jxc_desktop.server.postgres import PostgresServer, PostgresTenant
from tests.server.scratch_postgres import scratch_postgres

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
