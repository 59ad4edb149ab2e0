"""What many idle terminals cost a server process, and how soon all of them are woken."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import ssl
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench_company import TENANT, let_shop_in, new_settings, server_of, token_of
from benchmarks.bench_shop import make_bench_shop
from benchmarks.budget import tell
from benchmarks.sale_chain import make_chain
from jxc_desktop.app.open_shop import system_clock
from jxc_desktop.domain.ids import TerminalNo
from jxc_desktop.queries.find_sync import SyncTie
from jxc_desktop.server.postgres import PostgresServer
from jxc_desktop.server.service import TenantService
from jxc_desktop.server.tls import ServerKeys
from jxc_desktop.sync import wire
from jxc_desktop.sync.client import HttpServer, pinned_context
from tests.server.scratch_postgres import scratch_postgres

if TYPE_CHECKING:
    from benchmarks.sale_chain import SaleChain

BUDGET_SECONDS = 2.0
_IDLE_SECONDS = 10
_AT_ONCE = 20


def main(lines: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name, scratch_postgres(durable=True) as cluster:
        folder = Path(name)
        shop = make_bench_shop(folder, products=200)
        chain = make_chain(shop, 20)
        settings = new_settings(folder / "server", cluster.url)
        database = PostgresServer(cluster.url)
        service = TenantService(database.create(TENANT), system_clock)
        service.start(TENANT, "bench", database.identity())
        let_shop_in(service, shop)
        first = wire.PushAsked((chain.piece(0, chain.before_sales),))
        service.push(TerminalNo(1), first)
        database.close()
        spawn = multiprocessing.get_context("spawn")
        told: multiprocessing.SimpleQueue[int] = spawn.SimpleQueue()
        process = spawn.Process(target=_serve, args=(folder / "server", settings, told))
        process.start()
        try:
            assert process.pid is not None
            asyncio.run(_measure(folder / "server", told.get(), process.pid, chain, lines))
        finally:
            process.terminate()
            process.join(40)


def _serve(folder: Path, settings: object, told: multiprocessing.SimpleQueue[int]) -> None:
    """In a process of its own: the server."""
    with server_of(folder, settings) as program:  # type: ignore[arg-type]  # as it was given
        told.put(program.port)
        while True:
            time.sleep(60)


async def _measure(folder: Path, port: int, pid: int, chain: SaleChain, lines: int) -> None:
    ca_pem = ServerKeys(folder).authority.read_text("ascii")
    tie = SyncTie(f"127.0.0.1:{port}", TENANT, ca_pem)
    _push_one(tie, chain, 0)
    before = _memory(pid)
    begun = time.perf_counter()
    context = pinned_context(ca_pem)
    limit = asyncio.Semaphore(_AT_ONCE)
    readers = await asyncio.gather(*(_listen(port, context, limit) for _ in range(lines)))
    joined = time.perf_counter() - begun
    cpu = _cpu(pid)
    await asyncio.sleep(_IDLE_SECONDS)
    idle = (_cpu(pid) - cpu) / _IDLE_SECONDS
    grown = (_memory(pid) - before) / lines / 1024
    begun = time.perf_counter()
    woken = [asyncio.create_task(_woken(reader)) for reader, _ in readers]
    await asyncio.sleep(0)
    await asyncio.to_thread(_push_one, tie, chain, 1)
    answered = time.perf_counter() - begun
    times = sorted([await each - begun for each in woken])
    print(
        f"{lines} wake lines: all open in {joined:.1f} s, server {_memory(pid) / 2**20:.0f} MiB"
        f" (before {before / 2**20:.0f}), idle {idle:.2%} of a core; a push answered after"
        f" {answered * 1000:.0f} ms, lines woken after {times[0] * 1000:.0f} (first),"
        f" {times[lines // 2] * 1000:.0f} (middle), {times[-1] * 1000:.0f} ms (last)"
    )
    tell("the last of the idle lines woken", times[-1], BUDGET_SECONDS, "s")
    print(f"an idle line at the server: {grown:,.0f} KiB")
    for _, writer in readers:
        writer.transport.abort()


def _push_one(tie: SyncTie, chain: SaleChain, number: int) -> None:
    server = HttpServer(tie, token_of(1))
    server.push(wire.PushAsked((chain.piece(chain.before_sales + number, 1),)))
    server.close()


async def _listen(
    port: int, context: ssl.SSLContext, limit: asyncio.Semaphore
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A bare wake line, past its head and the first event; waits where there is a rush."""
    request = (
        f"GET /v1/wake HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Jxc-Tenant: {TENANT}\r\n"
        f"Authorization: Bearer {token_of(1).hex()}\r\n\r\n"
    )
    async with limit:
        while True:
            reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
            writer.write(request.encode())
            head = await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"HTTP/1.1 200"):
                await reader.readuntil(b"event: moved")
                return reader, writer
            assert head.startswith(b"HTTP/1.1 429"), head
            writer.transport.abort()
            await asyncio.sleep(0.5)


async def _woken(reader: asyncio.StreamReader) -> float:
    await reader.readuntil(b"event: moved")
    return time.perf_counter()


def _memory(pid: int) -> int:
    """The process's own resident bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _cpu(pid: int) -> float:
    """The seconds of a core that the process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
