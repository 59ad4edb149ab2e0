"""Whether the millionth sale is as quick and as small as the ten thousandth."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.bench_shop import BenchShop, make_bench_shop
from benchmarks.budget import spread, tell
from benchmarks.sale_commit import bench_sale, sell_many, size_on_disk
from jxc_desktop.commands.take_sale import take_sale

FIRST = 10_000
SALES_A_DAY = 1_000
PRODUCTS = 2_000
MEASURED, ROUNDS = 150, 4
"""The quietest of several rounds counts: other programs make every one of them slower only."""
_BATCH = 5_000
GROWTH_BUDGET = 1.5
"""The last sales may take and weigh at most so many times what the first ones did."""


class TradingClock:
    """Goes on by the same step with every sale, so that business dates come and go."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 2, 0, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def next_customer(self) -> None:
        """Somebody else comes to the till."""
        self.now += timedelta(days=1) / SALES_A_DAY


@dataclass(frozen=True, slots=True)
class Mark:
    """What a sale cost when the book had so many of them."""

    sales: int
    milliseconds: float
    bytes: float


def main(sales: int = 1_000_000) -> None:
    """Let the book grow to `sales` sales and measure on the way."""
    marks = []
    with tempfile.TemporaryDirectory() as folder:
        clock = TradingClock()
        shop = make_bench_shop(Path(folder), PRODUCTS, clock)
        begun, made = time.perf_counter(), 0
        for goal in _goals(sales):
            before, from_sales = size_on_disk(shop), made
            while made < goal:
                batch = range(made, min(goal, made + _BATCH))
                _sell_together(shop, clock, batch)
                made = batch.stop
            weight = (size_on_disk(shop) - before) / (made - from_sales)
            rounds = []
            for _ in range(ROUNDS):
                rounds.append(spread(sell_many(shop, range(made, made + MEASURED))).median)
                made += MEASURED
            marks.append(Mark(made, min(rounds), weight))
            passed = time.perf_counter() - begun
            print(
                f"{made:>9,} sales: {marks[-1].milliseconds:.2f} ms a commit, {weight:.0f} B a sale"
                f" ({passed:.0f} s)",
                flush=True,
            )
        shop.store.close()
    first, last = marks[0], marks[-1]
    slower, heavier = last.milliseconds / first.milliseconds, last.bytes / first.bytes
    tell("commit time, last to first", slower, GROWTH_BUDGET, "times")
    tell("bytes a sale, last to first", heavier, GROWTH_BUDGET, "times")


def _goals(sales: int) -> list[int]:
    goals = [FIRST]
    while goals[-1] * 3 < sales:
        goals.append(goals[-1] * 3)
    return [*goals, sales] if goals[-1] < sales else goals


def _sell_together(shop: BenchShop, clock: TradingClock, numbers: range) -> None:
    """Many sales in one transaction: the same rows as one by one, without a wait for the disk."""
    with shop.store.transaction() as session:
        for number in numbers:
            take_sale(session, bench_sale(shop, number))
            clock.next_customer()
