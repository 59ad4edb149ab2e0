"""What comes in at the HTTP door: bodies of the agreed kind, in time, and never too large."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

from starlette.responses import Response

from jxc_desktop.sync import wire
from jxc_desktop.sync.packing import (
    CODING,
    CONTENT_TYPE,
    PACKED_MAX,
    PackingTrouble,
    TooLarge,
    packed,
    unpacked,
)

if TYPE_CHECKING:
    import msgspec
    from starlette.requests import Request

BODY_SECONDS = 30.0
_HANG_UP = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE})
"""After these the rest of the body is not waited for."""

S = TypeVar("S")


class NotAnswered(Exception):
    """A call that ends here, with this status and trouble."""

    def __init__(self, status: HTTPStatus, code: str, why: str = "", retry: int = 0) -> None:
        super().__init__(f"{status.value} {code}: {why}")
        self.status = status
        self.trouble = wire.Trouble(code, why, retry)


async def read_body(request: Request, kind: type[S]) -> S:
    """The struct that was sent; raises `NotAnswered` for everything else."""
    headers = request.headers
    if headers.get("content-type", "").split(";")[0].strip() != CONTENT_TYPE:
        raise NotAnswered(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media_type", f"send {CONTENT_TYPE}")
    declared = headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > PACKED_MAX:
        raise _too_large()
    try:
        body = await asyncio.wait_for(_gathered(request), BODY_SECONDS)
    except TimeoutError as error:
        raise NotAnswered(HTTPStatus.REQUEST_TIMEOUT, "too_slow") from error
    try:
        return unpacked(body, headers.get("content-encoding", ""), kind)
    except TooLarge as error:
        raise _too_large() from error
    except PackingTrouble as error:
        raise NotAnswered(HTTPStatus.BAD_REQUEST, "unreadable", str(error)[:200]) from error


async def _gathered(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > PACKED_MAX:
            raise _too_large()
    return bytes(body)


def _too_large() -> NotAnswered:
    why = f"at most {PACKED_MAX} bytes"
    return NotAnswered(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", why)


def answer(struct: msgspec.Struct, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """The struct as an answer."""
    headers = {"Cache-Control": "no-store", "Content-Encoding": CODING}
    if status in _HANG_UP:
        headers["Connection"] = "close"
    if isinstance(struct, wire.Trouble) and struct.retry_seconds:
        headers["Retry-After"] = str(struct.retry_seconds)
    return Response(packed(struct), status, headers, CONTENT_TYPE)
