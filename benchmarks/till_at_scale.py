"""Scanning and searching at the counter with as many products as asked for."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench_shop import BenchShop, bench_code, make_bench_shop
from benchmarks.budget import Took, seconds_of, spread, tell, took
from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.numbers import ONE
from jxc_desktop.queries.find_sellable import read_scan
from jxc_desktop.queries.search_sellable import search_sellable

if TYPE_CHECKING:
    from collections.abc import Callable

PRODUCTS = 1_000_000
SCANS = 1000
LINES = 30
"""A basket of so many lines, so that the table is full and scrolls."""
FRAME_BUDGET_MS, SEARCH_BUDGET_MS = 16.0, 20.0
_QUESTIONS = (
    "可口可乐", "果汁", "牛", "kkkl", "ksfhsnrm", "hsn", "ty", "k", "123号", "6900000",
    "蓝月亮 饼干", "550g", "旺旺仙", "农夫山泉酱油", "zzzz",
)  # fmt: skip


def main(products: int = PRODUCTS) -> None:
    """Make the shop and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        shop = make_bench_shop(Path(folder), products)
        print(f"{products:,} products made in {time.perf_counter() - begun:.0f} s")
        chance = random.Random(1)
        found = spread(_scans_to_basket(shop, products, chance))
        paints = _scans_to_paint(shop, products, chance)
        painted = spread([paint.wall for paint in paints])
        worked = spread([paint.work for paint in paints])
        print(f"scan to basket: median {found.median:.2f} ms, p99 {found.p99:.2f} ms")
        print(f"scan to painted line: median {painted.median:.2f} ms")
        print(f"of that in this process, p99: {worked.p99:.2f} ms")
        tell("scan to painted line, p99", painted.p99, FRAME_BUDGET_MS, "ms")
        searched = spread(_searches(shop))
        print(f"search, first 20: median {searched.median:.2f} ms")
        tell("search, first 20, p99", searched.p99, SEARCH_BUDGET_MS, "ms")
        shop.store.close()


def _full_basket(shop: BenchShop) -> Basket:
    basket = Basket()
    for item in shop.items[: LINES - 1]:
        basket = basket.with_item(item)
    return basket


def _scanned(shop: BenchShop, basket: Basket, code: str) -> Basket:
    with shop.store.reading() as session:
        found = read_scan(session, code)
    assert found is not None
    return basket.with_item(found.item, found.quantity or ONE)


def _scans_to_basket(shop: BenchShop, products: int, chance: random.Random) -> list[float]:
    """A code of any product becomes the last line of a full basket."""
    basket = _full_basket(shop)

    def scan() -> None:
        _scanned(shop, basket, bench_code(chance.randrange(products)))

    return [seconds_of(scan) for _ in range(SCANS)]


def _scans_to_paint(shop: BenchShop, products: int, chance: random.Random) -> list[Took]:
    """The same, until the counter of the program has painted the line and the total."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from benchmarks.painted_counter import PaintedCounter  # noqa: PLC0415 (needs the screen above)

    counter = PaintedCounter()
    basket = _full_basket(shop)

    def scan_and_paint() -> None:
        counter.paint(_scanned(shop, basket, bench_code(chance.randrange(products))))

    for _ in range(20):
        scan_and_paint()
    return [took(scan_and_paint) for _ in range(SCANS)]


def _searches(shop: BenchShop) -> list[float]:
    def search(question: str) -> Callable[[], None]:
        def ask() -> None:
            with shop.store.reading() as session:
                search_sellable(session, question)

        return ask

    times = []
    for question in _QUESTIONS:
        asked = [seconds_of(search(question)) for _ in range(60)]
        times += asked
        print(f"  {question}: median {statistics.median(asked) * 1000:.2f} ms")
    return times
