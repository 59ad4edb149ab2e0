"""The HTTP door: who calls, may they, and what is asked of which company's service."""

from __future__ import annotations

import hashlib
import math
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from jxc_desktop import __version__
from jxc_desktop.server.door_body import NotAnswered, answer, read_body
from jxc_desktop.server.door_faults import on_answered, on_fault, on_refusal, refused
from jxc_desktop.server.rate_limits import STRANGER_RATE, TERMINAL_RATE, Buckets, Rate
from jxc_desktop.server.refusals import RefusalCode, ServerRefusal
from jxc_desktop.sync import wire
from jxc_desktop.sync.enrol_code import with_fingerprint

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from jxc_desktop.domain.ids import TerminalNo
    from jxc_desktop.server.companies import Companies
    from jxc_desktop.server.metrics import Metrics
    from jxc_desktop.server.service import TenantService
    from jxc_desktop.server.wakes import Wakes

DATABASE_THREADS = 8
_KNOWN_SECONDS = 60.0
_TOKEN_DIGITS_MAX = 128

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Authority:
    """The private authority that terminals pin: its certificate, and its fingerprint in codes."""

    pem: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Caller:
    """An authenticated terminal, and the service of its company."""

    tenant: str
    service: TenantService
    terminal: TerminalNo


class Door:
    """Answers every path; nothing is said to strangers but health and enrolment."""

    def __init__(
        self,
        companies: Companies,
        authority: Authority,
        wakes: Wakes,
        metrics: Metrics,
        stranger_rate: Rate = STRANGER_RATE,
    ) -> None:
        self._companies, self._authority = companies, authority
        self._wakes, self._metrics = wakes, metrics
        self._terminals, self._strangers = Buckets(TERMINAL_RATE), Buckets(stranger_rate)
        self._known: dict[tuple[str, bytes], tuple[TerminalNo, float]] = {}
        self._threads: CapacityLimiter | None = None

    def app(self) -> Starlette:
        """The application that uvicorn runs."""
        posts = {
            "/v1/hello": self._hello,
            "/v1/push": self._push,
            "/v1/pull": self._pull,
            "/v1/chain": self._chain,
            "/v1/invite": self._invite,
            "/v1/revoke": self._revoke,
            "/v1/enrol": self._enrol,
        }
        gets = {
            "/v1/health": self._health,
            "/v1/enrol/ca": self._show_authority,
            "/v1/foreign": self._foreign,
            "/v1/exceptions": self._exceptions,
            "/v1/terminals": self._list_terminals,
            "/v1/heads": self._heads,
            "/v1/snapshot": self._snapshot,
            "/v1/snapshot/{name}": self._snapshot_part,
            "/v1/wake": self._wake,
        }
        app = Starlette(
            routes=[
                *(Route(path, end, methods=["POST"]) for path, end in posts.items()),
                *(Route(path, end, methods=["GET"]) for path, end in gets.items()),
            ],
            exception_handlers={
                NotAnswered: on_refusal,
                ServerRefusal: on_refusal,
                HTTPStatus.NOT_FOUND: refused("not_found"),
                HTTPStatus.METHOD_NOT_ALLOWED: refused("method"),
                Exception: on_fault,
            },
            lifespan=self._living,
        )
        app.add_middleware(on_answered, metrics=self._metrics)
        return app

    @asynccontextmanager
    async def _living(self, _app: Starlette) -> AsyncIterator[None]:
        self._threads = CapacityLimiter(DATABASE_THREADS)
        yield

    async def _off(self, call: Callable[[], R]) -> R:
        """Run what speaks to the database on a thread; there are only so many."""
        return await anyio.to_thread.run_sync(call, limiter=self._threads)

    async def _caller(self, request: Request) -> Caller:
        """Who calls; raises `NotAnswered` for strangers and for who asks too often."""
        tenant, token_hash = _credentials(request)
        try:
            service = await self._off(partial(self._companies.service, tenant))
            terminal = await self._off(partial(self._terminal, service, tenant, token_hash))
        except ServerRefusal as refusal:
            self._refuse_often(self._strangers, _address(request))
            raise NotAnswered(HTTPStatus.UNAUTHORIZED, "token_unknown") from refusal
        request.state.facts = {"tenant": tenant, "terminal": int(terminal)}
        self._refuse_often(self._terminals, (tenant, terminal))
        return Caller(tenant, service, terminal)

    def _terminal(self, service: TenantService, tenant: str, token_hash: bytes) -> TerminalNo:
        """The token's terminal: asked once a minute; whether it was revoked, at every call."""
        key, now = (tenant, token_hash), time.monotonic()
        known = self._known.get(key)
        if known is None or now - known[1] > _KNOWN_SECONDS:
            known = (service.authenticate(token_hash), now)
            self._known[key] = known
        return known[0]

    def _refuse_often(self, buckets: Buckets, caller: object) -> None:
        seconds = buckets.wait_seconds(caller)
        if seconds:
            retry = math.ceil(seconds)
            raise NotAnswered(HTTPStatus.TOO_MANY_REQUESTS, "busy", "too many calls", retry)

    async def _hello(self, request: Request) -> Response:
        caller = await self._caller(request)
        asked = await read_body(request, wire.HelloAsked)
        return answer(await self._off(partial(caller.service.hello, caller.terminal, asked)))

    async def _push(self, request: Request) -> Response:
        caller = await self._caller(request)
        asked = await read_body(request, wire.PushAsked)
        given = await self._off(partial(caller.service.push, caller.terminal, asked))
        self._metrics.count_push(given)
        return answer(given)

    async def _pull(self, request: Request) -> Response:
        caller = await self._caller(request)
        asked = await read_body(request, wire.PullAsked)
        return answer(await self._off(partial(caller.service.pull, caller.terminal, asked)))

    async def _chain(self, request: Request) -> Response:
        caller = await self._caller(request)
        asked = await read_body(request, wire.ChainHashesAsked)
        return answer(await self._off(partial(caller.service.chain_hashes, caller.terminal, asked)))

    async def _invite(self, request: Request) -> Response:
        caller = await self._caller(request)
        asked = await read_body(request, wire.InviteAsked)
        made = await self._off(partial(caller.service.invite, caller.terminal, asked))
        code = with_fingerprint(self._authority.fingerprint, made.code)
        return answer(wire.InviteAnswer(code, made.expires))

    async def _revoke(self, request: Request) -> Response:
        caller = await self._caller(request)
        asked = await read_body(request, wire.RevokeAsked)
        await self._off(partial(caller.service.revoke, caller.terminal, asked))
        return answer(wire.Trouble("done"))

    async def _enrol(self, request: Request) -> Response:
        self._refuse_often(self._strangers, _address(request))
        asked = await read_body(request, wire.EnrolAsked)
        return answer(await self._off(partial(self._companies.enrol, asked)))

    async def _foreign(self, request: Request) -> Response:
        caller = await self._caller(request)
        after = _whole(request, "after")
        return answer(await self._off(partial(caller.service.foreign, caller.terminal, after)))

    async def _exceptions(self, request: Request) -> Response:
        caller = await self._caller(request)
        after = _whole(request, "after")
        return answer(await self._off(partial(caller.service.exceptions, caller.terminal, after)))

    async def _list_terminals(self, request: Request) -> Response:
        caller = await self._caller(request)
        return answer(await self._off(partial(caller.service.terminals, caller.terminal)))

    async def _heads(self, request: Request) -> Response:
        caller = await self._caller(request)
        return answer(await self._off(partial(caller.service.heads, caller.terminal)))

    async def _snapshot(self, request: Request) -> Response:
        caller = await self._caller(request)
        return answer(await self._off(partial(caller.service.snapshot, caller.terminal)))

    async def _snapshot_part(self, request: Request) -> Response:
        caller = await self._caller(request)
        name = request.path_params["name"]
        path = await self._off(partial(caller.service.snapshot_path, caller.terminal, name))
        return FileResponse(path, media_type="application/octet-stream")

    async def _wake(self, request: Request) -> Response:
        caller = await self._caller(request)
        streams = await self._off(partial(caller.service.streams, caller.terminal))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        lines = self._wakes.listen(caller.tenant, streams)
        return StreamingResponse(lines, media_type="text/event-stream", headers=headers)

    async def _health(self, _request: Request) -> Response:
        return JSONResponse({"ok": True, "version": __version__})

    async def _show_authority(self, request: Request) -> Response:
        self._refuse_often(self._strangers, _address(request))
        return PlainTextResponse(self._authority.pem)


def _credentials(request: Request) -> tuple[str, bytes]:
    """Company and token hash; the database knows tokens by their hash alone."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    tenant = request.headers.get("x-jxc-tenant", "")
    try:
        raw = bytes.fromhex(token) if len(token) <= _TOKEN_DIGITS_MAX else b""
    except ValueError:
        raw = b""
    if kind != "Bearer" or not raw:
        raise NotAnswered(HTTPStatus.UNAUTHORIZED, "token_unknown", "no token")
    return tenant, hashlib.sha256(raw).digest()


def _address(request: Request) -> str:
    return "" if request.client is None else request.client.host


def _whole(request: Request, name: str) -> int:
    text = request.query_params.get(name, "0")
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise ServerRefusal(RefusalCode.UNREADABLE, f"{name} is no number")
    return int(text)
