"""A real server, a real PostgreSQL and real tills, each a process of its own, on bad lines."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.network.bad_line import BadLine
from tests.server.scratch_postgres import ScratchPostgres, binaries

ROOT = Path(__file__).parents[2]
TENANT = "shop"
_PATIENCE = 15.0


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


class ServerOnDisk:
    """The server's folder and its process; it may be killed, started again, and wound back."""

    def __init__(self, folder: Path, postgres: ScratchPostgres) -> None:
        self._folder, self._postgres = folder, postgres
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None
        self.job("init", "127.0.0.1", "--database", postgres.url, "--port", str(self.port),
                 "--metrics-port", "0")  # fmt: skip

    def job(self, *words: str) -> str:
        """What `jxc server …` prints."""
        command = [sys.executable, "-m", "jxc_desktop", "server", "--folder", str(self._folder)]
        done = subprocess.run(
            [*command, *words], env=_environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        command = [sys.executable, "-m", "jxc_desktop", "server", "--folder", str(self._folder)]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen([*command, "run"], env=_environment(), stderr=log)
        until(self._listens)

    def _listens(self) -> bool:
        with socket.socket() as knock:
            return knock.connect_ex(("127.0.0.1", self.port)) == 0

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(30)
            self._process = None

    def digests(self) -> dict[str, str]:
        lines = self.job("digest").split()
        return dict(zip(lines[::2], lines[1::2], strict=True))

    def dump(self, file: Path) -> None:
        """Yesterday's backup."""
        self._tool("pg_dump", "-Fc", "-n", f"jxc_{TENANT}", "-f", str(file))

    def wind_back(self, file: Path) -> None:
        """Put the backup in the place of what came since."""
        self._tool("psql", "-qc", f"DROP SCHEMA jxc_{TENANT} CASCADE")
        self._tool("pg_restore", "--exit-on-error", "-d", "postgres", str(file))

    def _tool(self, name: str, *words: str) -> None:
        where = ["-h", str(self._postgres.folder), "-U", "jxc"]
        database = [] if name == "pg_restore" else ["-d", "postgres"]
        done = subprocess.run(
            [str(binaries() / name), *where, *database, *words],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


class Till:
    """A till's process, and the bad line on which it reaches the server."""

    def __init__(self, folder: Path, line: Line) -> None:
        self._folder, self.line = folder, line
        self._process = self._started()

    def _started(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.network.till", str(self._folder)]
        return subprocess.Popen(
            command, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def say(self, do: str, **what: Any) -> None:
        """Tell it to do something, without waiting."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **what}) + "\n")
        self._process.stdin.flush()

    def hear(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the till is gone"
        return json.loads(line)["answer"]

    def do(self, do: str, **what: Any) -> Any:
        self.say(do, **what)
        return self.hear()

    def kill(self) -> None:
        """As a power cut does, and start it again."""
        self._process.kill()
        self._let_go()
        self._process = self._started()
        self.do("start")

    def end(self) -> None:
        if self._process.poll() is None:
            self.do("end")
        self._let_go()

    def _let_go(self) -> None:
        self._process.wait(20)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


class Line:
    """A `BadLine` on a thread of its own."""

    def __init__(self, target_port: int) -> None:
        self._bad = BadLine(target_port, delay=0.02)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._bad.start(), self._loop).result(5)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._bad.port}"

    def cut(self) -> None:
        self._loop.call_soon_threadsafe(self._bad.partition)

    def mend(self) -> None:
        self._loop.call_soon_threadsafe(self._bad.mend)

    def end(self) -> None:
        asyncio.run_coroutine_threadsafe(self._bad.stop(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()


@contextmanager
def company(folder: Path, postgres: ScratchPostgres) -> Iterator[tuple[ServerOnDisk, Till, Till]]:
    """A server and two tills of one store, tied and level."""
    server = ServerOnDisk(folder / "server", postgres)
    server.start()
    lines = [Line(server.port), Line(server.port)]
    tills = [Till(folder / name, line) for name, line in zip("ab", lines, strict=True)]
    first, second = tills
    try:
        first.do("set_up")
        first.do("start")
        first.do("sell", times=3)
        code = server.job("enrol", "--store-name", "总店", "--existing", "--manage").split()[0]
        first.do("join", address=lines[0].address, code=code)
        until(lambda: first.do("look")["backlog"] == 0)
        code = server.job("enrol", "--store", "1", "--name", "二号").split()[0]
        second.do("join_as_new", address=lines[1].address, code=code)
        second.do("start")
        yield server, first, second
    finally:
        for till in tills:
            till.end()
        for line in lines:
            line.end()
        server.end()


def level(server: ServerOnDisk, *tills: Till) -> list[dict[str, Any]]:
    """Wait until everybody holds the same; how the tills stand then."""

    seen: list[dict[str, Any]] = []

    def holds() -> bool:
        seen[:] = [till.do("look") for till in tills]
        if any(each["backlog"] or each["loaded"] is not None for each in seen):
            return False
        return all(each["digests"] == seen[0]["digests"] for each in seen)

    until(holds, told=lambda: str(seen))
    found = [till.do("look") for till in tills]
    assert server.digests() == found[0]["digests"]
    assert [each["faults"] for each in found] == [[] for _ in found]
    return found


def until(
    holds: Callable[[], bool],
    seconds: float = _PATIENCE,
    told: Callable[[], str] = lambda: "it did not come about in time",
) -> None:
    """Wait until it holds."""
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, told()
        time.sleep(0.1)
