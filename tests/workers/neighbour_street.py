"""Tills of one store on loopback that find each other on a blackboard instead of by multicast."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.commands.keep_for_neighbour import UseNeighbours, use_neighbours
from jxc_desktop.commands.sync_settings import change_tie
from jxc_desktop.domain.ids import StoreId
from jxc_desktop.models.sync import NeighbourDocument
from jxc_desktop.sync.neighbour_seal import StoreSecret
from jxc_desktop.workers.neighbour_finder import SeenTill
from jxc_desktop.workers.neighbours import Neighbours
from tests.shop import COLA_CODE, OWNER_ID
from tests.workers.small_server import SmallServer
from tests.workers.tied_shop import TiedShop, second_till, tied_shop

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.workers.neighbour_finder import NeighbourFinder

NEIGHBOUR_KEY = bytes(range(64, 96))
SECRET = StoreSecret.of(NEIGHBOUR_KEY, StoreId(1))
PATIENCE = 20.0


@dataclass
class Blackboard:
    """Who is there, by group."""

    tills: dict[str, dict[str, SeenTill]] = field(default_factory=dict)

    def finder(self) -> BlackboardFinder:
        return BlackboardFinder(self)


@dataclass
class BlackboardFinder:
    """One till's `NeighbourFinder`."""

    board: Blackboard
    name: str = ""
    group: str = ""

    async def attend(self, name: str, group: str, port: int) -> None:
        self.name, self.group = name, group
        there = self.board.tills.setdefault(group, {})
        there[name] = SeenTill(name, "127.0.0.1", port)
        try:
            await asyncio.Event().wait()
        finally:
            there.pop(name)

    def seen(self) -> tuple[SeenTill, ...]:
        there = list(self.board.tills.get(self.group, {}).values())
        return tuple(each for each in there if each.name != self.name)


@dataclass
class StreetTill:
    """A till with its neighbours' thread."""

    tied: TiedShop
    neighbours: Neighbours
    finder: NeighbourFinder
    board: Blackboard

    def sell(self, times: int = 1) -> list[int]:
        sold = [self.tied.sell(COLA_CODE) for _ in range(times)]
        self.neighbours.look()
        return sold

    def kept(self) -> list[int]:
        """Keys of the documents that it keeps for others."""
        with self.tied.shop.store.reading() as session:
            return list(session.scalars(select(NeighbourDocument.key)))

    def copies(self) -> int:
        return self.neighbours.last_news.second_copies

    def called_at(self) -> SeenTill:
        """Where others call it, once it is on the blackboard."""
        finder = self.finder
        assert isinstance(finder, BlackboardFinder)
        until(lambda: finder.name in self.board.tills.get(finder.group, {}))
        return self.board.tills[finder.group][finder.name]


@dataclass
class Street:
    """A store with its tills; end it with `stop`."""

    folder: Path
    server: SmallServer = field(default_factory=SmallServer)
    board: Blackboard = field(default_factory=Blackboard)
    tills: list[StreetTill] = field(default_factory=list)
    key: bytes = NEIGHBOUR_KEY
    finder: Callable[[], NeighbourFinder] | None = None
    """How its tills find each other: on the blackboard as a rule."""

    def open(self, *, wanted: bool = True, key: bytes | None = None, store: int = 1) -> StreetTill:
        """The next till, with everything exchanged with the server, and its thread started."""
        number = len(self.tills) + 1
        folder = self.folder / f"till-{number}"
        folder.mkdir()
        if number == 1:
            tied = tied_shop(folder, self.server)
        else:
            tied = second_till(folder, self.server, number, store)
        tied.exchange()
        with tied.shop.store.transaction() as session:
            change_tie(session, neighbour_key=(key or self.key).hex())
            use_neighbours(session, UseNeighbours(OWNER_ID, wanted))
        if number > 1:
            tied.shop.open_shift()
            tied.exchange()
        finder = (self.finder or self.board.finder)()
        neighbours = Neighbours(tied.shop.store, finder, host="127.0.0.1")
        till = StreetTill(tied, neighbours, finder, self.board)
        self.tills.append(till)
        till.neighbours.start()
        return till

    def stop(self) -> None:
        ended = [till.neighbours.stop() for till in self.tills]
        for till in self.tills:
            till.tied.shop.store.close()
        assert all(ended), "every thread ends in time"


def until(holds: Callable[[], bool], seconds: float = PATIENCE) -> float:
    """Wait until it holds; how long that took."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < seconds, "it never came about"
        time.sleep(0.005)
    return time.monotonic() - begun
