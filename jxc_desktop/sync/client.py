"""One terminal's line to its server over HTTPS; whatever goes wrong is told as `NetworkTrouble`."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import httpx
import httpx_sse

from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.sync import wire
from jxc_desktop.sync.packing import (
    CODING,
    CONTENT_TYPE,
    PACKED_MAX,
    PackingTrouble,
    packed,
    unpacked,
)
from jxc_desktop.sync.ports import NetworkTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import msgspec

CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0
ANSWER_SECONDS = 180.0
"""From the first byte of an answer to its last; a page takes a second on the slowest line."""
HEARTBEAT_SECONDS = 45.0
"""The server says something on the wake line at least every 20 seconds; else it is half-open."""
PORT = 8765
_SNAPSHOT_PIECE = 256 * 1024

S = TypeVar("S")


class Pinned(Protocol):
    """What a terminal remembers of its server."""

    @property
    def address(self) -> str:
        """`host` or `host:port`."""
        ...

    @property
    def tenant(self) -> str:
        """The company's name at the server."""
        ...

    @property
    def ca_pem(self) -> str:
        """The only authority that is believed."""
        ...


class HttpServer:
    """`sync.ports.ServerPort` over HTTPS, with connections that are kept.

    Calls may come from one thread at a time; `close` from any: what is under way then raises.
    """

    def __init__(self, tie: Pinned, token: bytes, *, through_proxy: bool = False) -> None:
        """`token` is the terminal's own (`TillKeys.sync_token`).

        Proxies from the environment are used only where the shop asks for it: a forgotten one must
        not keep a till offline.
        """
        self._closed = threading.Event()
        self._sockets: list[socket.socket] = []
        headers = {
            "Authorization": f"Bearer {token.hex()}",
            "X-Jxc-Tenant": tie.tenant,
            "Accept": CONTENT_TYPE,
            "Accept-Encoding": CODING,
        }
        with _told_plainly(self._closed):
            self._client = httpx.Client(
                base_url=base_url(tie.address),
                headers=headers,
                verify=pinned_context(tie.ca_pem),
                timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
                limits=httpx.Limits(max_connections=2, max_keepalive_connections=2),
                trust_env=through_proxy,
                follow_redirects=False,
            )

    def hello(self, asked: wire.HelloAsked) -> wire.HelloAnswer:
        """Begin an exchange."""
        return self._post("/v1/hello", asked, wire.HelloAnswer)

    def push(self, asked: wire.PushAsked) -> wire.PushAnswer:
        """Hand documents over."""
        return self._post("/v1/push", asked, wire.PushAnswer)

    def pull(self, asked: wire.PullAsked) -> wire.PullAnswer:
        """The next page."""
        return self._post("/v1/pull", asked, wire.PullAnswer)

    def foreign(self, after: int) -> wire.ForeignAnswer:
        """What changed at other stores."""
        return self._get("/v1/foreign", wire.ForeignAnswer, after=after)

    def exceptions(self, after: int) -> wire.ExceptionsAnswer:
        """What a person should look at."""
        return self._get("/v1/exceptions", wire.ExceptionsAnswer, after=after)

    def terminals(self) -> wire.TerminalsAnswer:
        """All terminals."""
        return self._get("/v1/terminals", wire.TerminalsAnswer)

    def snapshot(self) -> wire.SnapshotAnswer:
        """A snapshot to start from; the server may build it first, which takes its time."""
        return self._get("/v1/snapshot", wire.SnapshotAnswer, seconds=600.0)

    def snapshot_part(self, name: str, offset: int, take: Callable[[bytes], None]) -> None:
        """The bytes of a part from `offset` on; the caller compares the SHA-256 in the end."""
        headers = {"Range": f"bytes={offset}-"} if offset else {}
        path = f"/v1/snapshot/{name}"
        with (
            _told_plainly(self._closed),
            self._client.stream(
                "GET", path, headers=headers, extensions={"trace": self._seen}
            ) as answer,
        ):
            if answer.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                return
            if answer.status_code not in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
                raise trouble_of(answer, _whole_body(answer))
            if offset and answer.status_code == HTTPStatus.OK:
                raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, "the range was ignored")
            for piece in answer.iter_raw(_SNAPSHOT_PIECE):
                take(piece)

    def chain_hashes(self, asked: wire.ChainHashesAsked) -> wire.ChainHashesAnswer:
        """To find where two branches part."""
        return self._post("/v1/chain", asked, wire.ChainHashesAnswer)

    def heads(self) -> wire.HeadsAnswer:
        """How much of every chain the server holds."""
        return self._get("/v1/heads", wire.HeadsAnswer)

    def invite(self, asked: wire.InviteAsked) -> wire.InviteAnswer:
        """A one-time code for a new terminal."""
        return self._post("/v1/invite", asked, wire.InviteAnswer)

    def revoke(self, asked: wire.RevokeAsked) -> None:
        """Let a terminal in no more."""
        self._post("/v1/revoke", asked, wire.Trouble)

    def enrol(self, asked: wire.EnrolAsked) -> wire.EnrolAnswer:
        """Ask to be let in; TOKEN_UNKNOWN where the code is not good."""
        return self._post("/v1/enrol", asked, wire.EnrolAnswer)

    def wake(self, moved: Callable[[], None]) -> None:
        """Call `moved` at each of the server's events, until the line breaks or is closed."""
        quiet = httpx.Timeout(HEARTBEAT_SECONDS, connect=CONNECT_SECONDS)
        with (
            _told_plainly(self._closed),
            httpx_sse.connect_sse(
                self._client, "GET", "/v1/wake", timeout=quiet, extensions={"trace": self._seen}
            ) as events,
        ):
            if events.response.status_code != HTTPStatus.OK:
                raise trouble_of(events.response, _whole_body(events.response))
            for event in events.iter_sse():
                if event.event == "moved":
                    moved()

    def close(self) -> None:
        """Break off whatever is under way, and answer nothing any more."""
        self._closed.set()
        for each in self._sockets:
            # Not the TLS socket's own way, which would take it apart under whoever reads from it.
            with suppress(OSError):
                socket.socket.shutdown(each, socket.SHUT_RDWR)
        self._client.close()

    def _seen(self, event: str, facts: Mapping[str, Any]) -> None:
        """Hear of every connection, so that `close` can break it off (httpcore's trace)."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            self._sockets = [each for each in self._sockets if each.fileno() >= 0]
            self._sockets.append(facts["return_value"].get_extra_info("socket"))
            if self._closed.is_set():
                raise NetworkTrouble(NetworkTroubleKind.UNREACHABLE, "closed")

    def _post(self, path: str, asked: msgspec.Struct, kind: type[S]) -> S:
        headers = {"Content-Type": CONTENT_TYPE, "Content-Encoding": CODING}
        return self._ask("POST", path, kind, content=packed(asked), headers=headers)

    def _get(self, path: str, kind: type[S], *, seconds: float = READ_SECONDS, **query: int) -> S:
        timeout = httpx.Timeout(seconds, connect=CONNECT_SECONDS)
        return self._ask("GET", path, kind, params=query, timeout=timeout)

    def _ask(self, method: str, path: str, kind: type[S], **how: object) -> S:
        how["extensions"] = {"trace": self._seen}
        with (
            _told_plainly(self._closed),
            self._client.stream(method, path, **how) as answer,  # type: ignore[arg-type]
        ):
            return read_answer(answer, kind)


def read_answer(answer: httpx.Response, kind: type[S]) -> S:
    """The struct in an answer; raises `NetworkTrouble` for whatever else it is."""
    body = _whole_body(answer)
    if answer.status_code != HTTPStatus.OK:
        raise trouble_of(answer, body)
    if answer.headers.get("content-type", "").split(";")[0] != CONTENT_TYPE:
        raise NetworkTrouble(NetworkTroubleKind.CAPTIVE, _said(answer, body))
    try:
        return unpacked(body, answer.headers.get("content-encoding", ""), kind)
    except PackingTrouble as error:
        raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, str(error)) from error


def _whole_body(answer: httpx.Response) -> bytes:
    """All of it, within a size and a time: who trickles bytes is half-open, however alive."""
    body = bytearray()
    ends = time.monotonic() + ANSWER_SECONDS
    for piece in answer.iter_raw():
        body += piece
        if len(body) > PACKED_MAX:
            raise NetworkTrouble(NetworkTroubleKind.UNREADABLE, "far too long an answer")
        if time.monotonic() > ends:
            raise NetworkTrouble(NetworkTroubleKind.TIMEOUT, "the answer trickles")
    return bytes(body)


_BY_STATUS = {
    HTTPStatus.UNAUTHORIZED: NetworkTroubleKind.TOKEN_UNKNOWN,
    HTTPStatus.FORBIDDEN: NetworkTroubleKind.REVOKED,
    HTTPStatus.UPGRADE_REQUIRED: NetworkTroubleKind.TOO_OLD,
    HTTPStatus.TOO_MANY_REQUESTS: NetworkTroubleKind.BUSY,
    HTTPStatus.SERVICE_UNAVAILABLE: NetworkTroubleKind.BUSY,
}


def trouble_of(answer: httpx.Response, body: bytes) -> NetworkTrouble:
    """What an answer that is no success means."""
    ours = answer.headers.get("content-type", "").split(";")[0] == CONTENT_TYPE
    detail = _said(answer, body)
    if not ours:
        gateway = answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
        kind = NetworkTroubleKind.SERVER_FAULT if gateway else NetworkTroubleKind.CAPTIVE
        return NetworkTrouble(kind, detail)
    try:
        told = unpacked(body, answer.headers.get("content-encoding", ""), wire.Trouble)
    except PackingTrouble as error:
        return NetworkTrouble(NetworkTroubleKind.UNREADABLE, str(error))
    status = HTTPStatus(answer.status_code)
    if status in _BY_STATUS and told.code != "not_allowed":
        kind = _BY_STATUS[status]
    elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        kind = NetworkTroubleKind.SERVER_FAULT
    else:
        kind = NetworkTroubleKind.UNREADABLE
    return NetworkTrouble(kind, f"{told.code}: {told.why}", told.retry_seconds)


def _said(answer: httpx.Response, body: bytes) -> str:
    start = body[:80].decode("utf-8", "replace")
    return f"HTTP {answer.status_code} {answer.headers.get('content-type', '')} {start!r}"


class _told_plainly:  # noqa: N801 (reads as what it does)
    """Turns what the network library raises into `NetworkTrouble`."""

    def __init__(self, closed: threading.Event) -> None:
        self._closed = closed

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None or isinstance(error, NetworkTrouble):
            return
        if self._closed.is_set() and isinstance(error, httpx.HTTPError | RuntimeError | OSError):
            raise NetworkTrouble(NetworkTroubleKind.UNREACHABLE, "closed") from error
        found = _kind_of(error)
        if found is not None:
            raise NetworkTrouble(found, f"{type(error).__name__}: {error}") from error


_NO_TLS_AT_ALL = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"})
"""A sign-in page or another program answers on the port."""


def _kind_of(error: BaseException) -> NetworkTroubleKind | None:
    for each in _causes(error):
        if isinstance(each, ssl.SSLError):
            spoke_plainly = each.reason in _NO_TLS_AT_ALL
            return NetworkTroubleKind.CAPTIVE if spoke_plainly else NetworkTroubleKind.TLS
    if isinstance(error, httpx.TimeoutException):
        timed_out = not isinstance(error, httpx.ConnectTimeout)
        return NetworkTroubleKind.TIMEOUT if timed_out else NetworkTroubleKind.UNREACHABLE
    if isinstance(error, httpx_sse.SSEError):
        return NetworkTroubleKind.CAPTIVE
    if isinstance(error, httpx.RemoteProtocolError | httpx.DecodingError):
        return NetworkTroubleKind.UNREADABLE
    if isinstance(error, httpx.HTTPError | httpx.InvalidURL | OSError):
        return NetworkTroubleKind.UNREACHABLE
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def base_url(address: str) -> str:
    """The URL of what a person typed: a host, with a port or without."""
    plain = address.strip().removeprefix("https://").removeprefix("jxc://").rstrip("/")
    bare_ipv6 = plain.count(":") > 1 and not plain.startswith("[")
    host = f"[{plain}]" if bare_ipv6 else plain
    has_port = ":" in host.rsplit("]", 1)[-1]
    return f"https://{host}" if has_port else f"https://{host}:{PORT}"


_NO_CHECK_TIME = ssl.VerifyFlags(0x200000)
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME, which Python has no name for."""


def pinned_context(ca_pem: str) -> ssl.SSLContext:
    """TLS that believes this one authority and no other; raises `ssl.SSLError` for a bad one.

    The authority was made for this server alone and signs nothing else. So its word is enough:
    a till whose clock is years off, a certificate that nobody renewed and a server that moved to
    another address must not cut anybody off.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_flags |= _NO_CHECK_TIME
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cadata=ca_pem)
    return context
