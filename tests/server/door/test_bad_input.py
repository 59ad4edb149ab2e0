"""What harm and accident send: a clear answer each, nothing stored, the server alive."""

from __future__ import annotations

import logging
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jxc_desktop.server import deadlines, door_body
from jxc_desktop.sync import wire
from jxc_desktop.sync.packing import INFLATED_MAX, PACKED_MAX, packed
from tests.server.door.knocking import Company, hello, of_unknown_kind, post
from tests.server.tills import packets
from tests.shop import Shop

TOKEN = b"k" * 32


@pytest.fixture
def tied(company: Company, shop: Shop) -> Iterator[Company]:
    """A company with the shop in it; afterwards the server must still be well."""
    company.enrol_shop(shop, TOKEN)
    yield company
    with company.raw(TOKEN) as client:
        assert post(client, "/v1/hello", hello()) == (200, "")


def _push(company: Company, *pieces: wire.ChainPiece) -> list[wire.Verdict]:
    answer = company.port(TOKEN).push(wire.PushAsked(pieces))
    return [verdict for piece in answer.verdicts for verdict in piece]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(max_size=400), plain=st.booleans())
def test_whatever_bytes_come_are_answered(tied: Company, body: bytes, plain: bool) -> None:
    with tied.raw(TOKEN) as client:
        headers = {} if plain else {"Content-Encoding": "identity"}
        for path in ("hello", "push", "pull", "chain"):
            status, code = post(client, f"/v1/{path}", body, **headers)
            assert status in {200, 400, 429}, (path, status, code)
    assert tied.stored == 0


def test_a_forged_signature_is_refused_and_not_stored(tied: Company, shop: Shop) -> None:
    good = packets(shop)
    bad = wire.Packet(good.packets[-1].spelled, bytes(64))
    piece = msgspec.structs.replace(good, packets=(*good.packets[:-1], bad))
    verdicts = _push(tied, piece)
    assert verdicts[-1].outcome is wire.Outcome.REFUSED
    assert verdicts[-1].why
    assert tied.stored == len(good.packets) - 1


def test_a_changed_byte_is_refused(tied: Company, shop: Shop) -> None:
    good = packets(shop)
    spelled = good.packets[0].spelled.replace(b'"sequence":1', b'"sequence":1 ', 1)
    bad = wire.Packet(spelled, good.packets[0].signature)
    verdicts = _push(tied, msgspec.structs.replace(good, packets=(bad, *good.packets[1:])))
    assert verdicts[0].outcome is wire.Outcome.REFUSED
    assert tied.stored == 0


def test_a_chain_that_leaves_documents_out_waits_for_them(tied: Company, shop: Shop) -> None:
    verdicts = _push(tied, packets(shop, first=3))
    assert verdicts[0].outcome is wire.Outcome.GAP
    assert verdicts[0].expected == 1
    assert tied.stored == 0


def test_a_replay_is_known_and_changes_nothing(tied: Company, shop: Shop) -> None:
    first = _push(tied, packets(shop))
    stored = tied.stored
    again = _push(tied, packets(shop), packets(shop))
    assert {each.outcome for each in again} == {wire.Outcome.KNOWN}
    assert [each.position for each in again] == [each.position for each in first] * 2
    assert tied.stored == stored


def test_a_body_said_to_be_a_gigabyte_is_not_even_read(tied: Company) -> None:
    line = tied.socket()
    head = (
        f"POST /v1/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN.hex()}\r\n"
        f"X-Jxc-Tenant: {tied.name}\r\nContent-Type: application/vnd.jxc.v1+msgpack\r\n"
        f"Content-Length: {1 << 30}\r\n\r\n"
    )
    line.sendall(head.encode())
    assert b" 413 " in line.recv(4096).split(b"\r\n")[0]
    line.close()


def test_a_gigabyte_that_comes_in_pieces_is_cut_off(tied: Company) -> None:
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(1 << 10):
            sent += 1 << 20
            yield bytes(1 << 20)

    headers = {"Content-Type": "application/vnd.jxc.v1+msgpack"}
    # The server answers and hangs up while the rest is still being sent: both ends are right.
    with tied.raw(TOKEN) as client:
        try:
            status = client.post("/v1/push", content=pieces(), headers=headers).status_code
        except (httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError):
            status = 413
    assert status == 413
    assert sent < 20 * PACKED_MAX


def test_a_zip_bomb_does_not_go_off(tied: Company) -> None:
    bomb = zlib.compress(bytes(INFLATED_MAX + (1 << 20)), 9)
    assert len(bomb) < 100_000
    with tied.raw(TOKEN) as client:
        headers = {"Content-Encoding": "deflate"}
        assert post(client, "/v1/push", bomb, **headers) == (413, "too_large")


def test_who_dawdles_over_the_headers_is_hung_up_on(
    tied: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "HEAD_SECONDS", 0.3)
    line = tied.socket()
    line.settimeout(10)
    line.sendall(b"POST /v1/push HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    begun = time.monotonic()
    with suppress(ConnectionError):
        assert line.recv(100) == b""
    assert time.monotonic() - begun < 5
    line.close()


def test_who_dawdles_over_the_body_is_told_so(
    tied: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door_body, "BODY_SECONDS", 0.3)
    line = tied.socket()
    line.settimeout(10)
    head = (
        f"POST /v1/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN.hex()}\r\n"
        f"X-Jxc-Tenant: {tied.name}\r\nContent-Type: application/vnd.jxc.v1+msgpack\r\n"
        "Content-Length: 1000\r\n\r\nslow"
    )
    line.sendall(head.encode())
    assert b" 408 " in line.recv(4096).split(b"\r\n")[0]
    line.close()


def test_a_kind_that_nobody_knows_yet_is_stored_and_parked(tied: Company, shop: Shop) -> None:
    verdicts = _push(tied, of_unknown_kind(shop))
    assert verdicts[-1].outcome is wire.Outcome.STORED
    assert verdicts[-1].parked


def test_a_newer_protocols_fields_do_not_disturb(tied: Company) -> None:
    newer = wire.HelloAsked("9", 99, 1, 0, 0, b"", 0, protocol=9)
    asked = msgspec.msgpack.decode(msgspec.msgpack.encode(newer))
    asked["something_new"] = [1, 2, 3]
    body = zlib.compress(msgspec.msgpack.encode(asked))
    with tied.raw(TOKEN) as client:
        headers = {"Content-Encoding": "deflate"}
        assert post(client, "/v1/hello", body, **headers) == (200, "")


@pytest.mark.parametrize("path", ["/", "/v2/hello", "/v1/../etc/passwd", "/v1/snapshot/..%2fx"])
def test_paths_that_are_not_there_say_so(tied: Company, path: str) -> None:
    with tied.raw(TOKEN) as client:
        assert client.get(path).status_code in {404, 400}


def test_a_number_that_is_none_is_refused(tied: Company) -> None:
    with tied.raw(TOKEN) as client:
        for after in ("x", "-1", "9" * 40, "１"):
            assert client.get("/v1/foreign", params={"after": after}).status_code == 400


def test_every_call_leaves_a_line_without_secrets(
    tied: Company, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("jxc.server")
    logger.addHandler(caplog.handler)
    logger.setLevel(logging.INFO)
    try:
        with tied.raw(TOKEN) as client:
            post(client, "/v1/push", packed(wire.PullAsked({})))
    finally:
        logger.removeHandler(caplog.handler)
    lines = [record for record in caplog.records if record.getMessage() == "call"]
    assert lines
    facts = lines[-1].facts  # type: ignore[attr-defined]
    assert facts["path"] == "/v1/push"
    assert facts["terminal"] == 1
    assert facts["refused"] == "unreadable"
    assert TOKEN.hex() not in str([record.__dict__ for record in lines])
