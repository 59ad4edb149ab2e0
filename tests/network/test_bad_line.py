"""The bad line carries, delays, cuts and mends."""

from __future__ import annotations

import asyncio
import time

from tests.network.bad_line import BadLine


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(100):
            writer.write(piece)
    finally:
        writer.close()


async def _asked(port: int) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(b"hello")
        return await reader.read(100)
    except OSError:
        return b""
    finally:
        writer.transport.abort()


async def _play() -> None:
    server = await asyncio.start_server(_echo, "127.0.0.1", 0)
    line = BadLine(server.sockets[0].getsockname()[1])
    await line.start()
    began = time.monotonic()
    assert await _asked(line.port) == b"hello"
    assert time.monotonic() - began >= 2 * line.delay
    line.partition()
    assert await _asked(line.port) == b""
    line.mend()
    assert await _asked(line.port) == b"hello"
    await line.stop()
    server.close()


def test_the_line_delays_is_cut_and_is_mended() -> None:
    asyncio.run(asyncio.wait_for(_play(), 10))
