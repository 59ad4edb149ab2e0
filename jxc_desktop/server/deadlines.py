"""Connections that dawdle: who does not say in time what is wanted is hung up on."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""From the first byte of a request to the end of its headers (slow loris)."""


class PunctualProtocol(H11Protocol):
    """uvicorn's own HTTP/1.1, with a deadline for the headers; bodies have theirs in the door."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A new connection owes its first request."""
        super().connection_made(transport)
        self._arm()

    def data_received(self, data: bytes) -> None:
        """Headers that are not whole yet go on owing; whole ones have arrived."""
        super().data_received(data)
        if self._request_is_whole():
            self._disarm()
        elif self._deadline is None:
            self._arm()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is owed any more."""
        self._disarm()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """The server ends: who waits idly is hung up on, since TLS would wait for a goodbye."""
        super().shutdown()
        if not self._request_is_whole():
            self.transport.abort()

    def _request_is_whole(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _arm(self) -> None:
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._hang_up)

    def _disarm(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _hang_up(self) -> None:
        self._deadline = None
        if not self._request_is_whole() and not self.transport.is_closing():
            self.transport.abort()
