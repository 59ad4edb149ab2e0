"""What a terminal expects of its server, whoever plays it: HTTP, or a simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from jxc_desktop.domain.sync_facts import NetworkTroubleKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.sync import wire


class NetworkTrouble(Exception):
    """The exchange did not come about; whether the server did what was asked is not known."""

    def __init__(
        self, kind: NetworkTroubleKind, detail: str = "", retry_seconds: float = 0.0
    ) -> None:
        """`retry_seconds`: the server's own wish when to come again, 0 where it said nothing."""
        super().__init__(f"{kind.value}: {detail}")
        self.kind = kind
        self.detail = detail
        self.retry_seconds = retry_seconds


class ServerPort(Protocol):
    """One terminal's line to the server. Every call raises `NetworkTrouble` when it fails."""

    def hello(self, asked: wire.HelloAsked) -> wire.HelloAnswer:
        """Begin an exchange."""
        ...

    def push(self, asked: wire.PushAsked) -> wire.PushAnswer:
        """Hand documents over; safe to repeat."""
        ...

    def pull(self, asked: wire.PullAsked) -> wire.PullAnswer:
        """The next page of what the terminal should hold."""
        ...

    def foreign(self, after: int) -> wire.ForeignAnswer:
        """What changed at stores whose facts the terminal does not hold."""
        ...

    def exceptions(self, after: int) -> wire.ExceptionsAnswer:
        """What a person should look at."""
        ...

    def terminals(self) -> wire.TerminalsAnswer:
        """All terminals and when they were last heard of."""
        ...

    def snapshot(self) -> wire.SnapshotAnswer:
        """A snapshot to start from."""
        ...

    def snapshot_part(self, name: str, offset: int, take: Callable[[bytes], None]) -> None:
        """The bytes of a part from `offset` on, piece by piece."""
        ...

    def chain_hashes(self, asked: wire.ChainHashesAsked) -> wire.ChainHashesAnswer:
        """To find where two branches part."""
        ...

    def heads(self) -> wire.HeadsAnswer:
        """How much of every chain the server holds: what a restored one lacks."""
        ...

    def invite(self, asked: wire.InviteAsked) -> wire.InviteAnswer:
        """A one-time code for a new terminal."""
        ...

    def revoke(self, asked: wire.RevokeAsked) -> None:
        """Let a terminal in no more."""
        ...
