"""Pushing: everything that has no position goes to the server, chain by chain, until it has one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from jxc_desktop.documents.document import GENESIS_HASH
from jxc_desktop.domain.ids import (
    SEQUENCE_MAX,
    DocumentKey,
    TerminalNo,
    document_key,
    incarnation_of,
    sequence_of,
    terminal_of,
)
from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.journal.positions import place
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.queries.find_sync import count_backlog
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.sync.wire import ChainPiece, Outcome, Packet, PushAsked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from jxc_desktop.sync.wire import Verdict
    from jxc_desktop.workers.exchange_facts import Errand

PIECE_DOCUMENTS = 300
PIECE_BYTES = 512 * 1024
_SENT_BESIDE = 80
"""Bytes that a document takes on the wire beside its own."""

_JOURNAL = table_of(JournalEntry)
_COLUMNS = (
    _JOURNAL.c.key,
    _JOURNAL.c.spelled,
    _JOURNAL.c.hash,
    _JOURNAL.c.signature,
    _JOURNAL.c.previous,
)


class Chain(NamedTuple):
    """A terminal's documents of one of its lives."""

    terminal: TerminalNo
    incarnation: int

    def key(self, sequence: int) -> DocumentKey:
        """The key of one of them."""
        return document_key(self.terminal, self.incarnation, sequence)


def chain_of(key: DocumentKey) -> Chain:
    """The chain that a document stands in."""
    return Chain(terminal_of(key), incarnation_of(key))


@dataclass(slots=True)
class _Course:
    """How far a chain has been pushed in this run."""

    chain: Chain
    after: int
    everything: bool = False
    """Also what has a position already: the server said that it misses some of it."""
    asked_back: set[int] = field(default_factory=set)
    gaps: bool = False
    """Documents between may be missing here: the server has them all."""
    forked_at: int = 0
    """The first sequence at which the server has another document."""


def push_all(errand: Errand) -> list[Chain]:
    """Push the backlog; answers with the chains where the server has other documents."""
    return [course.chain for course in _courses(errand) if not _push_chain(errand, course)]


def ask_about_strays(errand: Errand) -> list[tuple[Chain, int]]:
    """Ask about documents of others that got no position although the server's chain is longer.

    Either it knows them, or its chain parted from what was handed out once, at a place that is not
    handed out to this terminal: answers with those places.
    """
    firsts = {
        chain: first
        for chain, first in _unsent(errand).items()
        if chain.terminal != errand.till.terminal
    }
    if not firsts:
        return []
    heads = _heads(errand)
    parted = []
    for chain, first in sorted(firsts.items()):
        if sequence_of(first) <= heads.get(chain, 0):
            course = _Course(chain, first - 1, gaps=True)
            _push_chain(errand, course)
            parted += [(chain, course.forked_at)] if course.forked_at else []
    return parted


def show_branch(errand: Errand, chain: Chain, first: int) -> None:
    """Push another terminal's branch that is cut off here: the server keeps it and tells of it.

    Whose it is may have lost it, and no other disk may hold it.
    """
    _push_chain(errand, _Course(chain, chain.key(first) - 1, everything=True, gaps=True))


def _unsent(errand: Errand) -> dict[Chain, DocumentKey]:
    """The first document without a position of each chain that has one."""
    number = _JOURNAL.c.key.op(">>")(SEQUENCE_MAX.bit_length())
    with errand.store.reading() as session:
        found = session.execute(
            select(func.min(_JOURNAL.c.key)).where(_JOURNAL.c.position.is_(None)).group_by(number)
        ).scalars()
        return {chain_of(DocumentKey(first)): DocumentKey(first) for first in found}


def _heads(errand: Errand) -> dict[Chain, int]:
    answer = errand.port.heads()
    errand.check(answer.epoch)
    return {
        Chain(TerminalNo(terminal), life): sequence for terminal, life, sequence in answer.heads
    }


def _courses(errand: Errand) -> Iterator[_Course]:
    """The chains with a backlog, the own ones first; of others' only what the server lacks."""
    own = errand.till.terminal
    firsts = _unsent(errand)
    yield from (_Course(chain, firsts[chain] - 1) for chain in sorted(firsts) if chain[0] == own)
    others = [chain for chain in sorted(firsts) if chain.terminal != own]
    if others:
        heads = _heads(errand)
        yield from (_Course(chain, chain.key(1) - 1 + heads.get(chain, 0)) for chain in others)


def _push_chain(errand: Errand, course: _Course) -> bool:
    """Push until nothing is left or the chain is stopped; False where the chain forks.

    The branch goes to the server as far as it takes it: it keeps both.
    """
    while True:
        errand.check()
        rows, previous = _next_rows(errand, course)
        if not rows:
            return not course.forked_at
        verdicts = _ask(errand, course.chain, rows, previous)
        if not _settle(errand, course, rows, verdicts):
            return not course.forked_at
        errand.progress(len(rows))


def _next_rows(errand: Errand, course: _Course) -> tuple[list[Any], bytes]:
    """Documents without a gap that follow on what was pushed, and the hash before them."""
    wanted = [
        _JOURNAL.c.key > course.after,
        _JOURNAL.c.key <= course.chain.key(SEQUENCE_MAX),
    ]
    if not course.everything:
        wanted.append(_JOURNAL.c.position.is_(None))
    with errand.store.reading() as session:
        connection = session.connection()
        found = connection.execute(
            select(*_COLUMNS).where(*wanted).order_by(_JOURNAL.c.key).limit(PIECE_DOCUMENTS)
        ).all()
        rows = list(_without_gap(found))
        previous = _hash_before(connection, rows[0]) if rows else None
    foreign = course.chain.terminal != errand.till.terminal and not course.gaps
    if previous is None or (foreign and rows[0].key != course.after + 1):
        return [], b""  # what is between is not held here: somebody else has it
    return rows, previous


def _without_gap(rows: Sequence[Any]) -> Iterator[Any]:
    taken, before = 0, None
    for row in rows:
        taken += len(row.spelled) + _SENT_BESIDE
        if before is not None and (row.key != before + 1 or taken > PIECE_BYTES):
            return
        yield row
        before = row.key


def _hash_before(connection: Connection, row: Any) -> bytes | None:
    if sequence_of(row.key) == 1:
        return GENESIS_HASH
    if row.previous is not None:
        return bytes(row.previous)
    return connection.execute(select(_JOURNAL.c.hash).where(_JOURNAL.c.key == row.key - 1)).scalar()


def _ask(errand: Errand, chain: Chain, rows: list[Any], previous: bytes) -> tuple[Verdict, ...]:
    own = chain.terminal == errand.till.terminal
    with errand.store.reading() as session:
        left = max(0, count_backlog(session) - (len(rows) if own else 0))
    piece = ChainPiece(
        chain.terminal,
        chain.incarnation,
        sequence_of(rows[0].key),
        previous,
        tuple(Packet(row.spelled, row.signature) for row in rows),
    )
    answer = errand.port.push(PushAsked((piece,), left))
    errand.check(answer.epoch)
    if len(answer.verdicts) != 1 or len(answer.verdicts[0]) != len(rows):
        raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, "another number of verdicts")
    return answer.verdicts[0]


def _settle(
    errand: Errand, course: _Course, rows: list[Any], verdicts: tuple[Verdict, ...]
) -> bool:
    """Note what the server has, document by document; whether the chain may go on."""
    had = 0
    for verdict in verdicts:
        if verdict.outcome not in {Outcome.STORED, Outcome.KNOWN} or verdict.position <= 0:
            break
        had += 1
    _place(errand, rows[:had], verdicts[:had])
    if had == len(rows):
        course.after = rows[-1].key
        return not course.forked_at
    row, verdict = rows[had], verdicts[had]
    if verdict.outcome is Outcome.FORK:
        course.forked_at = course.forked_at or sequence_of(row.key)
        course.after = rows[-1].key
        return True
    if course.forked_at:
        return False
    if verdict.outcome is Outcome.GAP and _go_back(course, verdict.expected):
        return True
    errand.done.refused[row.key] = verdict.why or verdict.outcome.name.lower()
    return False


def _go_back(course: _Course, expected: int) -> bool:
    """Push from where the server misses documents; not twice to the same place."""
    if not 0 < expected <= SEQUENCE_MAX or expected in course.asked_back:
        return False
    course.asked_back.add(expected)
    course.everything = True
    course.after = course.chain.key(expected) - 1
    return True


def _place(errand: Errand, rows: list[Any], verdicts: tuple[Verdict, ...]) -> None:
    if not rows:
        return
    placed = [
        (row.key, row.hash, verdict.position) for row, verdict in zip(rows, verdicts, strict=True)
    ]
    with errand.store.transaction() as session:
        place(session.connection(), placed)
    errand.done.pushed += len(rows)
