"""The line to the server over HTTPS, for a till with these keys; loaded by whoever first needs it.

HTTP and TLS take 0.1 s to load: a shop that stands alone never needs them, and no window waits.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.queries.find_sync import SyncTie
    from jxc_desktop.store.keys import TillKeys
    from jxc_desktop.sync.line import HttpLine
    from jxc_desktop.sync.ports import ServerPort
    from jxc_desktop.sync.wire import EnrolAnswer, EnrolAsked


class HttpDoor:
    """Opened on the thread that speaks to the server; `close` comes from any."""

    def __init__(self, keys: TillKeys) -> None:
        """Nothing is opened yet; every call says to which server."""
        self._keys = keys
        self._lock = threading.Lock()
        self._made: HttpLine | None = None

    def open(self, tie: SyncTie) -> ServerPort:
        """A fresh session; the one before is closed."""
        return self._line().open(tie)

    def listen(self, tie: SyncTie, moved: Callable[[], None]) -> None:
        """Call `moved` whenever the server has something new, until it is closed."""
        self._line().listen(tie, moved)

    def enrol(self, address: str, asked: EnrolAsked) -> tuple[EnrolAnswer, str]:
        """Ask to join; the welcome, and the company's CA as PEM."""
        return self._line().enrol(address, asked)

    def close(self) -> None:
        """Break off whatever is under way, at once."""
        with self._lock:
            made = self._made
        if made is not None:
            made.close()

    def _line(self) -> HttpLine:
        from jxc_desktop.sync.line import HttpLine  # noqa: PLC0415 (see above)

        with self._lock:
            if self._made is None:
                self._made = HttpLine(self._keys.sync_token)
            return self._made
