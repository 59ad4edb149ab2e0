"""The line to the server of a shop that shall never have one: the demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.sync.ports import NetworkTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.queries.find_sync import SyncTie
    from jxc_desktop.store.keys import TillKeys
    from jxc_desktop.sync.ports import ServerPort
    from jxc_desktop.sync.wire import EnrolAnswer, EnrolAsked


class NoDoor:
    """Leads nowhere; whoever wants to join from the demo is told why not."""

    def __init__(self, _keys: TillKeys) -> None:
        """As every line is made."""

    def open(self, _tie: SyncTie) -> ServerPort:
        """There is none."""
        raise NetworkTrouble(NetworkTroubleKind.UNREACHABLE, "the demo stays alone")

    def listen(self, _tie: SyncTie, _moved: Callable[[], None]) -> None:
        """Nobody calls."""
        raise NetworkTrouble(NetworkTroubleKind.UNREACHABLE, "the demo stays alone")

    def enrol(self, _address: str, _asked: EnrolAsked) -> tuple[EnrolAnswer, str]:
        """The demo's made-up sales belong in nobody's book."""
        raise Refusal("demo_stays_alone")

    def close(self) -> None:
        """Nothing is open."""
