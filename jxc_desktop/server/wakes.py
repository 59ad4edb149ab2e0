"""Telling terminals that something moved: hints without data, to whoever listens at the moment."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

HEARTBEAT_SECONDS = 20.0
_MOVED = b"event: moved\ndata:\n\n"
_HEARTBEAT = b": here\n\n"


class Wakes:
    """Who listens, by company and stream. A lost hint makes a terminal slower, never wrong."""

    def __init__(self) -> None:
        self._listening: dict[str, set[_Listener]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    @property
    def count(self) -> int:
        """How many listen."""
        return sum(map(len, self._listening.values()))

    def moved(self, tenant: str, streams: Iterable[int]) -> None:
        """Wake who holds one of the streams; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake, tenant, frozenset(streams))

    def _wake(self, tenant: str, streams: frozenset[int]) -> None:
        for listener in self._listening.get(tenant, ()):
            if listener.streams & streams:
                listener.event.set()

    def close(self) -> None:
        """End every line; from any thread."""
        self._closed = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake_all)

    def _wake_all(self) -> None:
        for listeners in self._listening.values():
            for listener in listeners:
                listener.event.set()

    async def listen(self, tenant: str, streams: Iterable[int]) -> AsyncIterator[bytes]:
        """The events of one terminal, with a heartbeat where nothing moves.

        It begins with one: what was stored between the terminal's last look and this line's opening
        would otherwise wait for its next poll.
        """
        self._loop = asyncio.get_running_loop()
        listener = _Listener(frozenset(streams))
        self._listening[tenant].add(listener)
        try:
            yield _MOVED
            while not self._closed:
                try:
                    await asyncio.wait_for(listener.event.wait(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield _HEARTBEAT
                    continue
                listener.event.clear()
                if not self._closed:
                    yield _MOVED
        finally:
            self._listening[tenant].discard(listener)


class _Listener:
    """One terminal's line; hints that come while one waits to be sent are one."""

    def __init__(self, streams: frozenset[int]) -> None:
        self.streams = streams
        self.event = asyncio.Event()
