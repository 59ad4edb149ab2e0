"""How the door says no, and what it writes down of every call."""

from __future__ import annotations

import logging
import secrets
import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from jxc_desktop.server.call_log import LOGGER, told
from jxc_desktop.server.door_body import NotAnswered, answer
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.sync import wire

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from jxc_desktop.server.metrics import Metrics

_STATUS = {
    RefusalCode.TOKEN_UNKNOWN: HTTPStatus.UNAUTHORIZED,
    RefusalCode.UNKNOWN_TENANT: HTTPStatus.UNAUTHORIZED,
    RefusalCode.CODE_UNKNOWN: HTTPStatus.UNAUTHORIZED,
    RefusalCode.REVOKED: HTTPStatus.FORBIDDEN,
    RefusalCode.NOT_ALLOWED: HTTPStatus.FORBIDDEN,
    RefusalCode.OUT_OF_SCOPE: HTTPStatus.BAD_REQUEST,
    RefusalCode.UNREADABLE: HTTPStatus.BAD_REQUEST,
    RefusalCode.TERMINAL_TAKEN: HTTPStatus.CONFLICT,
    RefusalCode.NOT_FOUND: HTTPStatus.NOT_FOUND,
    RefusalCode.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
}
_COME_AGAIN_SECONDS = 5


async def on_refusal(request: Request, error: Exception) -> Response:
    """The answer for what the door or the service refused."""
    if isinstance(error, NotAnswered):
        status, trouble = error.status, error.trouble
    else:
        assert isinstance(error, ServerRefusal), "registered for these two"
        status = _STATUS[error.code]
        trouble = wire.Trouble(error.code.value, error.why, error.retry_seconds)
    request.state.refused = trouble.code
    return answer(trouble, status)


async def on_fault(request: Request, error: Exception) -> Response:
    """The answer for a bug or a broken database: logged in full, told in one word."""
    LOGGER.error("fault", exc_info=error, extra={"facts": {"path": request.url.path}})
    if isinstance(error, DBAPIError | PoolTimeout):
        trouble = wire.Trouble("busy", "the database does not answer", _COME_AGAIN_SECONDS)
        return answer(trouble, HTTPStatus.SERVICE_UNAVAILABLE)
    return answer(wire.Trouble("fault"), HTTPStatus.INTERNAL_SERVER_ERROR)


def refused(code: str) -> Callable[[Request, Exception], Awaitable[Response]]:
    """A handler for what Starlette itself refuses."""

    async def handle(_request: Request, error: Exception) -> Response:
        return answer(wire.Trouble(code), HTTPStatus(getattr(error, "status_code", 400)))

    return handle


class on_answered:  # noqa: N801 (reads as what it does)
    """Writes one line a call and counts it; pure ASGI, so that long answers pass through."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, call_id, status = time.monotonic(), secrets.token_hex(6), 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"].append((b"x-request-id", call_id.encode()))
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            self._note(scope, call_id, status, time.monotonic() - begun)

    def _note(self, scope: Scope, call_id: str, status: int, seconds: float) -> None:
        route = scope.get("route")
        path = getattr(route, "path", "other")
        self._metrics.count_call(path, status, seconds)
        state = scope.get("state", {})
        failed = status == 0 or status >= HTTPStatus.INTERNAL_SERVER_ERROR
        level = logging.ERROR if failed else logging.INFO
        refused_as = state.get("refused", "")
        told(
            "call",
            level,
            id=call_id,
            method=scope["method"],
            path=path,
            status=status,
            ms=round(seconds * 1000, 1),
            address=(scope.get("client") or ("",))[0],
            **({"refused": refused_as} if refused_as else {}),
            **state.get("facts", {}),
        )
