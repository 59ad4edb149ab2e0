"""Documents of many tills arrive in any order and any number of times, and come to one book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert

from jxc_desktop.documents.document import (
    GENESIS_HASH,
    Document,
    UnreadableDocument,
    canonical_bytes,
    chain_hash,
)
from jxc_desktop.documents.events import EventRecorded
from jxc_desktop.documents.shift import DrawerOpened
from jxc_desktop.domain.ids import DocumentKey, TerminalNo, document_key
from jxc_desktop.domain.streams import COMPANY, Stream
from jxc_desktop.journal.apply import apply
from jxc_desktop.journal.digest import book_digest, digests
from jxc_desktop.journal.rebuild import rebuild, retry_parked
from jxc_desktop.journal.receive import Hearing, Received, receive, set_positions
from jxc_desktop.journal.streams import stream_of
from jxc_desktop.journal.verify import verify
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.store.opening import Store
from tests.journal.many_tills import all_documents, chained, head_of
from tests.shop import KEY

DOCUMENTS = all_documents()
ARRIVING = chained(DOCUMENTS)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("receiving") / "node.db", KEY)
    yield store
    store.close()


class _Undone(Exception):
    """Ends a node's life."""


@contextmanager
def node(store: Store) -> Iterator[Connection]:
    """An empty book, gone afterwards."""
    try:
        with store.transaction() as session:
            yield session.connection()
            raise _Undone
    except _Undone:
        pass


@pytest.fixture(scope="module")
def as_posted(store: Store) -> dict[Stream, str]:
    """What the book comes to when every till's documents are applied one by one, in order."""
    with node(store) as connection:
        for document, came in zip(DOCUMENTS, ARRIVING, strict=True):
            row = {
                "key": document.key,
                "spelled": came.spelled,
                "hash": chain_hash(came.previous, came.spelled),
                "signature": came.signature,
                "stream": stream_of(document),
            }
            connection.execute(insert(JournalEntry), row)
            apply(connection, document)
        assert list(digests(connection)) == [0, 1, 2]
        return digests(connection)


def take(connection: Connection, arriving: Sequence[Received], page: int = 40) -> None:
    """Receive everything, page by page."""
    for start in range(0, len(arriving), page):
        receive(connection, arriving[start : start + page])


@given(data=st.data())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_any_order_and_any_number_the_book_is_as_posted(
    store: Store, as_posted: dict[Stream, str], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(ARRIVING), max_size=20))
    order = data.draw(st.permutations(ARRIVING + again))
    page = data.draw(st.sampled_from([1, 7, 40, 500]))
    with node(store) as connection:
        take(connection, order, page)
        assert digests(connection) == as_posted


def test_hearing_everything_twice_and_rebuilding_change_nothing(
    store: Store, as_posted: dict[Stream, str]
) -> None:
    with node(store) as connection:
        take(connection, ARRIVING)
        heard = receive(connection, ARRIVING)
        assert {each.hearing for each in heard} == {Hearing.KNOWN}
        assert digests(connection) == as_posted
        assert rebuild(connection) == len(ARRIVING)
        assert digests(connection) == as_posted


def test_a_till_holds_its_company_and_its_store_and_has_their_digests(
    store: Store, as_posted: dict[Stream, str]
) -> None:
    own = [came for came in ARRIVING if came.stream in {COMPANY, 1}]
    with node(store) as connection:
        take(connection, own)
        assert digests(connection) == {stream: as_posted[Stream(stream)] for stream in (0, 1)}
        faults = [fault for fault in verify(connection).faults if "signature" not in fault]
        assert faults == []


def _rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(query)]


def test_a_known_document_takes_over_its_position(store: Store) -> None:
    unsent = [came._replace(position=None) for came in ARRIVING[:5]]
    with node(store) as connection:
        receive(connection, unsent)
        receive(connection, ARRIVING[:3])
        query = "SELECT position FROM journal ORDER BY key"
        assert _rows(connection, query) == [(1,), (2,), (3,), (None,), (None,)]
        first = _rows(connection, "SELECT min(key) FROM journal")[0][0]
        set_positions(connection, [(None, first)])
        set_positions(connection, [])
        assert _rows(connection, query)[:2] == [(None,), (2,)]


def test_another_document_in_the_same_place_is_a_fork_and_nothing_is_overwritten(
    store: Store,
) -> None:
    mine, other = (
        Document(head=head_of(1, 1), body=DrawerOpened(reason=reason)) for reason in ("我", "他")
    )
    follows = Document(head=head_of(1, 2), body=DrawerOpened(reason="后"))
    spelled = canonical_bytes(other)
    branch = Received(
        canonical_bytes(follows), bytes(64), chain_hash(GENESIS_HASH, spelled), Stream(1), 2
    )
    with node(store) as connection:
        receive(connection, chained([mine]))
        before = book_digest(connection)
        heard = receive(connection, [*chained([other]), branch])
        assert [each.hearing for each in heard] == [Hearing.FORK, Hearing.FORK]
        assert _rows(connection, "SELECT count(*) FROM journal") == [(1,)]
        assert book_digest(connection) == before


def test_a_document_of_a_far_year_is_kept_and_waits(store: Store) -> None:
    spelled = canonical_bytes(Document(head=head_of(2, 9), body=DrawerOpened(reason="x")))
    strange = spelled.replace(b'"drawer_opened"', b'"robot_hired"')
    with node(store) as connection:
        came = Received(strange, bytes(64), b"h" * 32, Stream(1), 9)
        (heard,) = receive(connection, [came])
        assert heard.hearing is Hearing.STORED
        assert "robot_hired" in heard.parked
        assert _rows(connection, "SELECT document, why FROM parked_document") == [
            (document_key(TerminalNo(2), 0, 9), heard.parked)
        ]
        assert retry_parked(connection) == 0
        assert receive(connection, [came])[0].hearing is Hearing.KNOWN


def test_bytes_without_a_head_are_no_document_of_any_version(store: Store) -> None:
    beyond = canonical_bytes(Document(head=head_of(1, 1), body=DrawerOpened(reason=""))).replace(
        b'"sequence":1', b'"sequence":0'
    )
    for spelled in (b"{}", beyond):
        came = Received(spelled, bytes(64), GENESIS_HASH, Stream(1), 1)
        with node(store) as connection, pytest.raises(UnreadableDocument):
            receive(connection, [came])


POISON = canonical_bytes(Document(head=head_of(3, 1), body=DrawerOpened(reason="x")))


@pytest.mark.parametrize(
    "body",
    [
        '{"kind":"cash_moved","shift":1,"amount":5,"purpose":"bribe","reason":""}',
        '{"kind":"records_changed","clock":1,"changes":[["product",1,{"name":null},true]]}',
        '{"kind":"records_changed","clock":1,"changes":[["product",1,{"price.0.a.b":1},true]]}',
        '{"kind":"records_changed","clock":1,"changes":[["product",1,{"name":"a\\u0000b"},true]]}',
        '{"kind":"records_changed","clock":1,"changes":[["setting",0,{"phone":7}]]}',
        '{"kind":"goods_received","serial":1,"warehouse":1,"lines":[[5,"x",-1000,4800,0,0]]}',
        '{"kind":"goods_received","serial":9223372036854775808,"warehouse":1,"lines":[]}',
        '{"kind":"goods_received","serial":1,"warehouse":1,"lines":[[5,"x",1,1000000000000001,0,0]]}',
        '{"kind":"sale","serial":1,"shift":1,"warehouse":1,"total":0,"request":"a\\u0000b"}',
        (
            '{"kind":"sale","serial":1,"shift":1,"warehouse":1,"total":500,'
            '"payments":[{"method":1,"name":"现金","kind":"cash","amount":500}]}'
        ),
    ],
)
def test_a_poisoned_document_in_a_page_is_parked_and_its_neighbours_go_on(
    store: Store, body: str
) -> None:
    spelled = POISON[: POISON.index(b'"body":')] + b'"body":' + body.encode() + b"}"
    good = [came for came in ARRIVING if came.stream in {COMPANY, 1}]
    with node(store) as connection:
        take(connection, good)
        clean = digests(connection)
    bad = Received(spelled, bytes(64), GENESIS_HASH, Stream(2), 99)
    with node(store) as connection:
        without = [came for came in good if b'"terminal":3,' not in came.spelled]
        heard = receive(connection, [*without[:9], bad, *without[9:]])
        assert [each.key for each in heard if each.parked] == [document_key(TerminalNo(3), 0, 1)]
        assert _rows(connection, "SELECT count(*) FROM parked_document") == [(1,)]
        faults = [fault for fault in verify(connection).faults if "signature" not in fault]
        assert [fault for fault in faults if "public key" not in fault] == []
        assert digests(connection)[Stream(1)] == clean[Stream(1)]
        rebuild(connection)
        assert _rows(connection, "SELECT count(*) FROM parked_document") == [(1,)]


def test_what_was_parked_goes_into_the_book_once_it_is_understood(store: Store) -> None:
    came = chained([Document(head=head_of(1, 1), body=EventRecorded(event="x"))])
    with node(store) as connection:
        receive(connection, came)
        whole = book_digest(connection)
    key: DocumentKey = document_key(TerminalNo(1), 0, 1)
    with node(store) as connection:
        receive(connection, came)
        for table in ("applied_document", "day_figure"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("INSERT INTO parked_document VALUES (?, 'too new')", (key,))
        assert retry_parked(connection) == 1
        assert book_digest(connection) == whole
