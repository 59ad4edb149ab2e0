"""How fast sales of other tills are taken into the book, a page of the server's in a commit."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench_shop import make_bench_shop
from benchmarks.budget import tell
from benchmarks.sale_commit import sell_many
from jxc_desktop.documents.document import GENESIS_HASH
from jxc_desktop.journal.read import stored_documents
from jxc_desktop.journal.receive import Hearing, Received, receive
from jxc_desktop.store.opening import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.bench_shop import BenchShop

SALES, PAGE = 4000, 200
BUDGET_MILLISECONDS = 1 / 3
"""Three thousand a second."""


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        shop = make_bench_shop(Path(name), products=2000)
        before = len(arriving(shop))
        sell_many(shop, range(SALES))
        everything = arriving(shop)
        node = Store(Path(name) / "node.db", bytes(32))
        take(node, everything[:before])
        begun = time.perf_counter()
        take(node, everything[before:])
        seconds = time.perf_counter() - begun
        node.close()
    print(f"sales of 5 lines applied, {PAGE} in a commit, FULL: {SALES / seconds:,.0f} a second")
    tell("a sale applied", seconds / SALES * 1000, BUDGET_MILLISECONDS, "ms")


def arriving(shop: BenchShop) -> list[Received]:
    """The shop's documents as another till would be given them."""
    previous, found = GENESIS_HASH, []
    with shop.store.reading() as session:
        for position, row in enumerate(stored_documents(session.connection()), 1):
            found.append(Received(row.spelled, row.signature, previous, row.stream, position))
            previous = row.hash
    return found


def take(node: Store, documents: Sequence[Received]) -> None:
    """Receive them, each page in a transaction of its own."""
    for start in range(0, len(documents), PAGE):
        with node.transaction() as session:
            heard = receive(session.connection(), documents[start : start + PAGE])
            assert all(each.hearing is Hearing.STORED and not each.parked for each in heard)


if __name__ == "__main__":
    main()
