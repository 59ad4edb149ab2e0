"""How many pulled sales a second a till takes in, beside bare inserts of the same rows."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.bench_shop import make_bench_shop
from benchmarks.budget import Took, tell, took
from benchmarks.sale_chain import PIECE, SaleChain, make_chain
from jxc_desktop.documents.document import read_document
from jxc_desktop.domain.ids import StoreId, TerminalNo
from jxc_desktop.journal.receive import Hearing, Received, receive
from jxc_desktop.journal.streams import stream_of
from jxc_desktop.store.opening import Store, connect_raw
from jxc_desktop.store.session import Till
from jxc_desktop.sync import wire
from jxc_desktop.sync.packing import packed
from jxc_desktop.workers.exchange_pull import STEP_DOCUMENTS, _move_cursors

if TYPE_CHECKING:
    from benchmarks.bench_shop import BenchShop

BUDGET, BUDGET_WIRE = 3_000, 400


def main(sales: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shop = make_bench_shop(folder, products=2000)
        chain = make_chain(shop, sales)
        _on_the_wire(chain)
        for step in (STEP_DOCUMENTS, PIECE):
            reached, bare = _apply(shop, chain, folder, step)
            what = f"apply, {step} to a transaction"
            print(
                f"{what}: {chain.sales / reached.wall:,.0f} sales/s of {chain.sales:,};"
                f" bare inserts of the same rows {chain.sales / bare.wall:,.0f} sales/s"
            )
            tell(f"{what}, 1,000 sales", 1000 * reached.wall / chain.sales, 1000 / BUDGET, "s")


def _on_the_wire(chain: SaleChain) -> None:
    """A sale as a till hands it over, signature and all."""
    for count in (1, 10, 100, PIECE):
        places = range(chain.before_sales, len(chain.packets) - count, count)[:50]
        sizes = [len(packed(wire.PushAsked((chain.piece(place, count),)))) for place in places]
        each = sum(sizes) / len(sizes) / count
        what = "alone" if count == 1 else f"with {count - 1} others"
        tell(f"on the wire, a sale {what}", each, BUDGET_WIRE, "B")


def _apply(shop: BenchShop, chain: SaleChain, folder: Path, step: int) -> tuple[Took, Took]:
    store = Store(folder / f"puller{step}.db", bytes(32))
    assert shop.store.till is not None
    store.serve(Till(TerminalNo(2), 0, StoreId(1), shop.store.till.clock, shop.signer.sign))
    items = _received(chain)
    first = chain.before_sales
    _take(store, items[:first], step)
    before = _rows(store)
    reached = took(lambda: _take(store, items[first:], step))
    rows = _news(before, _rows(store))
    store.close()
    bare = folder / f"bare{step}.db"
    Store(bare, bytes(32)).close()
    return reached, took(lambda: _insert(bare, rows, -(-chain.sales // step)))


def _received(chain: SaleChain) -> list[Received]:
    found = []
    for place, packet in enumerate(chain.packets):
        stream = stream_of(read_document(packet.spelled))
        before = chain.previous(place)
        found.append(Received(packet.spelled, packet.signature, before, stream, place + 1))
    return found


def _take(store: Store, items: list[Received], step: int) -> None:
    """As the exchange takes a page in: documents and cursors in one transaction."""
    for place in range(0, len(items), step):
        part = items[place : place + step]
        with store.transaction() as session:
            heard = receive(session.connection(), part)
            _move_cursors(session, dict.fromkeys((0, 1), part[-1].position or 0))
        fates = {(each.hearing, each.parked) for each in heard}
        assert fates == {(Hearing.STORED, "")}, fates


def _tables(raw: Any) -> list[str]:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE '%fts%' AND name NOT LIKE '%search%'"
    )
    return [name for (name,) in raw.execute(query) if name != "alembic_version"]


def _rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    raw = connect_raw(store.path, store.key)
    try:
        return {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in _tables(raw)}
    finally:
        raw.close()


def _news(
    before: dict[str, list[tuple[Any, ...]]], after: dict[str, list[tuple[Any, ...]]]
) -> dict[str, list[tuple[Any, ...]]]:
    """The rows that are new or changed."""
    held = {name: set(rows) for name, rows in before.items()}
    return {name: [row for row in rows if row not in held[name]] for name, rows in after.items()}


def _insert(path: Path, rows: dict[str, list[tuple[Any, ...]]], steps: int) -> None:
    """The same rows by hand, in as many transactions; without the rules that guard the tables."""
    raw = connect_raw(path, bytes(32))
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f'DROP TRIGGER "{name}"')
    raw.execute("PRAGMA foreign_keys = OFF")
    for step in range(steps):
        raw.execute("BEGIN IMMEDIATE")
        for name, each in rows.items():
            part = each[len(each) * step // steps : len(each) * (step + 1) // steps]
            if part:
                marks = ", ".join("?" * len(part[0]))
                raw.executemany(f'INSERT OR REPLACE INTO "{name}" VALUES ({marks})', part)
        raw.execute("COMMIT")
    raw.close()
