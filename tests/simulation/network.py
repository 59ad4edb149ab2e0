"""The line between a machine and the server: slow, deaf, forgetful, at times somebody else's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.server.refusals import ServerRefusal
from jxc_desktop.sync import wire
from jxc_desktop.sync.ports import NetworkTrouble
from tests.simulation.disk import DiskFault, PowerCut

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.simulation.node import Node
    from tests.simulation.world import World

A = TypeVar("A")

_TROUBLES = {
    "revoked": NetworkTroubleKind.REVOKED,
    "token_unknown": NetworkTroubleKind.TOKEN_UNKNOWN,
    "busy": NetworkTroubleKind.BUSY,
    "too_old": NetworkTroubleKind.TOO_OLD,
}

_AT_PUSH = {"push_torn": DiskFault.TORN, "push_cut_short": DiskFault.CRASH_AFTER_COMMIT}
"""What a push meets at the server's disk."""


@dataclass
class Line:
    """One machine's `ServerPort`. Each call lets time pass, and with it everything else happen."""

    world: World
    node: Node
    chance: Random
    fates: list[tuple[int, str]] = field(default_factory=list)
    """What waits for coming calls: how many calls from now, and what."""
    cut_until: int = 0
    deaf_until: int = 0
    """Until when requests go out and answers do not come back."""

    def hello(self, asked: wire.HelloAsked) -> wire.HelloAnswer:
        return self._call("hello", asked, wire.HelloAnswer)

    def push(self, asked: wire.PushAsked) -> wire.PushAnswer:
        return self._call("push", asked, wire.PushAnswer)

    def pull(self, asked: wire.PullAsked) -> wire.PullAnswer:
        return self._call("pull", asked, wire.PullAnswer)

    def foreign(self, after: int) -> wire.ForeignAnswer:
        return self._call("foreign", after, wire.ForeignAnswer)

    def exceptions(self, after: int) -> wire.ExceptionsAnswer:
        return self._call("exceptions", after, wire.ExceptionsAnswer)

    def terminals(self) -> wire.TerminalsAnswer:
        return self._call("terminals", None, wire.TerminalsAnswer)

    def snapshot(self) -> wire.SnapshotAnswer:
        return self._call("snapshot", None, wire.SnapshotAnswer)

    def snapshot_part(self, name: str, offset: int, take: Callable[[bytes], None]) -> None:
        self.world.service.snapshot_part(self.node.terminal, name, offset, take)

    def chain_hashes(self, asked: wire.ChainHashesAsked) -> wire.ChainHashesAnswer:
        return self._call("chain_hashes", asked, wire.ChainHashesAnswer)

    def heads(self) -> wire.HeadsAnswer:
        return self._call("heads", None, wire.HeadsAnswer)

    def invite(self, asked: wire.InviteAsked) -> wire.InviteAnswer:
        return self._call("invite", asked, wire.InviteAnswer)

    def revoke(self, asked: wire.RevokeAsked) -> None:
        self._call("revoke", asked, type(None))

    def hamper(self, fate: str, after: int) -> None:
        """Let `fate` meet the call that comes so many calls from now."""
        self.fates.append((after, fate))

    def heal(self) -> None:
        """From now on everything arrives."""
        self.fates.clear()
        self.cut_until = self.deaf_until = 0

    def _call(self, name: str, asked: Any, answer: type[A]) -> A:
        assert not self.node.store._write_lock._is_owned(), (  # type: ignore[attr-defined]  # RLock
            "nobody waits for the network within a transaction"
        )
        life = self.node.life
        fate = self._next_fate(name)
        try:
            spelled = self._journey(name, _spelled(asked), type(asked), fate)
        finally:
            if self.node.life != life:
                raise PowerCut
        try:
            return msgspec.msgpack.decode(spelled, type=answer)
        except msgspec.MsgspecError as error:
            raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, str(error)) from error

    def _next_fate(self, name: str) -> str:
        """What meets this call; a fate of pushes waits for the next one."""
        met = [fate for left, fate in self.fates if left <= 1 and _meets(fate, name)]
        self.fates = [
            (left - 1, fate) for left, fate in self.fates if left > 1 or not _meets(fate, name)
        ]
        return met[0] if met else ""

    def _journey(self, name: str, asked: bytes, kind: type, fate: str) -> bytes:
        world = self.world
        world.timeline.pass_by(self.chance.randrange(5, 400))
        if world.timeline.now < self.cut_until or fate == "drop":
            raise NetworkTrouble(NetworkTroubleKind.UNREACHABLE, fate)
        if fate == "captive":
            raise NetworkTrouble(NetworkTroubleKind.CAPTIVE, "200 OK, please sign in")
        if fate == "late_duplicate":
            late = world.timeline.now + self.chance.randrange(1_000, 20_000_000)
            world.timeline.at(late, lambda: self._arrive_late(name, asked, kind))
        if fate in _AT_PUSH:
            world.server_disk.arm(_AT_PUSH[fate], 1)
        answer = self._deliver(
            name, _bent(asked, self.chance) if fate == "push_bent" else asked, kind
        )
        if fate == "duplicate":
            answer = self._deliver(name, asked, kind)
        world.timeline.pass_by(self.chance.randrange(5, 400))
        if world.timeline.now < self.deaf_until or fate in {"lost_answer", "push_unheard"}:
            raise NetworkTrouble(NetworkTroubleKind.TIMEOUT, fate)
        return self._maimed(answer, fate)

    def _maimed(self, answer: bytes, fate: str) -> bytes:
        if fate == "truncated":
            return answer[: self.chance.randrange(len(answer))]
        if fate == "garbled":
            return b"\xc1<html>" + answer
        return answer

    def _arrive_late(self, name: str, asked: bytes, kind: type) -> None:
        """A copy of a request that somebody kept in a queue; nobody waits for its answer."""
        try:
            self._deliver(name, asked, kind)
        except NetworkTrouble as trouble:
            self.world.tell(f"late {name}: {trouble.kind.value}")

    def _deliver(self, name: str, asked: bytes, kind: type) -> bytes:
        """The server's answer to the bytes; its own faults are told as the HTTP door tells them."""
        service = self.world.service
        words = () if kind is type(None) else (msgspec.msgpack.decode(asked, type=kind),)
        try:
            answer = getattr(service, name)(self.node.terminal, *words)
        except ServerRefusal as refusal:
            trouble = _TROUBLES.get(refusal.code, NetworkTroubleKind.SERVER_FAULT)
            raise NetworkTrouble(trouble, f"{refusal.code}: {refusal.why}") from refusal
        except PowerCut as cut:
            self.world.restart_server()
            raise NetworkTrouble(NetworkTroubleKind.TIMEOUT, "the server stopped") from cut
        return _spelled(answer)


def _meets(fate: str, name: str) -> bool:
    return name == "push" or not fate.startswith("push_")


def _bent(asked: bytes, chance: Random) -> bytes:
    """The push with one bit turned over in the signature of one of its documents."""
    push = msgspec.msgpack.decode(asked, type=wire.PushAsked)
    (piece,) = push.pieces
    packets, at = list(piece.packets), chance.randrange(len(piece.packets))
    sound = packets[at].signature
    turned = bytes([sound[0] ^ 1]) + sound[1:]
    packets[at] = msgspec.structs.replace(packets[at], signature=turned)
    bent = msgspec.structs.replace(piece, packets=tuple(packets))
    return _spelled(msgspec.structs.replace(push, pieces=(bent,)))


def _spelled(value: object) -> bytes:
    return msgspec.msgpack.encode(value)
