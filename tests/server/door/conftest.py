"""A server process' worth of program on a thread, with real certificates and a real PostgreSQL."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator

import pytest

from jxc_desktop.server.postgres import PostgresServer
from jxc_desktop.server.program import ServerProgram
from jxc_desktop.server.rate_limits import Rate
from jxc_desktop.server.settings import ServerSettings
from jxc_desktop.server.tls import ServerKeys
from tests.server.door.knocking import Company, Running

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def running(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The server, until the tests end."""
    folder = tmp_path_factory.mktemp("server")
    keys = ServerKeys(folder)
    keys.make_authority("tests")
    keys.make_certificate(["127.0.0.1", "localhost"])
    database = PostgresServer(postgres_url)
    settings = ServerSettings(database=postgres_url, host="127.0.0.1", port=0, metrics_port=0)
    program = ServerProgram(folder, settings, database, Rate(burst=10_000, per_second=1_000))
    thread = threading.Thread(target=program.run, name="server", daemon=True)
    thread.start()
    ends = time.monotonic() + 20
    while not program.answers:
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < ends, "the server did not listen in time"
        time.sleep(0.01)
    yield Running(program, keys, program.port)
    program.stop()
    thread.join(20)
    assert not thread.is_alive(), "the server did not stop"
    database.close()


@pytest.fixture
def company(running: Running) -> Iterator[Company]:
    """A company of its own for the test."""
    made = Company(running, f"door{next(_NUMBERS)}")
    yield made
    made.close()


@pytest.fixture
def other_company(running: Running) -> Iterator[Company]:
    """Another company on the same server."""
    made = Company(running, f"door{next(_NUMBERS)}")
    yield made
    made.close()
