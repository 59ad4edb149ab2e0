"""A link of so many bits a second between a till and its server: a proxy on this machine."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = 4096


class SlowLink:
    """Both directions have the whole rate each; counts what passed."""

    def __init__(self, target: int, bits: int) -> None:
        """`target` is the server's port here, `bits` a second."""
        self._target, self._rate = target, bits / 8
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.up = self.down = 0
        self._open: list[socket.socket] = [self._listening]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Break everything off."""
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._target))
            self._open += [near, far]
            for source, sink, up in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._pump, args=(source, sink, up), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, up: bool) -> None:
        free = time.perf_counter()
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                free = max(free, time.perf_counter()) + len(piece) / self._rate
                time.sleep(max(0.0, free - time.perf_counter()))
                sink.sendall(piece)
                if up:
                    self.up += len(piece)
                else:
                    self.down += len(piece)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


@contextmanager
def slow_link(target: int, bits: int) -> Iterator[SlowLink]:
    """The link, until the block ends."""
    link = SlowLink(target, bits)
    try:
        yield link
    finally:
        link.close()
