"""How a till reaches its server: sessions, the wake line, and asking to be let in at first."""

from __future__ import annotations

import ssl
import threading
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx

from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.sync import wire
from jxc_desktop.sync.client import CONNECT_SECONDS, READ_SECONDS, HttpServer, base_url
from jxc_desktop.sync.enrol_code import BadCode, fingerprint_of, read_code
from jxc_desktop.sync.ports import NetworkTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.sync.client import Pinned
    from jxc_desktop.sync.ports import ServerPort

_CA_BYTES_MAX = 64 * 1024


class HttpLine:
    """The courier's line (`workers.sync_courier.ServerLine`), and enrolment.

    One session at a time, and the wake line beside it; `close` breaks both off from any thread.
    """

    def __init__(self, token: bytes, *, through_proxy: bool = False) -> None:
        """`token` is the terminal's own (`TillKeys.sync_token`)."""
        self._token, self._through_proxy = token, through_proxy
        self._lock = threading.Lock()
        self._session: HttpServer | None = None
        self._listening: HttpServer | None = None

    def open(self, tie: Pinned) -> ServerPort:
        """A fresh session; the one before is closed. Raises `NetworkTrouble`."""
        fresh = self._server(tie)
        with self._lock:
            before, self._session = self._session, fresh
        if before is not None:
            before.close()
        return fresh

    def listen(self, tie: Pinned, moved: Callable[[], None]) -> None:
        """Call `moved` whenever the server has something new; returns when `close` was called."""
        line = self._server(tie)
        with self._lock:
            self._listening = line
        try:
            line.wake(moved)
        except NetworkTrouble:
            with self._lock:
                closed = self._listening is not line
            if not closed:
                raise
        finally:
            line.close()

    def close(self) -> None:
        """Break off whatever is under way, at once."""
        with self._lock:
            open_ones = (self._session, self._listening)
            self._session = self._listening = None
        for each in open_ones:
            if each is not None:
                each.close()

    def enrol(self, address: str, asked: wire.EnrolAsked) -> tuple[wire.EnrolAnswer, str]:
        """Ask to join with the code in `asked`; the welcome, and the company's CA as PEM.

        Raises `NetworkTrouble`: TLS where the certificate is not the code's, TOKEN_UNKNOWN where
        the code is not good.
        """
        try:
            fingerprint, _secret = read_code(asked.code)
        except BadCode as error:
            raise NetworkTrouble(NetworkTroubleKind.TOKEN_UNKNOWN, f"code: {error}") from error
        ca_pem = fetch_authority(address)
        if fingerprint_of(ssl.PEM_cert_to_DER_cert(ca_pem)) != fingerprint:
            raise NetworkTrouble(NetworkTroubleKind.TLS, "the certificate is not the code's")
        server = HttpServer(
            _Address(address, ca_pem), self._token, through_proxy=self._through_proxy
        )
        try:
            return server.enrol(asked), ca_pem
        finally:
            server.close()

    def _server(self, tie: Pinned) -> HttpServer:
        return HttpServer(tie, self._token, through_proxy=self._through_proxy)


class _Address:
    """A server that is not ours yet."""

    tenant = ""

    def __init__(self, address: str, ca_pem: str) -> None:
        self.address, self.ca_pem = address, ca_pem


def fetch_authority(address: str) -> str:
    """The certificate that the server names as its authority: believed by nobody yet.

    The connection is not checked; the caller compares the certificate with the code's fingerprint.
    """
    unchecked = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    unchecked.check_hostname = False
    unchecked.verify_mode = ssl.CERT_NONE
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    try:
        with (
            httpx.Client(verify=unchecked, timeout=timeout, trust_env=False) as client,
            client.stream("GET", f"{base_url(address)}/v1/enrol/ca") as answer,
        ):
            body = next(answer.iter_bytes(_CA_BYTES_MAX), b"")
            status = answer.status_code
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        detail = f"{type(error).__name__}: {error}"
        raise NetworkTrouble(NetworkTroubleKind.UNREACHABLE, detail) from error
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise NetworkTrouble(NetworkTroubleKind.BUSY, "too many tries")
    text = body.decode("ascii", "replace")
    if status != HTTPStatus.OK or "BEGIN CERTIFICATE" not in text:
        raise NetworkTrouble(NetworkTroubleKind.CAPTIVE, f"HTTP {status}: {text[:80]!r}")
    return text
