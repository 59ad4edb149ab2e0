"""Two tills, a server and a PostgreSQL as processes: partitions, kills and a restored backup."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.network.company import company, level
from tests.server.scratch_postgres import scratch_postgres

TIMES = int(os.environ.get("JXC_NETWORK_TIMES", "1"))
"""The long form plays so many rounds with so many times as many sales."""


@pytest.mark.slow
@pytest.mark.postgres
def test_everybody_ends_with_the_same_book(tmp_path: Path) -> None:
    backup = tmp_path / "yesterday.dump"
    with (
        scratch_postgres() as postgres,
        company(tmp_path, postgres) as (server, first, second),
    ):
        confirmed = set(level(server, first, second)[0]["sales"])
        server.dump(backup)
        for _round in range(TIMES):
            # Apart: both sell, and both change the same customer.
            for till, name in ((first, "张三"), (second, "张三丰")):
                till.line.cut()
                confirmed |= set(till.do("sell", times=10 * TIMES))
                till.do("rename", name=name)
            for till in (first, second):
                till.line.mend()
            told = level(server, first, second)
            assert told[0]["customer"] == told[1]["customer"] == "张三丰"

            # The server dies while documents are on their way to it.
            first.say("sell", times=60 * TIMES)
            time.sleep(0.3)
            server.end(signal.SIGKILL)
            confirmed |= set(first.hear())
            server.start()
            level(server, first, second)

            # A till dies while it takes documents in.
            confirmed |= set(first.do("sell", times=40 * TIMES))
            time.sleep(0.2)
            second.kill()
            told = level(server, first, second)
            assert set(told[0]["sales"]) == confirmed

            # The server is wound back to yesterday: the tills bring it what it lost.
            server.end()
            server.wind_back(backup)
            server.start()
            confirmed |= set(second.do("sell", times=5))
            told = level(server, first, second)
            assert set(told[0]["sales"]) == confirmed
