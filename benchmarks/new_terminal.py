"""How soon a new terminal sells, and has everything: a snapshot made, fetched and loaded."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from benchmarks.bench_company import BenchServer, bench_server, let_shop_in, new_till, token_of
from benchmarks.bench_shop import make_bench_shop
from benchmarks.budget import seconds_of, tell
from benchmarks.sale_chain import PIECE, SaleChain, make_chain
from benchmarks.slow_link import slow_link
from jxc_desktop.domain.ids import TerminalNo
from jxc_desktop.models.records import Product
from jxc_desktop.models.sales import SaleRow
from jxc_desktop.sync import wire
from jxc_desktop.sync.line import HttpLine
from jxc_desktop.workers.snapshot_loader import SnapshotLoader

if TYPE_CHECKING:
    from jxc_desktop.server.service import TenantService
    from jxc_desktop.store.opening import Store

BITS = 50_000_000
BUDGET_SELLS, BUDGET_COMPLETE = 20, 60
_MIB = 2**20


def main(products: int, sales: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shop = make_bench_shop(folder, products)
        chain = make_chain(shop, sales)
        with bench_server(folder / "server") as server:
            let_shop_in(server.service, shop)
            pushed = seconds_of(lambda: _push(server.service, chain))
            print(f"{len(chain.packets):,} documents stored first, in {pushed:.0f} s")
            _begin(server, folder, products, sales)
        shop.store.close()


def _push(service: TenantService, chain: SaleChain) -> None:
    for place in range(0, len(chain.packets), PIECE):
        asked = wire.PushAsked((chain.piece(place),), len(chain.packets) - place)
        service.push(TerminalNo(1), asked)


def _begin(server: BenchServer, folder: Path, products: int, sales: int) -> None:
    before = _peak()
    begun = time.perf_counter()
    parts = server.service.snapshot(TerminalNo(1)).parts
    built = time.perf_counter() - begun
    sizes = ", ".join(f"{each.kind} {each.bytes / 1e6:,.1f} MB" for each in parts)
    print(f"snapshot built in {built:.1f} s ({sizes}); peak memory +{_peak() - before:.0f} MiB")
    before = _peak()
    with slow_link(server.program.port, BITS) as link:
        tie = server.tie(link.port)
        till = new_till(folder, server.service, tie, 2, loading=True)
        line = HttpLine(token_of(2))
        loader = SnapshotLoader(till, line.open(tie), folder)
        begun = time.perf_counter()
        loader.load_catalogue()
        sells = time.perf_counter() - begun
        while loader.go_on():
            pass
        complete = time.perf_counter() - begun
        line.close()
    assert _count(till) == (products, sales), _count(till)
    till.close()
    moved = sum(each.bytes for each in parts)
    print(
        f"new terminal, {products:,} products and {sales:,} sales at {BITS / 1e6:g} Mbit/s:"
        f" the transfer alone takes {moved * 8 / BITS:.1f} s; peak memory +{_peak() - before:.0f}"
        f" to {_peak():.0f} MiB (server and benchmark in it too)"
    )
    tell("new terminal sells, snapshot there", sells, BUDGET_SELLS, "s")
    tell("new terminal sells, snapshot built first", built + sells, BUDGET_SELLS, "s")
    tell("new terminal complete, snapshot there", complete, BUDGET_COMPLETE, "s")
    tell("new terminal complete, snapshot built first", built + complete, BUDGET_COMPLETE, "s")


def _count(store: Store) -> tuple[int, int]:
    with store.reading() as session:
        counted = (
            session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (Product, SaleRow)
        )
        return tuple(counted)  # type: ignore[return-value]  # of two tables


def _peak() -> float:
    """The most memory that this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MIB
