"""Second copies on the shop's own network: this till keeps for its neighbours, and they for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.app.open_shop import system_clock
from jxc_desktop.workers.neighbour_relay import NeighbourRelay
from jxc_desktop.workers.neighbours import NeighbourNews, Neighbours
from jxc_desktop.workers.neighbours_lan import LanFinder

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.app.joining import ServerDoor
    from jxc_desktop.store.opening import Store


class Neighbourhood:
    """Works only in a company, and only where somebody has allowed it."""

    def __init__(
        self, store: Store, door: ServerDoor, news: Callable[[NeighbourNews], None]
    ) -> None:
        """`door` is for what a neighbour cannot bring to the server itself."""
        self._neighbours = Neighbours(store, LanFinder(), news)
        self._relay = NeighbourRelay(store, door, system_clock)

    def start(self) -> None:
        """Look for neighbours."""
        self._neighbours.start()
        self._relay.start()

    def look(self) -> None:
        """Something was committed."""
        self._neighbours.look()

    def copies(self) -> int:
        """How many of the documents that the server lacks lie on a neighbour's disk."""
        return self._neighbours.last_news.second_copies

    def stop(self) -> None:
        """Say good-bye and end."""
        self._relay.stop()
        self._neighbours.stop()
