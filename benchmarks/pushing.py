"""How many sales a second the server stores and projects, beside a bare COPY of the same rows."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.bench_company import let_shop_in
from benchmarks.bench_shop import make_bench_shop
from benchmarks.budget import Took, tell, took
from benchmarks.sale_chain import PIECE, SaleChain, make_chain
from jxc_desktop.app.open_shop import system_clock
from jxc_desktop.domain.ids import TerminalNo
from jxc_desktop.server.postgres import PostgresServer, PostgresTenant
from jxc_desktop.server.service import TenantService
from jxc_desktop.store.questions import driver_of
from jxc_desktop.sync import wire
from tests.server.scratch_postgres import scratch_postgres

if TYPE_CHECKING:
    from benchmarks.bench_shop import BenchShop

BUDGET_ONE, BUDGET_MANY = 1_500, 3_000
COMPANIES = 8
_SEALS = "applied_document"
_MADE_WITH_THE_SCHEMA = frozenset({"company_file", "epoch", "server_schema", _SEALS})
Rows = dict[str, list[bytes]]


def main(sales: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name, scratch_postgres(durable=True) as cluster:
        shop = make_bench_shop(Path(name), products=2000)
        chain = make_chain(shop, sales)
        server = PostgresServer(cluster.url, pool_size=COMPANIES)
        try:
            _one(server, shop, chain)
            _many(server, shop, chain, sales // COMPANIES * 2)
        finally:
            server.close()


def _one(server: PostgresServer, shop: BenchShop, chain: SaleChain) -> None:
    service = _company(server, shop, "one")
    _push(service, chain, 0, chain.before_sales)
    before = _rows(server.tenant("one"))
    reached = took(lambda: _push(service, chain, chain.before_sales, len(chain.packets)))
    server.create("bare")
    rows = _news(before, _rows(server.tenant("one")))
    bare = took(lambda: _copy(server.tenant("bare"), rows, -(-chain.sales // PIECE)))
    _tell("push, one company", chain.sales, reached, bare, BUDGET_ONE)


def _many(server: PostgresServer, shop: BenchShop, chain: SaleChain, sales: int) -> None:
    names = [f"many{number}" for number in range(COMPANIES)]
    services = [_company(server, shop, name) for name in names]
    for service in services:
        _push(service, chain, 0, chain.before_sales)
    before = _rows(server.tenant(names[0]))
    last = min(chain.before_sales + sales, len(chain.packets))
    reached = took(
        lambda: _at_once([(_push, (each, chain, chain.before_sales, last)) for each in services])
    )
    rows = _news(before, _rows(server.tenant(names[0])))
    sold = last - chain.before_sales
    targets = [server.create(f"bare{number}") for number in range(COMPANIES)]
    steps = -(-sold // PIECE)
    bare = took(lambda: _at_once([(_copy, (each, rows, steps)) for each in targets]))
    _tell(f"push, {COMPANIES} companies at once", sold * COMPANIES, reached, bare, BUDGET_MANY)


def _tell(what: str, sales: int, reached: Took, bare: Took, budget: int) -> None:
    print(
        f"{what}: {sales / reached.wall:,.0f} sales/s of {sales:,}"
        f" ({reached.work / reached.wall:.0%} of a core in this process);"
        f" bare COPY of the same rows {sales / bare.wall:,.0f} sales/s"
    )
    tell(f"{what}, 1,000 sales", 1000 * reached.wall / sales, 1000 / budget, "s")


def _company(server: PostgresServer, shop: BenchShop, name: str) -> TenantService:
    service = TenantService(server.create(name), system_clock)
    service.start(name, "bench", server.identity())
    let_shop_in(service, shop)
    return service


def _push(service: TenantService, chain: SaleChain, start: int, end: int) -> None:
    for place in range(start, end, PIECE):
        piece = chain.piece(place, min(PIECE, end - place))
        answer = service.push(TerminalNo(1), wire.PushAsked((piece,), end - place))
        outcomes = {(each.outcome, each.parked) for each in answer.verdicts[0]}
        assert outcomes == {(wire.Outcome.STORED, False)}, outcomes


def _at_once(calls: list[tuple[Any, tuple[Any, ...]]]) -> None:
    threads = [threading.Thread(target=call, args=args) for call, args in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _rows(tenant: PostgresTenant) -> Rows:
    """Every row of every table, as COPY spells it."""
    found: Rows = {}
    with tenant.reading() as connection:
        cursor = driver_of(connection).cursor()
        names = cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE relnamespace = current_schema()::regnamespace"
            " AND relkind IN ('r', 'p') AND NOT relispartition"
        ).fetchall()
        for (name,) in names:
            with cursor.copy(f'COPY (SELECT * FROM "{name}") TO STDOUT') as copy:
                found[name] = b"".join(bytes(piece) for piece in copy).splitlines(keepends=True)
    return found


def _news(before: Rows, after: Rows) -> Rows:
    """The rows that are new or changed."""
    held = {name: set(rows) for name, rows in before.items()}
    return {name: [row for row in rows if row not in held[name]] for name, rows in after.items()}


def _copy(tenant: PostgresTenant, rows: Rows, steps: int) -> None:
    """Write the rows in as many transactions as the pushes had; the seals at last."""
    names = sorted(rows.keys() - _MADE_WITH_THE_SCHEMA, key=lambda name: (name != "journal", name))
    for step in range(steps):
        with tenant.transaction() as connection:
            cursor = driver_of(connection).cursor()
            for name in names:
                size = len(rows[name])
                _append(cursor, name, rows[name][size * step // steps : size * (step + 1) // steps])
            if step == steps - 1:
                _append(cursor, _SEALS, rows[_SEALS])


def _append(cursor: Any, name: str, lines: list[bytes]) -> None:
    if lines:
        with cursor.copy(f'COPY "{name}" FROM STDIN') as copy:
            copy.write(b"".join(lines))
