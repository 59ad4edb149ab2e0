"""Facts commute: in whatever order documents arrive, the book comes to the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from jxc_desktop.documents.document import Document, Head, canonical_bytes, read_document
from jxc_desktop.documents.records import RecordChange, RecordsChanged, Value
from jxc_desktop.domain.ids import PersonId, StoreId, TerminalNo
from jxc_desktop.domain.streams import Stream
from jxc_desktop.journal.apply import apply
from jxc_desktop.journal.digest import digests
from jxc_desktop.journal.streams import stream_of
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.store.opening import Store
from tests.shop import KEY

DAY = Path(__file__).parents[1] / "golden" / "v1" / "journal.jsonl"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def arrived(folder: Path, documents: Iterable[Document]) -> dict[Stream, str]:
    """What a node knows after the documents came to it in this order."""
    path = folder / f"node-{len(list(folder.iterdir()))}.db"
    store = Store(path, KEY)
    with store.transaction() as session:
        connection = session.connection()
        for document in documents:
            row = {
                "key": document.key,
                "spelled": canonical_bytes(document),
                "hash": bytes(32),
                "signature": bytes(64),
                "stream": stream_of(document),
            }
            connection.execute(insert(JournalEntry), row)
            apply(connection, document)
    with store.reading() as session:
        known = digests(session.connection())
    store.close()
    return known


def orders_of(documents: list[Document], count: int) -> Iterator[list[Document]]:
    """Backwards, and so many other orders."""
    yield documents[::-1]
    chance = random.Random(3)
    for _ in range(count):
        yield chance.sample(documents, len(documents))


def test_a_days_documents_come_to_the_same_in_any_order(folder: Path) -> None:
    lines = DAY.read_text(encoding="utf-8").splitlines()
    documents = [read_document(json.loads(line)["spelled"].encode()) for line in lines]
    as_posted = arrived(folder, documents)

    for order in orders_of(documents, 6):
        assert arrived(folder, order) == as_posted


def changed(
    terminal: int, sequence: int, clock: int, *changes: tuple[str, int, dict[str, Value], bool]
) -> Document:
    """What somebody at a terminal changed, at a moment of the hybrid clock."""
    head = Head(
        terminal=TerminalNo(terminal),
        incarnation=0,
        sequence=sequence,
        store=StoreId(1),
        at=datetime(2026, 11, 24, 1, tzinfo=UTC),
        day=date(2026, 11, 24),
        hour=9,
        actor=PersonId(1),
    )
    made = tuple(
        RecordChange(entity, record, fields, new=new) for entity, record, fields, new in changes
    )
    return Document(head=head, body=RecordsChanged(clock=clock, changes=made))


COLA_IS_MADE: dict[str, Value] = {
    "code": "1",
    "name": "可乐",
    "unit.0.name": "瓶",
    "unit.0.factor": 1000,
    "barcode.6901234567892": 0,
    "price.0.retail.2026-01-01": 30_000,
}
CHANGES = [
    changed(1, 1, 10, ("product", 7, COLA_IS_MADE, True), ("category", 3, {"name": "饮料"}, True)),
    changed(1, 2, 20, ("product", 7, {"name": "可口可乐", "category": 3}, False)),
    changed(2, 1, 15, ("product", 7, {"name": "百事可乐", "tax_rate": 1300}, False)),
    changed(2, 2, 20, ("product", 7, {"name": "两台同时改", "archived": False}, False)),
    changed(2, 3, 30, ("product", 7, {"price.0.retail.2026-01-01": 35_000}, False)),
    changed(1, 3, 25, ("product", 7, {"price.0.retail.2026-01-01": 33_000}, False)),
    changed(1, 4, 40, ("setting", 0, {"shop_name": "东店"}, False)),
    changed(2, 4, 39, ("setting", 0, {"shop_name": "西店", "phone": "1990"}, False)),
]


def test_two_people_who_edit_the_same_product_end_up_with_one(folder: Path) -> None:
    in_order = arrived(folder, CHANGES)

    for order in orders_of(CHANGES, 14):
        assert arrived(folder, order) == in_order


def test_the_later_clock_wins_field_by_field(folder: Path) -> None:
    arrived(folder, CHANGES[::-1])
    store = Store(folder / "node-0.db", KEY)
    with store.reading() as session:
        connection = session.connection()
        product = connection.exec_driver_sql("SELECT name, category, tax_rate FROM product").one()
        names = connection.exec_driver_sql("SELECT name, value FROM setting ORDER BY name").all()
    store.close()

    assert tuple(product) == ("两台同时改", 3, 1300)
    assert [tuple(row) for row in names] == [("phone", "1990"), ("shop_name", "东店")]
