"""The thread that brings a neighbour's documents to the server when it does not do so itself."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from jxc_desktop.commands.keep_for_neighbour import forget_kept
from jxc_desktop.domain.ids import incarnation_of, sequence_of, terminal_of
from jxc_desktop.models.sync import NeighbourDocument
from jxc_desktop.queries.find_sync import count_backlog, find_tie
from jxc_desktop.store.trouble import StoreTrouble
from jxc_desktop.sync.ports import NetworkTrouble
from jxc_desktop.sync.wire import ChainPiece, Outcome, Packet, PushAsked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from jxc_desktop.domain.ids import DocumentKey
    from jxc_desktop.store.opening import Store
    from jxc_desktop.sync.ports import ServerPort
    from jxc_desktop.workers.sync_courier import ServerLine

WAITS_FOR_OWNER = timedelta(seconds=30)
"""So long its owner has time to push a document itself: then it comes back and is let go."""
STOP_SECONDS = 2.0
_LOOK_SECONDS = 10.0
_AT_A_TIME = 200
_ARRIVED = frozenset({Outcome.STORED, Outcome.KNOWN, Outcome.FORK, Outcome.HELD})
"""The server keeps the bytes: in the book, beside it as a fork, or apart until a person decides."""


class _Kept(NamedTuple):
    """A row of what is kept."""

    key: DocumentKey
    hash: bytes
    previous: bytes
    spelled: bytes
    signature: bytes


@dataclass(slots=True)
class Relayed:
    """What came of it."""

    arrived: int = 0
    """The server has these now; they are kept here no more."""
    waiting: int = 0
    """It wants others before these, or takes them from nobody: they stay here."""


class NeighbourRelay:
    """Looks every few seconds; talks to the server only when something has waited too long."""

    def __init__(
        self,
        store: Store,
        line: ServerLine,
        clock: Callable[[], datetime],
        waits: timedelta = WAITS_FOR_OWNER,
        look_seconds: float = _LOOK_SECONDS,
    ) -> None:
        """`line` is this thread's own way to the server, beside the courier's."""
        self._store, self._line, self._clock = store, line, clock
        self._waits, self._look_seconds = waits, look_seconds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="neighbour-relay", daemon=True)

    def start(self) -> None:
        """Take the work up."""
        self._thread.start()

    def stop(self, seconds: float = STOP_SECONDS) -> bool:
        """Give up what is under way and end; answers whether the thread has ended in time."""
        self._stopped.set()
        self._line.close()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        failures = 0
        while not self._stopped.wait(self._look_seconds * (1 << min(failures, 5))):
            try:
                self.turn()
            except (NetworkTrouble, StoreTrouble):
                failures += 1  # nothing is lost: it stays here until the server can be reached
            else:
                failures = 0

    def turn(self) -> Relayed:
        """Bring what has waited long enough; raises `NetworkTrouble` where that does not work."""
        if self._store.till is None:
            return Relayed()
        before = self._clock() - self._waits
        with self._store.reading() as session:
            tie = find_tie(session)
        if tie is None or tie.paused or not _kept_rows(self._store, before, 0, 1):
            return Relayed()
        return relay(self._store, self._line.open(tie), before)


def relay(store: Store, port: ServerPort, before: datetime) -> Relayed:
    """Push what was kept before `before`, in order, and let go of what the server has."""
    relayed = Relayed()
    after = 0
    while rows := _kept_rows(store, before, after, _AT_A_TIME):
        runs = _runs(rows)
        with store.reading() as session:
            backlog = count_backlog(session)
        answer = port.push(PushAsked(tuple(run.piece() for run in runs), backlog))
        arrived = [
            (kept.key, kept.hash)
            for run, verdicts in zip(runs, answer.verdicts, strict=False)
            for kept, verdict in zip(run.rows, verdicts, strict=False)
            if verdict.outcome in _ARRIVED
        ]
        if arrived:
            with store.transaction() as session:
                forget_kept(session, arrived)
        relayed.arrived += len(arrived)
        relayed.waiting += len(rows) - len(arrived)
        after = rows[-1].key
    return relayed


@dataclass(slots=True)
class _Run:
    """Documents of one chain, each linked to the one before."""

    rows: list[_Kept] = field(default_factory=list)

    def takes(self, row: _Kept) -> bool:
        """Whether `row` is the next of it."""
        last = self.rows[-1]
        return (row.key, row.previous) == (last.key + 1, last.hash)

    def piece(self) -> ChainPiece:
        """As the server hears it."""
        first = self.rows[0]
        packets = tuple(Packet(row.spelled, row.signature) for row in self.rows)
        place = (terminal_of(first.key), incarnation_of(first.key), sequence_of(first.key))
        return ChainPiece(*place, first.previous, packets)


def _runs(rows: Sequence[_Kept]) -> list[_Run]:
    runs: list[_Run] = []
    for row in rows:
        fitting = next((run for run in reversed(runs) if run.takes(row)), None)
        if fitting is None:
            runs.append(_Run([row]))
        else:
            fitting.rows.append(row)
    return runs


def _kept_rows(store: Store, before: datetime, after: int, limit: int) -> list[_Kept]:
    with store.reading() as session:
        rows = session.execute(
            select(
                NeighbourDocument.key,
                NeighbourDocument.hash,
                NeighbourDocument.previous,
                NeighbourDocument.spelled,
                NeighbourDocument.signature,
            )
            .where(NeighbourDocument.received_at <= before, NeighbourDocument.key > after)
            .order_by(NeighbourDocument.key, NeighbourDocument.hash)
            .limit(limit)
        ).all()
    return [_Kept(*row) for row in rows]
