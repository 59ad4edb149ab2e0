"""The line to a server in memory, for tests of the whole window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.queries.find_sync import SyncTie
from jxc_desktop.store.keys import TillKeys
from jxc_desktop.sync.ports import NetworkTrouble, ServerPort
from jxc_desktop.sync.wire import EnrolAnswer, EnrolAsked
from tests.workers.small_server import SmallServer


@dataclass
class SmallDoor:
    """Lets everybody in who knows the code, as the terminal that the test says."""

    server: SmallServer = field(default_factory=SmallServer)
    terminal: int = 1
    code: str = "JXC1.GOOD"
    fails: NetworkTroubleKind | None = None
    detail: str = ""
    asked: list[EnrolAsked] = field(default_factory=list)
    _closed: threading.Event = field(default_factory=threading.Event)

    def __call__(self, _keys: TillKeys) -> SmallDoor:
        """As a line is made for a till."""
        return self

    def open(self, tie: SyncTie) -> ServerPort:
        self._fail()
        assert tie.tenant == "test"
        return self.server.port(self.terminal)

    def listen(self, _tie: SyncTie, _moved: Callable[[], None]) -> None:
        raise NetworkTrouble(NetworkTroubleKind.UNREACHABLE)

    def enrol(self, _address: str, asked: EnrolAsked) -> tuple[EnrolAnswer, str]:
        self._fail()
        if asked.code != self.code:
            raise NetworkTrouble(NetworkTroubleKind.TOKEN_UNKNOWN)
        self.asked.append(asked)
        number = asked.terminal or self.terminal
        return EnrolAnswer("test", "乐万家", number, 1, "one", bytes(32)), "pem"

    def close(self) -> None:
        self._closed.set()

    def _fail(self) -> None:
        if self.fails is not None:
            raise NetworkTrouble(self.fails, self.detail)
