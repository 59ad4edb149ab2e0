"""One company's server, whatever carries the calls: what a terminal may ask, and the answers."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from jxc_desktop.server import (
    enrolment,
    epochs,
    foreign,
    greeting,
    inbox,
    outbox,
    projecting,
    snapshot,
    watching,
)
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.server.registry import admitted, company, find_caller, streams_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from jxc_desktop.domain.ids import TerminalNo
    from jxc_desktop.server.tenant_store import TenantStore
    from jxc_desktop.sync import wire


def _nobody_listens(_streams: frozenset[int]) -> None:
    return None


class TenantService:
    """The methods of `sync.ports.ServerPort`, each for the terminal that called.

    Who called is the door's business (`authenticate`). Every method is one transaction, and raises
    `ServerRefusal`. `moved` is called after each commit that stored documents, with their streams.
    """

    def __init__(
        self,
        tenant: TenantStore,
        clock: Callable[[], datetime],
        *,
        random_bits: Callable[[int], int] = secrets.randbits,
        snapshots: Path | None = None,
        moved: Callable[[frozenset[int]], None] = _nobody_listens,
    ) -> None:
        """`snapshots` is the folder where snapshots are kept; without one there are none."""
        self._tenant = tenant
        self._clock = clock
        self._random_bits = random_bits
        self._snapshots = snapshots
        self._moved = moved

    def start(self, name: str = "shop", shop: str = "", engine: str = "") -> str:
        """Make the company's file where there is none; returns the epoch.

        `engine` identifies the database itself: when it is another one than before, or was wound
        back to a backup, a new epoch begins. Parked documents are tried again: this may be a newer
        version of the program.
        """
        with self._tenant.transaction() as connection:
            now = self._clock()
            epochs.open_company(connection, name, shop, self._random_bits, now)
            found = epochs.check_engine(connection, engine, self._random_bits, now)
            projecting.retry_all(connection, now)
        return found

    def authenticate(self, token_hash: bytes) -> TerminalNo:
        """The terminal whose token this is, revoked or not; refuses with `token_unknown`."""
        with self._tenant.reading() as connection:
            return find_caller(connection, token_hash)

    def hello(self, caller: TerminalNo, asked: wire.HelloAsked) -> wire.HelloAnswer:
        """Begin an exchange."""
        with self._tenant.transaction() as connection:
            who = admitted(connection, caller)
            return greeting.greet(connection, who, asked, self._clock(), self._random_bits)

    def push(self, caller: TerminalNo, asked: wire.PushAsked) -> wire.PushAnswer:
        """Store what is authentic and next in its chain; a revoked terminal's is held."""
        with self._tenant.reading() as connection:
            keys = inbox.public_keys(connection, asked)
        checked = inbox.check(asked, keys)
        with self._tenant.transaction() as connection:
            done = inbox.store(connection, caller, checked, asked.backlog, self._clock())
        if done.streams:
            self._moved(done.streams)
        return done.answer

    def pull(self, caller: TerminalNo, asked: wire.PullAsked) -> wire.PullAnswer:
        """The next page of the caller's streams."""
        with self._tenant.reading() as connection:
            return outbox.page(connection, admitted(connection, caller), asked)

    def streams(self, caller: TerminalNo) -> tuple[int, ...]:
        """The streams that the caller holds."""
        with self._tenant.reading() as connection:
            return streams_of(connection, admitted(connection, caller))

    def foreign(self, caller: TerminalNo, after: int) -> wire.ForeignAnswer:
        """What changed at stores that the caller does not hold."""
        with self._tenant.reading() as connection:
            return foreign.changed_since(connection, admitted(connection, caller), after)

    def exceptions(self, caller: TerminalNo, after: int) -> wire.ExceptionsAnswer:
        """What a person should look at, a page in the order of its numbers."""
        with self._tenant.reading() as connection:
            return watching.exceptions_after(connection, admitted(connection, caller), after)

    def terminals(self, caller: TerminalNo) -> wire.TerminalsAnswer:
        """All terminals and when they were last heard of."""
        with self._tenant.reading() as connection:
            admitted(connection, caller)
            return watching.terminals_seen(connection)

    def heads(self, caller: TerminalNo) -> wire.HeadsAnswer:
        """The end of every chain."""
        with self._tenant.reading() as connection:
            admitted(connection, caller)
            return watching.heads(connection)

    def chain_hashes(
        self, caller: TerminalNo, asked: wire.ChainHashesAsked
    ) -> wire.ChainHashesAnswer:
        """The hashes of the caller's own chain at the sequences asked for."""
        with self._tenant.reading() as connection:
            admitted(connection, caller)
            return watching.chain_hashes(connection, caller, asked)

    def snapshot(self, caller: TerminalNo) -> wire.SnapshotAnswer:
        """A snapshot of the caller's streams, made now or a little while ago."""
        folder = self._folder()
        with self._tenant.reading() as connection:
            who = admitted(connection, caller)
            return snapshot.snapshot_of(connection, who, folder)

    def snapshot_part(
        self, caller: TerminalNo, name: str, offset: int, take: Callable[[bytes], None]
    ) -> None:
        """The bytes of a part of the caller's snapshot from `offset` on, piece by piece."""
        with self._tenant.reading() as connection:
            who = admitted(connection, caller)
        snapshot.send_part(self._folder(), who, name, offset, take)

    def snapshot_path(self, caller: TerminalNo, name: str) -> Path:
        """The file of a part that the caller may read, for a door that sends files itself."""
        with self._tenant.reading() as connection:
            who = admitted(connection, caller)
        return snapshot.part_path(self._folder(), who, name)

    def _folder(self) -> Path:
        if self._snapshots is None:
            raise ServerRefusal(RefusalCode.NOT_FOUND, "this server keeps no snapshots")
        return self._snapshots

    def enrol(self, asked: wire.EnrolAsked) -> wire.EnrolAnswer:
        """Let a terminal in that brings a good code."""
        with self._tenant.transaction() as connection:
            return enrolment.enrol(connection, asked, self._clock())

    def invite(self, caller: TerminalNo, asked: wire.InviteAsked) -> wire.InviteAnswer:
        """A one-time code; the door puts its certificate's fingerprint before it."""
        with self._tenant.transaction() as connection:
            who = admitted(connection, caller)
            if not who.may_manage:
                raise ServerRefusal(RefusalCode.NOT_ALLOWED, "this terminal may not invite")
            return enrolment.invite(connection, who, asked, self._clock(), self._random_bits)

    def invite_from_server(
        self, asked: wire.InviteAsked, *, scope_all: bool = False
    ) -> wire.InviteAnswer:
        """A code that whoever runs the server makes (`jxc server enrol`)."""
        with self._tenant.transaction() as connection:
            return enrolment.invite(
                connection, None, asked, self._clock(), self._random_bits, scope_all=scope_all
            )

    def revoke(self, caller: TerminalNo, asked: wire.RevokeAsked) -> None:
        """Let a terminal in no more."""
        with self._tenant.transaction() as connection:
            who = admitted(connection, caller)
            if not who.may_manage:
                raise ServerRefusal(RefusalCode.NOT_ALLOWED, "this terminal may not revoke")
            enrolment.revoke(connection, asked, self._clock())

    def revoke_from_server(self, asked: wire.RevokeAsked) -> None:
        """The same, by whoever runs the server."""
        with self._tenant.transaction() as connection:
            enrolment.revoke(connection, asked, self._clock())

    def list_terminals(self) -> tuple[wire.TerminalSeen, ...]:
        """All terminals, for whoever runs the server."""
        with self._tenant.reading() as connection:
            return watching.terminals_seen(connection).terminals

    def begin_epoch(self) -> str:
        """A new life of the database: said by a person who restored it where nothing shows that."""
        with self._tenant.transaction() as connection:
            position = company(connection, lock=True).position
            now = self._clock()
            return epochs.begin(connection, position, "said", self._random_bits, now)

    def release_held(self, terminal: TerminalNo) -> int:
        """A person decided: what is held of `terminal` counts; returns how many were stored."""
        with self._tenant.transaction() as connection:
            done = inbox.release(connection, terminal, self._clock())
        if done.streams:
            self._moved(done.streams)
        return done.stored

    def figures(self) -> watching.Figures:
        """What metrics and the health of a company show."""
        with self._tenant.reading() as connection:
            return watching.figures(connection)

    def digests(self) -> dict[int, str]:
        """The fingerprint of each stream's projected rows (`jxc server digest`)."""
        with self._tenant.reading() as connection:
            return watching.stream_digests(connection)
