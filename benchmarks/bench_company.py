"""A server with a durable PostgreSQL of its own, its companies, and tills that are let in."""

from __future__ import annotations

import hashlib
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

from jxc_desktop.app.open_shop import system_clock
from jxc_desktop.commands.sync_settings import change_heard, keep_tie
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.domain.ids import PersonId, StoreId, TerminalNo
from jxc_desktop.journal.post import post
from jxc_desktop.models.till import Incarnation
from jxc_desktop.queries.find_sync import SyncTie
from jxc_desktop.server.postgres import PostgresServer
from jxc_desktop.server.program import ServerProgram
from jxc_desktop.server.settings import ServerSettings
from jxc_desktop.server.tls import ServerKeys
from jxc_desktop.store.opening import Store
from jxc_desktop.store.session import Till
from jxc_desktop.sync import wire
from tests.server.scratch_postgres import scratch_postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.bench_shop import BenchShop
    from jxc_desktop.server.service import TenantService

TENANT = "bench"


@dataclass
class BenchServer:
    """The program on a thread of this process, and its company."""

    program: ServerProgram
    service: TenantService
    ca_pem: str

    def tie(self, port: int = 0) -> SyncTie:
        """What a till of the company remembers; over another port where one is given."""
        return SyncTie(f"127.0.0.1:{port or self.program.port}", TENANT, self.ca_pem)


def new_settings(folder: Path, url: str) -> ServerSettings:
    """A server's keys in `folder`, and its settings."""
    folder.mkdir(exist_ok=True)
    keys = ServerKeys(folder)
    keys.make_authority("bench")
    keys.make_certificate(["127.0.0.1"])
    return ServerSettings(database=url, host="127.0.0.1", port=0, metrics_port=0)


@contextmanager
def bench_server(folder: Path) -> Iterator[BenchServer]:
    """The real door over TLS, until the block ends."""
    with scratch_postgres(durable=True) as cluster:
        settings = new_settings(folder, cluster.url)
        with server_of(folder, settings) as program:
            service = program.companies.start(TENANT, "bench")
            yield BenchServer(program, service, ServerKeys(folder).authority.read_text("ascii"))


@contextmanager
def server_of(folder: Path, settings: ServerSettings) -> Iterator[ServerProgram]:
    """The program on a thread, once it answers."""
    database = PostgresServer(settings.database)
    program = ServerProgram(folder, settings, database)
    thread = threading.Thread(target=program.run, name="server", daemon=True)
    thread.start()
    try:
        while not program.answers:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        yield program
    finally:
        program.stop()
        thread.join(30)
        database.close()


def token_of(number: int) -> bytes:
    """The bearer token of a terminal."""
    return number.to_bytes(32, "big")


def let_in(service: TenantService, public_key: bytes, number: int, *, existing: bool) -> None:
    """Enrol terminal `number` of store 1."""
    order = wire.InviteAsked(0 if existing else 1, f"till {number}", 1, existing=existing)
    code = service.invite_from_server(order).code
    token_hash = hashlib.sha256(token_of(number)).digest()
    told = ("till", "bench", "1", number, 1) if existing else ("till", "bench", "1")
    answer = service.enrol(wire.EnrolAsked(code, public_key, token_hash, *told))
    assert answer.terminal == number, f"terminal {answer.terminal} instead of {number}"


def let_shop_in(service: TenantService, shop: BenchShop) -> None:
    """The shop's first till joins with all that it has sold."""
    let_in(service, shop.signer.public_key().public_bytes_raw(), 1, existing=True)


def tie_shop(shop: BenchShop, tie: SyncTie) -> None:
    """The shop remembers its server."""
    with shop.store.transaction() as session:
        keep_tie(session, tie)


def new_till(
    folder: Path, service: TenantService, tie: SyncTie, number: int, *, loading: bool
) -> Store:
    """A till of store 1 that has nothing yet; `loading`: it begins with a snapshot."""
    signer = Ed25519PrivateKey.generate()
    public_key = signer.public_key().public_bytes_raw()
    let_in(service, public_key, number, existing=False)
    store = Store(folder / f"till{number}.db", bytes(32))
    store.serve(Till(TerminalNo(number), 0, StoreId(1), system_clock, signer.sign))
    enrolled = TerminalEnrolled(name=f"till {number}", public_key=public_key.hex(), version="0")
    with store.transaction() as session:
        session.execute(
            insert(Incarnation), {"id": 1, "terminal": number, "incarnation": 0, "store": 1}
        )
        keep_tie(session, tie)
        change_heard(session, loading=loading)
        if not loading:
            post(session, enrolled, actor=PersonId(1))
    return store
