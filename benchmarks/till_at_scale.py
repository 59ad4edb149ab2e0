"""Scanning and searching with as many products as asked for (1,000,000 by default)."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench_shop import BenchShop, bench_code, make_bench_shop
from jxc_desktop.domain.basket import Basket
from jxc_desktop.queries.find_sellable import read_scan
from jxc_desktop.queries.search_sellable import search_sellable

if TYPE_CHECKING:
    from collections.abc import Callable

PRODUCTS = 1_000_000
SCAN_BUDGET_MS, SEARCH_BUDGET_MS = 16.0, 20.0
_QUESTIONS = (
    "可口可乐", "果汁", "牛", "kkkl", "ksfhsnrm", "hsn", "ty", "k", "123号", "6900000", "蓝月亮 饼干",
    "550g", "旺旺仙", "农夫山泉酱油", "zzzz",
)  # fmt: skip


def main(products: int = PRODUCTS) -> None:
    """Make the shop and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        shop = make_bench_shop(Path(folder), products)
        print(f"{products:,} products made in {time.perf_counter() - begun:.0f} s")
        chance = random.Random(1)
        _report("scan to basket", _scans(shop, products, chance), SCAN_BUDGET_MS)
        _report("search, first 20", _searches(shop), SEARCH_BUDGET_MS)
        shop.store.close()


def _scans(shop: BenchShop, products: int, chance: random.Random) -> list[float]:
    """A code of any product becomes a line of a basket of thirty."""
    basket = Basket()
    for item in shop.items[:30]:
        basket = basket.with_item(item)

    def scan() -> None:
        with shop.store.reading() as session:
            found = read_scan(session, bench_code(chance.randrange(products)))
        assert found is not None
        basket.with_item(found.item, found.quantity)

    return [_timed(scan) for _ in range(2000)]


def _searches(shop: BenchShop) -> list[float]:
    def search(question: str) -> Callable[[], None]:
        def ask() -> None:
            with shop.store.reading() as session:
                search_sellable(session, question)

        return ask

    times = []
    for question in _QUESTIONS:
        asked = [_timed(search(question)) for _ in range(60)]
        times += asked
        print(f"  {question}: median {statistics.median(asked) * 1000:.2f} ms")
    return times


def _timed(action: Callable[[], None]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def _report(what: str, times: list[float], budget: float) -> None:
    ordered = sorted(times)
    tail = ordered[int(len(ordered) * 0.99)] * 1000
    median = statistics.median(ordered) * 1000
    print(f"{what}: median {median:.2f} ms, p99 {tail:.2f} ms (budget {budget} ms)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
