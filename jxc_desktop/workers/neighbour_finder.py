"""How tills of a store find each other; the LAN's own way is in `neighbours_lan`."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

KEEPERS = 2
"""A till hands its documents to so many neighbours at most."""


@dataclass(frozen=True, slots=True)
class SeenTill:
    """A till that can be called: `name` is made anew at each start and says nothing of anybody."""

    name: str
    host: str
    port: int


class NeighbourFinder(Protocol):
    """Announces this till and sees others; nothing raises for a network that is down."""

    async def attend(self, name: str, group: str, port: int) -> None:
        """Others of `group` see this till, and it sees them, until this is cancelled.

        Then it says good-bye, within a second.
        """
        ...

    def seen(self) -> tuple[SeenTill, ...]:
        """Who is there now, without this till; costs nothing."""
        ...


def keepers_for(name: str, seen: Iterable[SeenTill]) -> tuple[SeenTill, ...]:
    """Which neighbours keep for the till `name`: the same ones while they are there.

    Each till ranks the others its own way, so that of five no single one keeps for all.
    """

    def rank(other: SeenTill) -> bytes:
        return sha256(f"{name} {other.name}".encode()).digest()

    return tuple(sorted(seen, key=rank)[:KEEPERS])
