"""A TCP line on loopback that delays what it carries, and can be cut and mended."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

_PIECE = 16_384


@dataclass
class BadLine:
    """Carries every connection to `target_port`, until it is cut."""

    target_port: int
    delay: float = 0.04
    cut: bool = False
    port: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen on a free port, which is then in `port`."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def partition(self) -> None:
        """Break every connection, and let no new one through until `mend`."""
        self.cut = True
        for writer in tuple(self._open):
            writer.transport.abort()

    def mend(self) -> None:
        """Let new connections through again."""
        self.cut = False

    async def stop(self) -> None:
        """End; nothing listens any more."""
        self.partition()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            if self.cut:
                return
            there, back = await asyncio.open_connection("127.0.0.1", self.target_port)
            self._open.add(back)
            try:
                await asyncio.gather(self._pump(reader, back), self._pump(there, writer))
            finally:
                self._open.discard(back)
                back.transport.abort()
        except OSError:
            pass  # the other side is gone, which is what a bad line is for
        finally:
            self._open.discard(writer)
            writer.transport.abort()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while piece := await source.read(_PIECE):
            await asyncio.sleep(self.delay)
            sink.write(piece)
            await sink.drain()
        if not sink.is_closing():
            sink.write_eof()
