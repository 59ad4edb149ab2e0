"""How long three days' sales take over a thin line, and how soon another till sees a sale."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from benchmarks.bench_company import bench_server, let_shop_in, new_till, tie_shop, token_of
from benchmarks.bench_shop import make_bench_shop
from benchmarks.budget import spread, tell, took
from benchmarks.sale_commit import bench_sale, sell_many
from benchmarks.slow_link import slow_link
from jxc_desktop.app.open_shop import system_clock
from jxc_desktop.commands.take_sale import take_sale
from jxc_desktop.domain.sync_facts import SyncState
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.sync.line import HttpLine
from jxc_desktop.workers.exchange import Exchange
from jxc_desktop.workers.sync_courier import CourierEars, SyncCourier

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.bench_company import BenchServer
    from benchmarks.bench_shop import BenchShop
    from jxc_desktop.store.opening import Store

OFFLINE_SALES, BITS, BUDGET_DRAIN = 3_000, 1_000_000, 60
BUDGET_SEEN = 2.0
_GIVE_UP_SECONDS = 60.0


def main(seen: int) -> None:
    """Print the figures; `seen` sales are followed to the other till."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shop = make_bench_shop(folder, products=2000)
        with bench_server(folder / "server") as server:
            let_shop_in(server.service, shop)
            tie_shop(shop, server.tie())
            _exchange(shop, server)
            _drain(shop, server)
            _follow(shop, server, folder, seen)
        shop.store.close()


def _exchange(shop: BenchShop, server: BenchServer, port: int = 0) -> int:
    line = HttpLine(token_of(1))
    done = Exchange(shop.store, line.open(server.tie(port)), system_clock).run()
    line.close()
    return done.pushed


def _drain(shop: BenchShop, server: BenchServer) -> None:
    sell_many(shop, range(OFFLINE_SALES))
    pushed = 0

    def drain() -> None:
        nonlocal pushed
        pushed = _exchange(shop, server, link.port)

    with slow_link(server.program.port, BITS) as link:
        reached = took(drain)
        bare = (link.up + link.down) * 8 / BITS
    assert pushed == OFFLINE_SALES, pushed
    print(
        f"drained {pushed:,} sales at {BITS / 1e6:g} Mbit/s: {reached.wall:.1f} s, {link.up:,} B up"
        f" and {link.down:,} B down; those bytes alone take {bare:.1f} s"
    )
    tell("three days offline, drained", reached.wall, BUDGET_DRAIN, "s")


def _follow(shop: BenchShop, server: BenchServer, folder: Path, sales: int) -> None:
    other = new_till(folder, server.service, server.tie(), 2, loading=False)
    couriers = [
        SyncCourier(store, HttpLine(token_of(number)), CourierEars(lambda _news: None), folder)
        for number, store in ((1, shop.store), (2, other))
    ]
    for courier in couriers:
        courier.start()
    _wait(lambda: all(each.last_news.state is SyncState.ONLINE for each in couriers))
    _wait(lambda: server.program.wakes.count == len(couriers))
    _wait(lambda: _held(other) == _held(shop.store))
    times = []
    for number in range(sales):
        with shop.store.transaction() as session:
            taken = take_sale(session, bench_sale(shop, OFFLINE_SALES + number))
        begun = time.perf_counter()
        couriers[0].look()
        _wait(lambda key=int(taken.sale): _has(other, key))  # type: ignore[misc]
        times.append(time.perf_counter() - begun)
        time.sleep(0.05)
    for courier in couriers:
        assert courier.stop(10)
    other.close()
    ordered, seen = sorted(times), spread(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"seen at another till: p50 {seen.median:.0f} ms, p99 {seen.p99:.0f} ms of {sales} sales")
    tell("seen at another till, p95", p95, BUDGET_SEEN, "s")


def _wait(reached: Callable[[], bool]) -> None:
    ends = time.perf_counter() + _GIVE_UP_SECONDS
    while not reached():
        assert time.perf_counter() < ends, "it did not come"
        time.sleep(0.005)


def _has(store: Store, key: int) -> bool:
    with store.reading() as session:
        found = session.execute(select(JournalEntry.key).where(JournalEntry.key == key)).scalar()
    return found is not None


def _held(store: Store) -> int:
    with store.reading() as session:
        return int(session.execute(select(func.count()).select_from(JournalEntry)).scalar_one())
