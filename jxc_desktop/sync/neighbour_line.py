"""A line between two tills on the LAN: sealed messages with limits on size and patience."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from jxc_desktop.sync import neighbour_wire as wire
from jxc_desktop.sync.neighbour_seal import (
    OPENING_BYTES,
    REPLY_BYTES,
    Caller,
    NeighbourStranger,
    Seal,
    StoreSecret,
    answer,
)

if TYPE_CHECKING:
    from jxc_desktop.sync.neighbour_wire import Message

FRAME_BYTES_MAX = 8 * 1024 * 1024
CONNECT_SECONDS = 2.0
GREETING_SECONDS = 3.0
"""From the first byte to the seal: who is slower is no till."""
FRAME_SECONDS = 5.0
"""From a frame's first byte to its last."""
IDLE_SECONDS = 60.0
_LENGTH_BYTES = 4


class NeighbourLine:
    """One conversation. Every fault of the other side ends it, with one of `LINE_FAULTS`."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seal: Seal
    ) -> None:
        """The streams after the greeting."""
        self._reader, self._writer, self._seal = reader, writer, seal

    @classmethod
    async def call(cls, host: str, port: int, secret: StoreSecret) -> NeighbourLine:
        """Call a neighbour."""
        async with asyncio.timeout(CONNECT_SECONDS):
            reader, writer = await asyncio.open_connection(host, port)
        caller = Caller(secret)
        try:
            async with asyncio.timeout(GREETING_SECONDS):
                writer.write(caller.opening())
                await writer.drain()
                seal = caller.hear_reply(await reader.readexactly(REPLY_BYTES))
        except BaseException:
            writer.close()
            raise
        return cls(reader, writer, seal)

    @classmethod
    async def greet(
        cls, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, secret: StoreSecret
    ) -> NeighbourLine:
        """Answer a neighbour's call; the caller of this closes `writer` where it fails."""
        async with asyncio.timeout(GREETING_SECONDS):
            reply, seal = answer(secret, await reader.readexactly(OPENING_BYTES))
            writer.write(reply)
            await writer.drain()
        return cls(reader, writer, seal)

    async def say(self, message: Message) -> None:
        """Send it; a neighbour that takes nothing for a while is given up."""
        sealed = self._seal.close(wire.spelled(message))
        async with asyncio.timeout(FRAME_SECONDS):
            self._writer.write(len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed)
            await self._writer.drain()

    async def hear(self, patience: float = IDLE_SECONDS) -> Message:
        """The next message; it may be long in coming but not in arriving."""
        async with asyncio.timeout(patience):
            head = await self._reader.readexactly(1)
        async with asyncio.timeout(FRAME_SECONDS):
            head += await self._reader.readexactly(_LENGTH_BYTES - 1)
            length = int.from_bytes(head, "big")
            if length > FRAME_BYTES_MAX:
                raise NeighbourStranger(f"a frame of {length} bytes")
            sealed = await self._reader.readexactly(length)
        return wire.read(self._seal.open(sealed))

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


LINE_FAULTS = (
    NeighbourStranger,
    OSError,
    TimeoutError,
    asyncio.IncompleteReadError,
    msgspec.MsgspecError,
)
"""What a conversation can end with: no fault of this till, and nothing is lost by it."""
