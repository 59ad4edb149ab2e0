"""Whatever a network does instead of what was asked is told apart, and breaks nothing."""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from jxc_desktop.domain.sync_facts import NetworkTroubleKind
from jxc_desktop.server.tls import ServerKeys
from jxc_desktop.sync import client as client_module
from jxc_desktop.sync import wire
from jxc_desktop.sync.client import HttpServer, base_url
from jxc_desktop.sync.packing import CODING, CONTENT_TYPE, packed
from jxc_desktop.sync.ports import NetworkTrouble

HELLO = wire.HelloAsked("1", 1, 1, 0, 0, b"", 0)
WELCOME = wire.HelloAnswer("epoch", (0, 1), 0)
OURS = f"Content-Type: {CONTENT_TYPE}\r\nContent-Encoding: {CODING}\r\n"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> ServerKeys:
    made = ServerKeys(tmp_path_factory.mktemp("keys"))
    made.make_authority("tests")
    made.make_certificate(["shop.example"])
    return made


@dataclass(frozen=True, slots=True)
class Tie:
    address: str
    ca_pem: str
    tenant: str = "shop"


def said(status: str, body: bytes, headers: str = OURS) -> bytes:
    head = f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@contextmanager
def answering(
    keys: ServerKeys, answer: Callable[[socket.socket], None], *, tls: bool = True
) -> Iterator[Tie]:
    """A server that does with each connection what the test says."""
    listening = socket.create_server(("127.0.0.1", 0))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(keys.certificate, keys.key)

    ended = threading.Event()

    def serve() -> None:
        while True:
            plain, _ = listening.accept()
            if ended.is_set():
                plain.close()
                return
            plain.settimeout(10)
            with suppress(OSError), _spoken(plain, context if tls else None) as line:
                _heard(line)
                answer(line)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield Tie(f"127.0.0.1:{listening.getsockname()[1]}", keys.authority.read_text("ascii"))
    finally:
        ended.set()
        socket.create_connection(listening.getsockname()).close()
        thread.join(12)
        listening.close()


def _spoken(plain: socket.socket, context: ssl.SSLContext | None) -> socket.socket:
    if context is None:
        return plain
    try:
        return context.wrap_socket(plain, server_side=True)
    except OSError:
        plain.close()
        raise


def _heard(line: socket.socket) -> None:
    """Read the whole call: who hangs up on unread bytes takes the answer back."""
    if not isinstance(line, ssl.SSLSocket):
        line.recv(65536)
        return
    said_so_far = b""
    while b"\r\n\r\n" not in said_so_far:
        piece = line.recv(65536)
        if not piece:
            return
        said_so_far += piece
    head, _, body = said_so_far.partition(b"\r\n\r\n")
    found = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    while found is not None and len(body) < int(found[1]):
        body += line.recv(65536)


def trouble_with(tie: Tie) -> NetworkTrouble:
    server = HttpServer(tie, b"t" * 32)
    try:
        with pytest.raises(NetworkTrouble) as trouble:
            server.hello(HELLO)
    finally:
        server.close()
    return trouble.value


def answer_to(tie: Tie) -> wire.HelloAnswer:
    server = HttpServer(tie, b"t" * 32)
    try:
        return server.hello(HELLO)
    finally:
        server.close()


def test_an_answer_is_read(keys: ServerKeys) -> None:
    with answering(keys, lambda line: line.sendall(said("200 OK", packed(WELCOME)))) as tie:
        assert answer_to(tie) == WELCOME


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (said("200 OK", b"<html>sign in</html>", "Content-Type: text/html\r\n"), "captive"),
        (said("302 Found", b"", "Location: http://login.example/\r\n"), "captive"),
        (said("407 Proxy", b"who are you", "Content-Type: text/plain\r\n"), "captive"),
        (said("502 Bad Gateway", b"nginx", "Content-Type: text/html\r\n"), "server_fault"),
        (said("500 Fault", packed(wire.Trouble("fault"))), "server_fault"),
        (said("503 Busy", packed(wire.Trouble("busy", "", 7))), "busy"),
        (said("429 Slow", packed(wire.Trouble("busy", "", 7))), "busy"),
        (said("401 Who", packed(wire.Trouble("token_unknown"))), "token_unknown"),
        (said("403 No", packed(wire.Trouble("revoked"))), "revoked"),
        (said("426 Old", packed(wire.Trouble("too_old"))), "too_old"),
        (said("200 OK", b"\x00garbage"), "unreadable"),
        (said("200 OK", packed(wire.Trouble("x"))), "unreadable"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nonly this", "unreadable"),
        (b"SSH-2.0-OpenSSH\r\n", "unreadable"),
    ],
)
def test_each_wrong_answer_has_its_kind(keys: ServerKeys, given: bytes, kind: str) -> None:
    with answering(keys, lambda line: line.sendall(given)) as tie:
        trouble = trouble_with(tie)
    assert trouble.kind is NetworkTroubleKind(kind), trouble.detail
    assert trouble.retry_seconds == (7 if kind == "busy" else 0)


def test_who_does_not_speak_tls_is_no_server_of_ours(keys: ServerKeys) -> None:
    page = said("200 OK", b"sign in", "Content-Type: text/html\r\n")
    with answering(keys, lambda line: line.sendall(page), tls=False) as tie:
        assert trouble_with(tie).kind is NetworkTroubleKind.CAPTIVE


def test_a_line_that_is_open_and_says_nothing_times_out(
    keys: ServerKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "READ_SECONDS", 0.3)
    with answering(keys, lambda _line: time.sleep(1)) as tie:
        assert trouble_with(tie).kind is NetworkTroubleKind.TIMEOUT


def test_an_answer_that_trickles_is_given_up(
    keys: ServerKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "ANSWER_SECONDS", 0.2)

    def trickle(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n" + OURS.encode() + b"\r\n")
        for _ in range(20):
            line.sendall(b"x")
            time.sleep(0.05)

    with answering(keys, trickle) as tie:
        assert trouble_with(tie).kind is NetworkTroubleKind.TIMEOUT


def test_nobody_at_the_address_is_unreachable(keys: ServerKeys) -> None:
    free = socket.create_server(("127.0.0.1", 0))
    address = f"127.0.0.1:{free.getsockname()[1]}"
    free.close()
    trouble = trouble_with(Tie(address, keys.authority.read_text("ascii")))
    assert trouble.kind is NetworkTroubleKind.UNREACHABLE


def test_another_authority_is_not_believed(keys: ServerKeys, tmp_path: Path) -> None:
    other = ServerKeys(tmp_path)
    other.make_authority("somebody else")
    other.make_certificate(["shop.example"])
    with answering(other, lambda line: line.sendall(said("200 OK", packed(WELCOME)))) as tie:
        wrong = Tie(tie.address, keys.authority.read_text("ascii"))
        assert trouble_with(wrong).kind is NetworkTroubleKind.TLS


@pytest.mark.parametrize("years", [-20, 20])
def test_a_clock_that_is_years_off_cuts_nobody_off(
    keys: ServerKeys, tmp_path: Path, years: int
) -> None:
    certificate = tmp_path / "server.pem"
    certificate.write_bytes(_valid_in(keys, datetime.now(UTC) + timedelta(days=365 * years)))
    aged = ServerKeys(keys.key.parent)
    aged.certificate = certificate
    with answering(aged, lambda line: line.sendall(said("200 OK", packed(WELCOME)))) as tie:
        assert answer_to(tie) == WELCOME


def _valid_in(keys: ServerKeys, around: datetime) -> bytes:
    """The server's certificate as it would be with validity around that day."""
    was = x509.load_pem_x509_certificate(keys.certificate.read_bytes())
    authority = load_pem_private_key((keys.key.parent / "authority.key").read_bytes(), None)
    made = (
        x509.CertificateBuilder()
        .subject_name(was.subject)
        .issuer_name(was.issuer)
        .public_key(was.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(around - timedelta(days=1))
        .not_valid_after(around + timedelta(days=1))
    )
    for extension in was.extensions:
        made = made.add_extension(extension.value, extension.critical)
    return made.sign(authority, SHA256()).public_bytes(Encoding.PEM)  # type: ignore[arg-type]  # EC


def test_closing_breaks_a_call_off_at_once(keys: ServerKeys) -> None:
    with answering(keys, lambda _line: time.sleep(1.5)) as tie:
        server = HttpServer(tie, b"t" * 32)
        threading.Timer(0.3, server.close).start()
        begun = time.monotonic()
        with pytest.raises(NetworkTrouble):
            server.hello(HELLO)
        assert time.monotonic() - begun < 1.2


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("192.168.1.10", "https://192.168.1.10:8765"),
        (" shop.example.com:9000/ ", "https://shop.example.com:9000"),
        ("https://shop.example.com", "https://shop.example.com:8765"),
        ("fe80::1", "https://[fe80::1]:8765"),
        ("[fe80::1]:9000", "https://[fe80::1]:9000"),
    ],
)
def test_an_address_is_read_as_people_type_it(typed: str, url: str) -> None:
    assert base_url(typed) == url
