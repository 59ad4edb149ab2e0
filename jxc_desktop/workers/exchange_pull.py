"""Pulling: pages of what this terminal should hold, in small steps that nobody waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from jxc_desktop.documents.document import UnreadableDocument, chain_hash, read_head
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.streams import Stream
from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.journal.receive import Hearing, Received, receive
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.sync import StreamCursor
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.sync.wire import PullAsked
from jxc_desktop.workers.exchange_push import chain_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from jxc_desktop.sync.wire import PullAnswer, Pulled, StreamMark
    from jxc_desktop.workers.exchange_facts import Errand
    from jxc_desktop.workers.exchange_push import Chain

PAGE = 500
STEP_DOCUMENTS = 32
STEP_BYTES = 64 * 1024
"""So much is applied in one transaction: the till waits for the writer no longer than that."""


class Arrival(NamedTuple):
    """A pulled document, linked to the one before it in its chain."""

    key: DocumentKey
    hash: bytes
    previous: bytes
    pulled: Pulled


class ForkFound(Exception):
    """At this place of a chain the journal holds another document than the server."""

    def __init__(self, key: DocumentKey) -> None:
        super().__init__(str(key))
        self.key = key
        self.chain: Chain = chain_of(key)


def pull_all(errand: Errand, streams: Sequence[int]) -> dict[int, StreamMark]:
    """Pull until there is no more; answers with the marks of the last page.

    Raises `ForkFound` with the steps before it taken in.
    """
    while True:
        errand.check()
        with errand.store.reading() as session:
            after = cursors(session, streams)
        answer = errand.port.pull(PullAsked(after, PAGE))
        errand.check(answer.epoch)
        errand.done.to_pull = answer.left
        _take(errand, answer, streams)
        if not answer.more:
            return answer.marks
        if not answer.documents:
            raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, "more to come, and an empty page")


def cursors(session: Session, streams: Sequence[int]) -> dict[int, int]:
    """How far each of the streams was pulled."""
    rows = session.execute(select(StreamCursor.stream, StreamCursor.position))
    known = {row.stream: row.position for row in rows}
    return {stream: known.get(stream, 0) for stream in streams}


def arrivals(connection: Connection, documents: Iterable[Pulled]) -> list[Arrival]:
    """The page's documents with their keys and hashes.

    Raises `NetworkTrouble` for what is no document or hangs in the air.
    """
    last: dict[Chain, bytes] = {}
    found = []
    for pulled in documents:
        try:
            key = read_head(pulled.spelled).key
        except (UnreadableDocument, ValueError) as error:
            raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, str(error)[:200]) from error
        chain = chain_of(key)
        previous = pulled.previous or last.get(chain) or _held_hash(connection, key - 1)
        if previous is None:
            raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, f"nothing before {key}")
        last[chain] = chain_hash(previous, pulled.spelled)
        found.append(Arrival(key, last[chain], previous, pulled))
    return found


def _held_hash(connection: Connection, key: int) -> bytes | None:
    return connection.execute(select(JournalEntry.hash).where(JournalEntry.key == key)).scalar()


def received(arrival: Arrival) -> Received:
    """The document as the journal takes it in."""
    pulled = arrival.pulled
    return Received(
        spelled=pulled.spelled,
        signature=pulled.signature,
        previous=arrival.previous,
        stream=Stream(pulled.stream),
        position=pulled.position,
    )


def _take(errand: Errand, answer: PullAnswer, streams: Sequence[int]) -> None:
    with errand.store.reading() as session:
        page = arrivals(session.connection(), answer.documents)
    steps = list(_steps(page))
    for step in steps:
        errand.check()
        _take_step(errand, step, streams)
    ends = {stream: answer.marks[stream].position for stream in streams if stream in answer.marks}
    with errand.store.reading() as session:
        behind = any(ends.get(s, 0) > at for s, at in cursors(session, streams).items())
    if behind:
        with errand.store.transaction() as session:
            _move_cursors(session, ends)


def _steps(page: Sequence[Arrival]) -> Iterator[list[Arrival]]:
    step: list[Arrival] = []
    size = 0
    for arrival in page:
        size += len(arrival.pulled.spelled)
        if step and (len(step) >= STEP_DOCUMENTS or size > STEP_BYTES):
            yield step
            step, size = [], len(arrival.pulled.spelled)
        step.append(arrival)
    if step:
        yield step


def _take_step(errand: Errand, step: list[Arrival], streams: Sequence[int]) -> None:
    """Documents and cursor in one transaction; nothing of it where something contradicts."""
    till = errand.till
    with errand.store.transaction() as session:
        heard = receive(session.connection(), [received(each) for each in step])
        for each in heard:
            if each.hearing is Hearing.FORK:
                raise ForkFound(_place_of(session, each.key))
        _move_cursors(session, dict.fromkeys(streams, step[-1].pulled.position))
    new = [each for each in heard if each.hearing is Hearing.STORED]
    errand.done.pulled += len(new)
    own = (till.terminal, till.incarnation)
    errand.lives_on = errand.lives_on or any(chain_of(each.key) == own for each in new)
    errand.progress(len(step))


def _place_of(session: Session, key: DocumentKey) -> DocumentKey:
    """Where the contradiction is: in the document's own place, or in the one before it."""
    return key if _held_hash(session.connection(), key) is not None else DocumentKey(key - 1)


def _move_cursors(session: Session, ends: dict[int, int]) -> None:
    """Forward only: a stream that is further along than another stays there."""
    for stream, position in ends.items():
        made = insert(StreamCursor).values(stream=stream, position=position, checked=0)
        session.execute(
            made.on_conflict_do_update(
                index_elements=["stream"],
                set_={"position": made.excluded.position},
                where=StreamCursor.position < made.excluded.position,
            )
        )
