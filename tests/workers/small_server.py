"""A server in memory for tests of the terminal's side: the promises of the wire, no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from jxc_desktop.documents.document import (
    UnreadableDocument,
    chain_hash,
    read_document,
    read_head,
)
from jxc_desktop.domain.ids import (
    SEQUENCE_MAX,
    DocumentKey,
    TerminalNo,
    document_key,
    incarnation_of,
    sequence_of,
    terminal_of,
)
from jxc_desktop.domain.streams import grown_checksum
from jxc_desktop.journal.streams import stream_of
from jxc_desktop.sync import wire
from jxc_desktop.sync.wire import Outcome, Verdict


@dataclass
class Kept:
    """A document as the server has it."""

    key: DocumentKey
    spelled: bytes
    signature: bytes
    hash: bytes
    previous: bytes
    stream: int
    position: int


@dataclass
class SmallServer:
    """All documents of one company, in the order of their positions."""

    epoch: str = "one"
    kept: dict[DocumentKey, Kept] = field(default_factory=dict)
    forked: list[bytes] = field(default_factory=list)
    refuse: Callable[[int], Outcome | None] = lambda _key: None
    first_position: int = 0
    before_call: Callable[[str], None] = lambda _name: None
    stores: tuple[wire.ForeignStore, ...] = ()
    stocks: tuple[wire.ForeignStock, ...] = ()
    accounts: tuple[wire.ForeignAccount, ...] = ()
    raised: tuple[wire.ExceptionRaised, ...] = ()
    seen: tuple[wire.TerminalSeen, ...] = ()
    snapshot: wire.SnapshotAnswer = field(
        default_factory=lambda: wire.SnapshotAnswer("one", {}, ())
    )
    parts: dict[str, bytes] = field(default_factory=dict)

    def port(self, terminal: int = 1, store: int = 1) -> SmallPort:
        """The line of one terminal."""
        return SmallPort(self, terminal, store)

    def by_position(self) -> list[Kept]:
        return sorted(self.kept.values(), key=lambda each: each.position)

    def head(self, terminal: int, incarnation: int) -> int:
        first = document_key(TerminalNo(terminal), incarnation, 1)
        last = document_key(TerminalNo(terminal), incarnation, SEQUENCE_MAX)
        found = (sequence_of(key) for key in self.kept if first <= key <= last)
        return max(found, default=0)

    def lose_after(self, position: int, epoch: str) -> None:
        """Restored from a backup: what came later is gone, and a new life begins."""
        self.kept = {key: each for key, each in self.kept.items() if each.position <= position}
        self.epoch = epoch

    def store(self, piece: wire.ChainPiece) -> tuple[Verdict, ...]:
        verdicts, previous = [], piece.previous
        for place, packet in enumerate(piece.packets):
            key = document_key(TerminalNo(piece.terminal), piece.incarnation, piece.first + place)
            linked = chain_hash(previous, packet.spelled)
            verdicts.append(self._store(key, packet, linked, previous))
            previous = linked
        return tuple(verdicts)

    def _store(
        self, key: DocumentKey, packet: wire.Packet, linked: bytes, previous: bytes
    ) -> Verdict:
        refused = self.refuse(key)
        if refused is not None:
            return Verdict(refused, why="not taken")
        there = self.kept.get(key)
        if there is not None and there.hash == linked:
            return Verdict(Outcome.KNOWN, there.position)
        head = self.head(terminal_of(key), incarnation_of(key))
        before = self.kept.get(DocumentKey(key - 1))
        if there is not None or (before is not None and before.hash != previous):
            self.forked.append(linked)
            return Verdict(Outcome.FORK)
        if sequence_of(key) != head + 1:
            return Verdict(Outcome.GAP, expected=head + 1)
        last = max((each.position for each in self.kept.values()), default=self.first_position)
        try:
            stream = int(stream_of(read_document(packet.spelled)))
        except UnreadableDocument:
            stream = int(read_head(packet.spelled).store)
        self.kept[key] = Kept(
            key, packet.spelled, packet.signature, linked, previous, stream, last + 1
        )
        return Verdict(Outcome.STORED, last + 1)


@dataclass
class SmallPort:
    """What `sync.ports.ServerPort` promises, for one terminal."""

    server: SmallServer
    terminal: int
    store: int
    calls: list[str] = field(default_factory=list)

    def _called(self, name: str) -> None:
        self.calls.append(name)
        self.server.before_call(name)

    def hello(self, asked: wire.HelloAsked) -> wire.HelloAnswer:
        self._called("hello")
        server = self.server
        head = server.head(self.terminal, asked.incarnation)
        advice = wire.Advice.BEHIND if head > asked.sequence else wire.Advice.GO_ON
        if 0 < asked.sequence <= head:
            key = document_key(TerminalNo(self.terminal), asked.incarnation, asked.sequence)
            advice = advice if server.kept[key].hash == asked.hash else wire.Advice.FORK
        rebase = None
        if asked.epoch not in {"", server.epoch}:
            held = {each.position: each.hash[:8] for each in server.kept.values()}
            rebase = max(
                (m.position for m in asked.marks if held.get(m.position) == m.hash8), default=0
            )
        mine = [incarnation_of(k) for k in server.kept if terminal_of(k) == self.terminal]
        return wire.HelloAnswer(
            epoch=server.epoch,
            streams=(0, self.store),
            at=asked.at,
            advice=advice,
            chain_sequence=head,
            last_incarnation=max(mine, default=0),
            rebase_to=rebase,
            shop="乐万家",
        )

    def push(self, asked: wire.PushAsked) -> wire.PushAnswer:
        self._called("push")
        verdicts = tuple(self.server.store(piece) for piece in asked.pieces)
        self.server.before_call("push answered")
        return wire.PushAnswer(self.server.epoch, verdicts)

    def pull(self, asked: wire.PullAsked) -> wire.PullAnswer:
        self._called("pull")
        wanted = [
            each
            for each in self.server.by_position()
            if each.stream in asked.after and each.position > asked.after[each.stream]
        ]
        page = wanted[: asked.limit]
        more = len(wanted) > len(page)
        last = max((each.position for each in self.server.kept.values()), default=0)
        end = page[-1].position if more else last
        documents = tuple(
            wire.Pulled(each.position, each.stream, each.spelled, each.signature, each.previous)
            for each in page
        )
        marks = {stream: self._mark(stream, end) for stream in asked.after}
        left = len(wanted) - len(page)
        return wire.PullAnswer(self.server.epoch, documents, marks, more, left)

    def _mark(self, stream: int, end: int) -> wire.StreamMark:
        count = checksum = 0
        for each in self.server.kept.values():
            if each.stream == stream and each.position <= end:
                count, checksum = count + 1, grown_checksum(checksum, each.hash)
        return wire.StreamMark(end, count, checksum)

    def foreign(self, after: int) -> wire.ForeignAnswer:
        self._called("foreign")
        server = self.server
        last = max((each.position for each in server.kept.values()), default=after)
        return wire.ForeignAnswer(server.epoch, last, server.stores, server.stocks, server.accounts)

    def exceptions(self, after: int) -> wire.ExceptionsAnswer:
        self._called("exceptions")
        page = tuple(each for each in self.server.raised if each.id > after)[:1]
        return wire.ExceptionsAnswer(self.server.epoch, page)

    def terminals(self) -> wire.TerminalsAnswer:
        self._called("terminals")
        return wire.TerminalsAnswer(self.server.seen)

    def chain_hashes(self, asked: wire.ChainHashesAsked) -> wire.ChainHashesAnswer:
        self._called("chain_hashes")
        keys = [
            document_key(TerminalNo(self.terminal), asked.incarnation, each)
            for each in asked.sequences
        ]
        kept = self.server.kept
        return wire.ChainHashesAnswer(tuple(kept[k].hash if k in kept else b"" for k in keys))

    def heads(self) -> wire.HeadsAnswer:
        self._called("heads")
        chains = {(int(terminal_of(k)), incarnation_of(k)) for k in self.server.kept}
        heads = tuple((t, i, self.server.head(t, i)) for t, i in sorted(chains))
        return wire.HeadsAnswer(self.server.epoch, heads)

    def snapshot(self) -> wire.SnapshotAnswer:
        self._called("snapshot")
        return self.server.snapshot

    def snapshot_part(self, name: str, offset: int, take: Callable[[bytes], None]) -> None:
        whole = self.server.parts[name]
        for start in range(offset, len(whole), 1000):
            self._called("snapshot_part")
            take(whole[start : start + 1000])

    def invite(self, asked: wire.InviteAsked) -> wire.InviteAnswer:
        self._called("invite")
        return wire.InviteAnswer(f"JXC1.{asked.name}", 0)

    def revoke(self, asked: wire.RevokeAsked) -> None:
        self._called(f"revoke {asked.terminal}")
