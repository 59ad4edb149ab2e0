"""What terminals push: stored in the order of arrival, each document once, whoever brings it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.domain.ids import (
    INCARNATION_MAX,
    SEQUENCE_MAX,
    DocumentKey,
    TerminalNo,
    document_key,
    incarnation_of,
    sequence_of,
    terminal_of,
)
from jxc_desktop.server import epochs, keeping
from jxc_desktop.server.checking import Checked, CheckedPiece, check
from jxc_desktop.server.keeping import Chain, KnownDocuments
from jxc_desktop.server.projecting import project
from jxc_desktop.server.raising import Finding, raise_findings
from jxc_desktop.server.registry import Registered, company, note, registered
from jxc_desktop.server.tables import held_document, registered_terminal
from jxc_desktop.sync import wire
from jxc_desktop.sync.wire import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

__all__ = ["PushDone", "check", "public_keys", "release", "store"]


@dataclass(frozen=True, slots=True)
class PushDone:
    """The answer, and which streams grew."""

    answer: wire.PushAnswer
    streams: frozenset[int]
    stored: int


def public_keys(connection: Connection, asked: wire.PushAsked) -> dict[int, Registered]:
    """The terminals whose chains are pushed, so far as they are registered."""
    found = {piece.terminal: registered(connection, piece.terminal) for piece in asked.pieces}
    return {number: who for number, who in found.items() if who is not None}


def store(
    connection: Connection,
    caller: TerminalNo,
    pieces: Sequence[CheckedPiece],
    backlog: int,
    now: datetime,
) -> PushDone:
    """Store what is new, project it, and say of each document what became of it."""
    push = _Push(connection, company(connection, lock=True).position, now)
    push.look_up(pieces)
    verdicts = [push.judge(piece) for piece in pieces]
    push.write()
    _note_heard(connection, caller, backlog, now)
    parked = push.parked
    answers = tuple(
        tuple(verdict if key not in parked else _parked(verdict) for key, verdict in each)
        for each in verdicts
    )
    answer = wire.PushAnswer(epochs.current(connection), answers)
    streams = frozenset(int(each.stream) for each in push.fresh)
    return PushDone(answer, streams, len(push.fresh))


def release(connection: Connection, terminal: TerminalNo, now: datetime) -> PushDone:
    """Store what is held of a terminal as if it had never been revoked."""
    company(connection, lock=True)
    who = registered(connection, terminal)
    first = document_key(terminal, 0, 1)
    last = document_key(terminal, INCARNATION_MAX, SEQUENCE_MAX)
    rows = connection.execute(
        select(held_document)
        .where(held_document.c.key.between(first, last))
        .order_by(held_document.c.key, held_document.c.received_at)
    ).all()
    pieces = tuple(
        wire.ChainPiece(
            terminal,
            incarnation_of(DocumentKey(row.key)),
            sequence_of(DocumentKey(row.key)),
            row.previous,
            (wire.Packet(row.spelled, row.signature),),
        )
        for row in rows
    )
    checked = check(wire.PushAsked(pieces), {} if who is None else {terminal: who})
    push = _Push(connection, company(connection).position, now, hold=False)
    push.look_up(checked)
    verdicts = tuple(tuple(verdict for _, verdict in push.judge(piece)) for piece in checked)
    push.write()
    for row, ((verdict,)) in zip(rows, verdicts, strict=True):
        if verdict.outcome in {Outcome.STORED, Outcome.KNOWN, Outcome.FORK}:
            table = held_document
            connection.execute(
                delete(table).where(table.c.key == row.key, table.c.hash == row.hash)
            )
    streams = frozenset(int(each.stream) for each in push.fresh)
    answer = wire.PushAnswer(epochs.current(connection), verdicts)
    return PushDone(answer, streams, len(push.fresh))


@dataclass(slots=True)
class _Push:
    """One push on its way into the journal."""

    connection: Connection
    position: int
    now: datetime
    hold: bool = True
    fresh: list[Checked] = field(default_factory=list)
    parked: set[DocumentKey] = field(default_factory=set)
    _began: int = 0
    _chains: dict[tuple[int, int], Chain] = field(default_factory=dict)
    _known: KnownDocuments = field(default_factory=KnownDocuments)
    _revoked: set[int] = field(default_factory=set)
    _forks: dict[bytes, Checked] = field(default_factory=dict)
    _held: dict[bytes, Checked] = field(default_factory=dict)

    def look_up(self, pieces: Sequence[CheckedPiece]) -> None:
        """Read what the journal has of these chains."""
        self._began = self.position
        terminals = {int(piece.terminal) for piece in pieces}
        self._chains = keeping.chains(self.connection, terminals)
        keys = [each.key for piece in pieces for each in piece.documents]
        self._known = keeping.known_documents(self.connection, keys, self._chains)
        self.parked |= self._known.parked
        if self.hold:
            table = registered_terminal.c
            self._revoked = set(
                self.connection.execute(
                    select(table.number).where(
                        table.number.in_(terminals), table.revoked_at.is_not(None)
                    )
                ).scalars()
            )

    def judge(self, piece: CheckedPiece) -> list[tuple[DocumentKey, Verdict]]:
        """A verdict for each document of the piece, in its order."""
        if piece.why:
            return [(DocumentKey(0), Verdict(Outcome.REFUSED, why=piece.why))] * piece.size
        chain = self._chains.setdefault((piece.terminal, piece.incarnation), Chain())
        found: list[tuple[DocumentKey, Verdict]] = []
        forked = False
        for checked in piece.documents:
            verdict = self._judge(checked, chain, forked=forked)
            forked = verdict.outcome is Outcome.FORK
            found.append((checked.key, verdict))
        behind = piece.size - len(piece.documents)
        if behind:
            expected = sequence_of(piece.documents[-1].key)
            gap = Verdict(Outcome.GAP, expected=expected, why="behind a refused one")
            found += [(DocumentKey(0), gap)] * behind
        return found

    def _judge(self, checked: Checked, chain: Chain, *, forked: bool) -> Verdict:
        if checked.why:
            return Verdict(Outcome.REFUSED, why=checked.why)
        sequence = sequence_of(checked.key)
        if sequence <= chain.sequence:
            known = self._known.places.get(checked.key)
            if known is not None and known[1] == checked.hash:
                return Verdict(Outcome.KNOWN, known[0])
            return self._fork(checked)
        if forked:
            return self._fork(checked)
        if int(terminal_of(checked.key)) in self._revoked:
            self._held[checked.hash] = checked
            return Verdict(Outcome.HELD)
        if sequence > chain.sequence + 1:
            return Verdict(Outcome.GAP, expected=chain.sequence + 1)
        if checked.previous != chain.hash:
            return self._fork(checked)
        self.position += 1
        self.fresh.append(checked)
        chain.goes_on(checked.hash)
        self._known.places[checked.key] = (self.position, checked.hash)
        return Verdict(Outcome.STORED, self.position)

    def _fork(self, checked: Checked) -> Verdict:
        self._forks[checked.hash] = checked
        return Verdict(Outcome.FORK)

    def write(self) -> None:
        """Write journal, chains, marks and whatever a person must look at."""
        connection, now = self.connection, self.now
        findings: list[Finding] = []
        if self.fresh:
            placed = list(enumerate(self.fresh, self._began + 1))
            note(connection, position=self.position)
            keeping.append_to_journal(connection, placed)
            keeping.write_chains(connection, self._chains)
            keeping.write_marks(connection, placed)
            done = project(connection, placed, now)
            self.parked |= done.parked
            findings += done.findings
        forks = keeping.keep_forks(connection, self._forks, now)
        held = keeping.keep_held(connection, self._held, now)
        findings += [_finding(ExceptionKind.FORK, each) for each in forks]
        findings += [_finding(ExceptionKind.HELD, each) for each in held]
        raise_findings(connection, findings, now)


def _finding(kind: ExceptionKind, checked: Checked) -> Finding:
    """Of a fork or a held document; its sequence tells people how far apart the branches are."""
    assert checked.head is not None, "only authentic documents are kept"
    place: dict[str, str | int] = {
        "incarnation": incarnation_of(checked.key),
        "sequence": sequence_of(checked.key),
    }
    terminal = int(terminal_of(checked.key))
    return Finding(kind, int(checked.head.store), int(checked.key), terminal, place)


def _parked(verdict: Verdict) -> Verdict:
    if verdict.outcome not in {Outcome.STORED, Outcome.KNOWN}:
        return verdict
    return Verdict(verdict.outcome, verdict.position, parked=True)


def _note_heard(connection: Connection, caller: TerminalNo, backlog: int, now: datetime) -> None:
    values: dict[str, object] = {"last_seen": now, "backlog": max(0, backlog)}
    if backlog == 0:
        values["complete_at"] = now
    table = registered_terminal
    connection.execute(update(table).where(table.c.number == caller).values(values))
