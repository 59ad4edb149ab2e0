"""The running server: one process that answers terminals until it is told to stop."""

from __future__ import annotations

import logging
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from jxc_desktop.server.call_log import told
from jxc_desktop.server.companies import Companies
from jxc_desktop.server.deadlines import PunctualProtocol
from jxc_desktop.server.door import Authority, Door
from jxc_desktop.server.metrics import Metrics
from jxc_desktop.server.postgres import PostgresServer
from jxc_desktop.server.rate_limits import STRANGER_RATE, Rate
from jxc_desktop.server.tls import ServerKeys
from jxc_desktop.server.wakes import Wakes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

    from jxc_desktop.server.companies import Database
    from jxc_desktop.server.settings import ServerSettings

_KEEP_ALIVE_SECONDS = 75
_FINISH_SECONDS = 20
_CONNECTIONS_MAX = 4_000
_LOOK_AHEAD_SECONDS = 60.0


def system_clock() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


class ServerProgram:
    """Everything of one server process; `run` ends when it is told to (SIGTERM, SIGINT, `stop`)."""

    def __init__(
        self,
        folder: Path,
        settings: ServerSettings,
        database: Database,
        stranger_rate: Rate = STRANGER_RATE,
    ) -> None:
        keys = ServerKeys(folder)
        self._settings = settings
        self._ended = threading.Event()
        self.wakes = Wakes()
        self.companies = Companies(
            database, system_clock, folder / "snapshots", moved=self.wakes.moved
        )
        self.metrics = Metrics(self.companies.figures, lambda: self.wakes.count)
        authority = Authority(keys.authority.read_text("ascii"), keys.fingerprint())
        door = Door(self.companies, authority, self.wakes, self.metrics, stranger_rate)
        config = uvicorn.Config(
            door.app(),
            host=settings.host,
            port=settings.port,
            http=PunctualProtocol,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            ssl_certfile=keys.certificate,
            ssl_keyfile=str(keys.key),
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=_FINISH_SECONDS,
            limit_concurrency=_CONNECTIONS_MAX,
            h11_max_incomplete_event_size=16 * 1024,
        )
        config.load()
        assert config.ssl is not None, "it was given a certificate"
        config.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
        self._server = _Server(config, self.wakes)

    @property
    def port(self) -> int:
        """The port that it listens on, once it does."""
        return int(self._server.servers[0].sockets[0].getsockname()[1])

    def run(self) -> None:
        """Open every company, then answer until the end; what was begun is finished."""
        self.companies.start_all()
        told("started", port=self._settings.port, companies=len(self.companies.names()))
        caretaker = threading.Thread(target=self._look_ahead, name="caretaker", daemon=True)
        caretaker.start()
        try:
            with self._metrics_served():
                self._server.run()
        finally:
            self._ended.set()
            caretaker.join()
        told("stopped")

    def _look_ahead(self) -> None:
        """Keep the companies' partitions ahead; a database that is away is asked again."""
        while not self._ended.wait(_LOOK_AHEAD_SECONDS):
            try:
                self.companies.maintain()
            except SQLAlchemyError as error:
                told("maintenance failed", logging.ERROR, why=str(error)[:300])

    def stop(self) -> None:
        """End soon; from any thread."""
        self.wakes.close()
        self._server.should_exit = True

    @property
    def answers(self) -> bool:
        """Whether it listens by now."""
        return bool(self._server.started)

    @contextmanager
    def _metrics_served(self) -> Iterator[None]:
        if not self._settings.metrics_port:
            yield
            return
        end = self.metrics.serve(self._settings.metrics_port)
        try:
            yield
        finally:
            end()


class _Server(uvicorn.Server):
    """uvicorn, which would wait for the wake lines: they end when it is told to stop."""

    def __init__(self, config: uvicorn.Config, wakes: Wakes) -> None:
        super().__init__(config)
        self._wakes = wakes

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal: finish what was begun."""
        told("stopping", logging.INFO, signal=sig)
        self._wakes.close()
        super().handle_exit(sig, frame)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to the main thread; a server on another one is stopped by `stop`."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        with super().capture_signals():
            yield


def serve_postgres(folder: Path, settings: ServerSettings) -> None:
    """Run the server on its PostgreSQL."""
    database = PostgresServer(settings.database)
    try:
        ServerProgram(folder, settings, database).run()
    finally:
        database.close()
