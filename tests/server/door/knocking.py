"""Terminals that knock at the door: with good tokens, with bad ones, and with bare sockets."""

from __future__ import annotations

import hashlib
import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import msgspec
from sqlalchemy import select

from jxc_desktop.documents.document import chain_hash
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.sync import wire
from jxc_desktop.sync.client import HttpServer, base_url, pinned_context
from jxc_desktop.sync.enrol_code import with_fingerprint
from jxc_desktop.sync.line import HttpLine
from jxc_desktop.sync.packing import CODING, CONTENT_TYPE, packed, unpacked
from tests.server.tills import packets

if TYPE_CHECKING:
    from jxc_desktop.server.program import ServerProgram
    from jxc_desktop.server.tls import ServerKeys
    from tests.shop import Shop


@dataclass(frozen=True, slots=True)
class Running:
    """The server as it runs."""

    program: ServerProgram
    keys: ServerKeys
    port: int

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def ca_pem(self) -> str:
        return self.keys.authority.read_text("ascii")


@dataclass(frozen=True, slots=True)
class Tie:
    """What a terminal remembers of the server."""

    address: str
    tenant: str
    ca_pem: str


class Company:
    """A company on the server, and its terminals' tokens."""

    def __init__(self, running: Running, name: str) -> None:
        self.running, self.name = running, name
        self.service = running.program.companies.start(name, "张记")
        self._open: list[HttpServer] = []

    @property
    def tie(self) -> Tie:
        return Tie(self.running.address, self.name, self.running.ca_pem)

    def code(self, **order: object) -> str:
        """A one-time code, as the command line prints it."""
        asked = wire.InviteAsked(**{"store": 0, "name": "till", "asked_by": 0, **order})  # type: ignore[arg-type]
        made = self.service.invite_from_server(asked)
        return with_fingerprint(self.running.keys.fingerprint(), made.code)

    def enrol(self, token: bytes, public_key: bytes = bytes(32), **order: object) -> int:
        """Let a terminal in over the network; its number."""
        line = HttpLine(token)
        answer, ca_pem = line.enrol(
            self.running.address, asked(self.code(**order), token, public_key)
        )
        assert ca_pem == self.running.ca_pem
        assert answer.tenant == self.name
        return answer.terminal

    def enrol_shop(self, shop: Shop, token: bytes) -> None:
        """Let a shop in that sells already, with its own numbers."""
        till = shop.store.till
        assert till is not None
        key = shop.signer.public_key().public_bytes_raw()
        line = HttpLine(token)
        code = self.code(existing=True)
        line.enrol(
            self.running.address,
            asked(code, token, key, terminal=till.terminal, store=till.store),
        )

    def port(self, token: bytes) -> HttpServer:
        """The terminal's session, until the test ends."""
        self._open.append(HttpServer(self.tie, token))
        return self._open[-1]

    def close(self) -> None:
        """Hang up."""
        for each in self._open:
            each.close()

    def raw(self, token: bytes | None = None, tenant: str | None = None) -> httpx.Client:
        """A client that sends whatever it is told to."""
        headers = {"X-Jxc-Tenant": self.name if tenant is None else tenant}
        if token is not None:
            headers["Authorization"] = f"Bearer {token.hex()}"
        return httpx.Client(
            base_url=base_url(self.running.address),
            verify=pinned_context(self.running.ca_pem),
            headers=headers,
            trust_env=False,
            timeout=20,
        )

    def socket(self) -> ssl.SSLSocket:
        """A bare connection."""
        plain = socket.create_connection(("127.0.0.1", self.running.port), 10)
        return pinned_context(self.running.ca_pem).wrap_socket(plain, server_hostname="127.0.0.1")

    @property
    def stored(self) -> int:
        """How many documents the company has."""
        return self.service.figures().position


def asked(
    code: str, token: bytes, public_key: bytes, *, terminal: int = 0, store: int = 0
) -> wire.EnrolAsked:
    """What a terminal says when it asks to be let in."""
    token_hash = hashlib.sha256(token).digest()
    return wire.EnrolAsked(code, public_key, token_hash, "till", "box", "1", terminal, store)


HEADERS = {"Content-Type": CONTENT_TYPE, "Content-Encoding": CODING}


def trouble(answer: httpx.Response) -> wire.Trouble:
    """What an answer that is no success says."""
    raw = b"".join(answer.iter_raw()) if not answer.is_stream_consumed else answer.content
    return unpacked(raw, answer.headers.get("content-encoding", ""), wire.Trouble)


def post(client: httpx.Client, path: str, body: bytes, **headers: str) -> tuple[int, str]:
    """Status and code of trouble ("" for success)."""
    with client.stream("POST", path, content=body, headers={**HEADERS, **headers}) as answer:
        if answer.status_code == 200:
            return 200, ""
        return answer.status_code, trouble(answer).code


def hello() -> bytes:
    """A body that is in order."""
    return packed(wire.HelloAsked("1", 1, 1, 0, 0, b"", 0))


def of_unknown_kind(shop: Shop) -> wire.ChainPiece:
    """The shop's chain with one document more, of a kind that a later version will know."""
    chain = packets(shop)
    last_spelled = chain.packets[-1].spelled
    head = msgspec.json.decode(last_spelled)["head"]
    head["sequence"] += 1
    spelled = msgspec.json.encode({"head": head, "body": {"kind": "dividend_paid", "amount": 5}})
    with shop.store.reading() as session:
        last = session.execute(
            select(JournalEntry.hash).order_by(JournalEntry.key.desc()).limit(1)
        ).scalar_one()
    signature = shop.signer.sign(chain_hash(last, spelled))
    return msgspec.structs.replace(chain, packets=(*chain.packets, wire.Packet(spelled, signature)))
