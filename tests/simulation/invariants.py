"""What must hold once all is at rest; every sentence that comes back is a defect."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jxc_desktop.journal import rebuild as rebuilding
from jxc_desktop.journal.digest import digest, table_digests
from jxc_desktop.journal.rebuild import rebuild
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.queries.find_sync import count_backlog
from tests.simulation import oracle
from tests.simulation.bugs import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.simulation.node import Node
    from tests.simulation.oracle import Fact
    from tests.simulation.world import World

_KEY_BITS = 33


@dataclass(frozen=True)
class Row:
    """A document of a journal."""

    key: int
    hash: str
    position: int | None
    stream: int
    spelled: bytes


def complaints(world: World) -> list[str]:
    """Everything that is wrong."""
    if world.faults:
        return list(world.faults)
    server = _server_journal(world)
    return [
        *_lost_or_doubled(world, server),
        *_chains(server),
        *_double_entry(world),
        *_books(world, server),
        *_journals_agree(world, server),
        *_nothing_waits(world),
        *_digests(world),
        *_parked(world),
        *_revoked(world, server),
        *_new_lives(world),
        *_numbers(world),
        *_heard_again(world),
        *_rebuilt(world),
    ]


def _server_journal(world: World) -> dict[int, Row]:
    assert world.tenant is not None, "the server runs"
    with world.tenant.reading() as connection:
        return _journal(connection)


def _journal(connection: Any) -> dict[int, Row]:
    entry = JournalEntry
    rows = connection.execute(
        select(entry.key, entry.hash, entry.position, entry.stream, entry.spelled)
    )
    return {
        row.key: Row(row.key, row.hash.hex(), row.position, row.stream, row.spelled) for row in rows
    }


def company_nodes(world: World) -> list[Node]:
    """The machines that the company still has."""
    return [node for node in world.nodes if node.terminal not in world.revoked]


def counted_facts(world: World, server: dict[int, Row]) -> tuple[list[Fact], list[Fact]]:
    """The facts that the books hold, under the key that counts; and those that they lack."""
    hashes = {row.hash: row.key for row in server.values()}
    moved = world.moved
    by_key = {row.key: row.hash for row in server.values()}
    held, missing = [], []
    renamed: dict[int, int] = {}
    for fact in world.facts:
        key = hashes.get(fact["hash"]) if fact["hash"] else fact["key"]
        seen: set[str] = set()
        linked = fact["hash"]
        while key is None and linked in moved and linked not in seen:
            seen.add(linked)
            key = moved[linked] if moved[linked] in by_key else None
            linked = world.forked_hashes.get(moved[linked], "")
        if key is None:
            missing.append(fact)
        else:
            held.append(fact | {"final": key})
            renamed.setdefault(fact["key"], key)
    return held, missing


def _lost_or_doubled(world: World, server: dict[int, Row]) -> Iterator[str]:
    """I1: everything that somebody saw confirmed is at the server, once."""
    held, missing = counted_facts(world, server)
    beside = _kept_beside(world)
    for fact in missing:
        if fact["hash"] in beside:
            continue
        if fact["sure"] and fact["terminal"] not in world.revoked:
            yield f"lost: {fact['kind']} {fact['key']} of {fact['disk']}"
    times = Counter(fact["final"] for fact in held)
    yield from (f"two facts are one document {key}" for key, n in times.items() if n > 1)
    requests = Counter(
        row[0] for row in world.server_rows("SELECT request FROM sale WHERE request IS NOT NULL")
    )
    yield from (f"{request} was sold {n} times" for request, n in requests.items() if n > 1)
    yield from oracle.wrong_numbers(world.facts)


def _kept_beside(world: World) -> set[str]:
    """What the server keeps as a branch and tells of, of machines whose own disk has lost it."""
    held = {str(row[0]) for row in world.server_rows("SELECT lower(hex(hash)) FROM fork_document")}
    for node in world.nodes:
        held -= {
            str(linked)
            for table in ("forked_document", "journal")
            for key, linked in node.rows(f"SELECT key, lower(hex(hash)) FROM {table}")
            if key >> 43 == node.terminal
        }
    return held


def _chains(server: dict[int, Row]) -> Iterator[str]:
    """I2: every chain is without a gap, and each hash links to the one before."""
    chains: dict[int, list[Row]] = defaultdict(list)
    for key in sorted(server):
        chains[key >> _KEY_BITS].append(server[key])
    for chain, rows in chains.items():
        previous = bytes(32)
        for number, row in enumerate(rows, 1):
            linked = hashlib.sha256(previous + row.spelled).digest()
            if row.key & ((1 << _KEY_BITS) - 1) != number or linked.hex() != row.hash:
                yield f"chain {chain} breaks at its document {number} ({row.key})"
                break
            previous = linked
    positions = sorted(row.position or 0 for row in server.values())
    if positions != list(range(1, len(positions) + 1)):
        yield f"the server's positions are not 1 to {len(positions)}"


def _double_entry(world: World) -> Iterator[str]:
    """I3, I4: debits equal credits, balances are sums of entries, stock is the sum of moves."""
    checks = {
        "entries that do not balance": (
            "SELECT document FROM money_entry GROUP BY document HAVING sum(amount) <> 0"
        ),
        "a book that does not balance": (
            "SELECT sum(amount) FROM account_balance HAVING sum(amount) <> 0"
        ),
        "balances that are no sums": (
            "SELECT account, holder FROM account_balance b GROUP BY 1, 2 HAVING sum(amount) <> "
            "coalesce((SELECT sum(amount) FROM money_entry e WHERE e.account = b.account "
            "AND e.holder = b.holder), 0)"
        ),
        "stock that is no sum": (
            "SELECT location, product FROM stock_balance b GROUP BY 1, 2 HAVING sum(quantity) <> "
            "coalesce((SELECT sum(CASE WHEN to_location = b.location THEN quantity ELSE -quantity "
            "END) FROM stock_move m WHERE m.product = b.product AND (m.to_location = b.location "
            "OR m.from_location = b.location)), 0)"
        ),
        "money that is no whole number": (
            "SELECT document FROM money_entry WHERE typeof(amount) <> 'integer'"
        ),
    }
    for what, sql in checks.items():
        found = world.server_rows(sql)
        if found:
            yield f"{what}: {found[:3]}"


def _books(world: World, server: dict[int, Row]) -> Iterator[str]:
    """What people saw, folded by the oracle, against what the server's projections say."""
    held, _ = counted_facts(world, server)
    books = oracle.fold(held)
    stock = {
        (location, product): quantity
        for location, product, quantity in world.server_rows(
            "SELECT location, product, sum(quantity) FROM stock_balance WHERE location > 0 "
            "GROUP BY 1, 2"
        )
    }
    accounts = ",".join(map(str, oracle.WATCHED))
    money = {
        (account, holder): amount
        for account, holder, amount in world.server_rows(
            "SELECT account, holder, sum(amount) FROM account_balance "
            f"WHERE account IN ({accounts}) GROUP BY 1, 2"
        )
    }
    yield from oracle.wrong_sums(books, stock, money)
    yield from _fields(world, books)
    copies = dict(world.server_rows("SELECT sale, sum(copies) FROM receipt_copies GROUP BY 1"))
    if sum(books.copies.values()) != sum(copies.values()):
        yield f"{sum(books.copies.values())} copies were printed, {sum(copies.values())} are known"
    back = world.server_rows("SELECT coalesce(sum(amount), 0) FROM returned_line")[0][0]
    if sum(books.returned.values()) != back:
        yield f"{sum(books.returned.values())} was given back, {back} is known"


_COLUMNS = {
    ("product", "name"), ("product", "archived"), ("customer", "credit_limit"),
    ("customer", "phone"), ("payment_method", "sort"), ("person", "archived"),
}  # fmt: skip


def _fields(world: World, books: oracle.Books) -> Iterator[str]:
    """Field by field the later clock wins."""
    for (entity, record, name), (_, value) in sorted(books.fields.items()):
        if entity == "setting":
            sql = f"SELECT value FROM setting WHERE name = '{name}'"
        elif (entity, name) in _COLUMNS:
            sql = f"SELECT {name} FROM {entity} WHERE id = {record}"
        else:
            sql = (
                "SELECT price FROM price WHERE unit = 0 AND level = 'retail' "
                f"AND product = {record}"
            )
        rows = world.server_rows(sql)
        if not rows or rows[0][0] != value:
            yield f"{entity} {record} {name}: {value} was written last, {rows[:1]} is"


def _journals_agree(world: World, server: dict[int, Row]) -> Iterator[str]:
    """I9: whoever holds a stream holds every document of it, byte for byte, at its position."""
    for node in company_nodes(world):
        mine = node.ask(lambda session: _journal(session.connection()))
        cursors = node.rows("SELECT stream, position FROM stream_cursor")
        streams = {stream for stream, _ in cursors}
        due = {row.key: row for row in server.values() if row.stream in streams}
        lacking = sorted(set(due) - set(mine))
        if lacking:
            yield f"{node.name} never got {lacking[:3]} ({len(lacking)} documents)"
        beyond = sorted(set(mine) - set(due))
        if beyond:
            yield f"{node.name} has {beyond[:3]} ({len(beyond)}) that the server never got"
        for key in sorted(set(mine) & set(due)):
            if (mine[key].hash, mine[key].position) != (due[key].hash, due[key].position):
                yield f"{node.name} and the server differ about {key}"
                break


def _nothing_waits(world: World) -> Iterator[str]:
    """I11: no queue is left."""
    for node in company_nodes(world):
        left = node.ask(count_backlog)
        if left:
            yield f"{node.name} still has {left} documents to push"


def _digests(world: World) -> Iterator[str]:
    """I5: equal wherever the stream is held."""
    assert world.tenant is not None, "the server runs"
    with world.tenant.reading() as connection:
        for node in company_nodes(world):
            for (stream,) in node.rows("SELECT stream FROM stream_cursor ORDER BY stream"):
                theirs = digest(connection, stream)
                mine = node.ask(lambda session, s=stream: digest(session.connection(), s))  # type: ignore[misc]  # bound now
                if mine != theirs:
                    with node.store.reading() as session:
                        ours = table_digests(session.connection(), stream)
                    at = table_digests(connection, stream)
                    tables = [name for name in at if at[name] != ours.get(name)]
                    yield f"{node.name} and the server differ in stream {stream}: {tables}"


def _revoked(world: World, server: dict[int, Row]) -> Iterator[str]:
    """What a revoked terminal pushes is held: the book does not grow by it."""
    for terminal, had in world.revoked.items():
        grown = [row.key for row in server.values() if row.key >> 43 == terminal]
        late = [key for key in grown if server[key].hash not in had]
        if late:
            yield f"revoked terminal {terminal} got {late[:3]} into the book"


def _new_lives(world: World) -> Iterator[str]:
    """Who was restored behind what the server has of it has begun a new life."""
    for node in company_nodes(world):
        if node.till.incarnation <= world.outlived.get(node.name, -1):
            yield f"{node.name} was restored and goes on in life {node.till.incarnation}"


def _numbers(world: World) -> Iterator[str]:
    """In the book no number stands twice, unless two copies of a machine gave it out unaware."""
    if any(node.name.endswith("'") for node in world.nodes):
        return
    for what, table in (("receipt", "sale"),):
        rows = world.server_rows(
            f"SELECT document >> 43, day, serial FROM {table} GROUP BY 1, 2, 3 HAVING count(*) > 1"
        )
        yield from (f"{what} {row} stands twice in the book" for row in rows)


def _parked(world: World) -> Iterator[str]:
    """The same documents wait everywhere, none of them what somebody did at a till."""
    known = {fact["hash"] for fact in world.facts}
    for key, why, linked in world.server_rows(
        "SELECT document, why, lower(hex(hash)) FROM parked_document JOIN journal ON key = document"
    ):
        if linked in known:
            yield f"what was confirmed is parked: {key} ({why})"


def _heard_again(world: World) -> Iterator[str]:
    """I8: a machine that hears everything once more is none the wiser."""
    node = company_nodes(world)[world.seed % len(company_nodes(world))]
    before = _state(node)
    with node.store.transaction() as session:
        session.connection().exec_driver_sql("UPDATE stream_cursor SET position = 0")
    world.exchange(node)
    if _state(node) != before:
        yield f"{node.name} changed by hearing everything again"


def _state(node: Node) -> tuple[object, ...]:
    streams = node.rows("SELECT stream FROM stream_cursor ORDER BY stream")
    return (
        *(node.ask(lambda s, each=stream: digest(s.connection(), each)) for (stream,) in streams),  # type: ignore[misc]  # bound now
        node.rows("SELECT key, hex(hash), position FROM journal ORDER BY key"),
        node.rows("SELECT document FROM parked_document ORDER BY document"),
    )


def _rebuilt(world: World) -> Iterator[str]:
    """I6: computed anew from the journal it is the same; at a machine, and at the server."""
    node = company_nodes(world)[(world.seed + 1) % len(company_nodes(world))]
    before = _state(node)
    with node.store.transaction() as session:
        rebuild(session.connection())
    if _state(node) != before:
        yield f"{node.name} is another one when rebuilt"
    yield from _permuted(world, node, before)


def _permuted(world: World, node: Node, before: tuple[object, ...]) -> Iterator[str]:
    """I7: in whatever order the documents come, the books are the same."""
    sound = rebuilding.__dict__["stored_documents"]

    def shuffled(connection: Any) -> Iterator[Any]:
        documents = list(sound(connection))
        Random(f"order {world.seed}").shuffle(documents)
        return iter(documents)

    with (
        replaced(rebuilding, "stored_documents", shuffled),
        node.store.transaction() as session,
    ):
        rebuild(session.connection())
    if _state(node) != before:
        yield f"{node.name} is another one when its documents come in another order"
