"""Closing a shift and a day of a thousand sales, with the figures that both reports show."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.bench_shop import make_bench_shop
from benchmarks.budget import seconds_of, tell
from benchmarks.sale_commit import sell_many
from jxc_desktop.commands.close_day import CloseDay, close_day
from jxc_desktop.commands.shifts import CloseShift, close_shift
from jxc_desktop.queries.find_figures import shift_figures, z_figures
from jxc_desktop.queries.find_shift import find_open_shift
from jxc_desktop.queries.store_day import store_day

SALES = 1000
BUDGET_SECONDS = 0.3


def main() -> None:
    """Sell, close and print the figures."""
    with tempfile.TemporaryDirectory() as name:
        shop = make_bench_shop(Path(name), products=500)
        sell_many(shop, range(SALES))
        store = shop.store

        def close() -> None:
            with store.transaction() as session:
                running = find_open_shift(session)
                assert running is not None
                close_shift(session, CloseShift(shop.cashier, counted=running.drawer_cash))
            with store.reading() as session:
                handed_over = shift_figures(session, running.shift)
                day = store_day(session)
            with store.transaction() as session:
                closed = close_day(session, CloseDay(shop.cashier, day))
            with store.reading() as session:
                report = z_figures(session, closed.document)
            assert handed_over is not None
            assert report is not None
            assert handed_over.sales.count == report.sales.count == SALES

        took = seconds_of(close)
        store.close()
    tell(f"shift and day of {SALES:,} sales closed, with both reports", took, BUDGET_SECONDS, "s")
