"""What a five-line sale costs beside bare inserts of the same rows, and how many bytes it takes."""

from __future__ import annotations

import os
import tempfile
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.bench_shop import BenchShop, make_bench_shop
from benchmarks.budget import seconds_of, spread, tell
from jxc_desktop.commands.take_sale import TakeSale, take_sale
from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.numbers import Quantity
from jxc_desktop.domain.tender import Tender
from jxc_desktop.journal.read import stored_documents
from jxc_desktop.store.opening import connect_raw

if TYPE_CHECKING:
    from collections.abc import Iterator

SALES = 600
BUDGET_RATIO = 3.0
BUDGET_DISK, BUDGET_WIRE = 2048, 400
_TABLES = (
    "journal", "applied_document", "money_entry", "account_balance", "stock_move",
    "stock_balance", "sale", "sale_line", "sale_payment", "day_figure", "product_day", "counter",
    "print_job",
)  # fmt: skip


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shop = make_bench_shop(folder, products=2000)
        sell_many(shop, range(50))  # warm: statements compiled, pages in the cache
        before = size_on_disk(shop)
        ours = sell_many(shop, range(50, 50 + SALES))
        disk = (size_on_disk(shop) - before) / SALES
        wire = _wire_bytes(shop)
        raw = _raw_commits(shop, folder)
    mine, bare = spread(ours), spread(raw)
    print(f"sale of 5 lines, all projections: {mine.median:.2f} ms, p99 {mine.p99:.2f} ms")
    print(f"bare inserts of the same rows:    {bare.median:.2f} ms (same driver, FULL both)")
    tell("sale beside bare inserts", mine.median / bare.median, BUDGET_RATIO, "times")
    tell("on disk, a sale", disk, BUDGET_DISK, "B")
    tell("on the wire, a sale (100 deflated, with signatures)", wire, BUDGET_WIRE, "B")


def sell_many(shop: BenchShop, numbers: range) -> list[float]:
    """Sell one basket for each number; the seconds that each commit took."""
    return [sell_one(shop, number) for number in numbers]


def sell_one(shop: BenchShop, number: int) -> float:
    """The seconds from the transaction's beginning to its commit."""
    command = bench_sale(shop, number)

    def take() -> None:
        with shop.store.transaction() as session:
            take_sale(session, command)

    return seconds_of(take)


def bench_sale(shop: BenchShop, number: int) -> TakeSale:
    """Five lines for cash; each number sells other goods."""
    basket = Basket()
    for place in range(5):
        item = shop.items[(number * 31 + place * 7) % len(shop.items)]
        basket = basket.with_item(item, Quantity(1000 * (1 + place % 2)))
    tender = Tender(basket.total).with_payment(shop.cash, basket.total)
    return TakeSale(basket, tender, shop.cashier, f"bench-{number}")


def size_on_disk(shop: BenchShop) -> int:
    """The bytes of the pages in use, once the log is written back."""
    with shop.store.transaction() as session:
        session.connection()
    raw = connect_raw(shop.store.path, shop.store.key)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    pages, free = (
        raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count")
    )
    raw.close()
    return int(pages - free) * 4096


def _wire_bytes(shop: BenchShop) -> float:
    with shop.store.reading() as session:
        last = list(stored_documents(session.connection()))[-100:]
    packed = zlib.compress(b"\n".join(row.spelled for row in last), 9)
    return (len(packed) + sum(len(row.signature) for row in last)) / len(last)


def _raw_commits(shop: BenchShop, folder: Path) -> list[float]:
    """The rows of the last sales, inserted again by hand into an empty copy of the tables."""
    target = connect_raw(folder / f"raw-{os.getpid()}.db", bytes(32))
    source = connect_raw(shop.store.path, shop.store.key)
    for name in _TABLES:
        sql = source.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
        target.execute(sql)
        for (index,) in source.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOT NULL",
            (name,),
        ).fetchall():
            target.execute(index)
    sales = [row[0] for row in source.execute("SELECT document FROM sale ORDER BY document")]
    times = []
    for sale in sales[-SALES:]:
        rows = list(_rows_of(source, sale))
        begun = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        for name, values in rows:
            marks = ",".join("?" * len(values[0]))
            target.executemany(f"INSERT OR REPLACE INTO {name} VALUES ({marks})", values)
        target.execute("COMMIT")
        times.append(time.perf_counter() - begun)
    return times


def _rows_of(source: Any, sale: int) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    keys = {
        "journal": "key", "applied_document": "document", "money_entry": "document",
        "stock_move": "document", "sale": "document", "sale_line": "sale",
        "sale_payment": "sale", "print_job": "subject",
    }  # fmt: skip
    for name in _TABLES:
        if name in keys:
            query = f"SELECT * FROM {name} WHERE {keys[name]} = ?"
            yield name, source.execute(query, (sale,)).fetchall()
    products = [
        row[0] for row in source.execute("SELECT product FROM sale_line WHERE sale = ?", (sale,))
    ]
    marks = ",".join(map(str, products))
    for name in ("stock_balance", "product_day"):
        query = f"SELECT * FROM {name} WHERE product IN ({marks})"
        yield name, source.execute(query).fetchall()
    for name, most in (("account_balance", 7), ("day_figure", 12), ("counter", 1)):
        yield name, source.execute(f"SELECT * FROM {name} LIMIT {most}").fetchall()
