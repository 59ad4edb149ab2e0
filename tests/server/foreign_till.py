"""A second till made of thin air: documents spelled, chained and signed as a till would."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jxc_desktop.documents.document import (
    GENESIS_HASH,
    Document,
    Head,
    canonical_bytes,
    chain_hash,
)
from jxc_desktop.domain.ids import PersonId, StoreId, TerminalNo
from jxc_desktop.sync import wire
from tests.server.tills import token_hash

if TYPE_CHECKING:
    from jxc_desktop.documents.kinds import Body
    from jxc_desktop.server.service import TenantService

NOON = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@dataclass
class ForeignTill:
    """A till that remembers its own chain."""

    terminal: TerminalNo
    store: StoreId
    incarnation: int = 0
    packets: list[wire.Packet] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=lambda: [GENESIS_HASH])

    @property
    def signer(self) -> Ed25519PrivateKey:
        """Its key."""
        return Ed25519PrivateKey.from_private_bytes(bytes([self.terminal]) * 32)

    def join(
        self, service: TenantService, *, scope_all: bool = False, manage: bool = False
    ) -> None:
        """Enrol under its own number."""
        asked = wire.InviteAsked(self.store, "till", 1, "分店", may_manage=manage, existing=True)
        code = service.invite_from_server(asked, scope_all=scope_all).code
        key = self.signer.public_key().public_bytes_raw()
        named = (code, key, token_hash(self.terminal), "till", "machine", "1")
        service.enrol(wire.EnrolAsked(*named, self.terminal, self.store))

    def post(self, body: Body, *, at: datetime = NOON, actor: int = 1) -> int:
        """Append a document; its key."""
        document = Document(
            head=Head(
                terminal=self.terminal,
                incarnation=self.incarnation,
                sequence=len(self.hashes),
                store=self.store,
                at=at,
                day=date(2026, 11, 24),
                hour=10,
                actor=PersonId(actor),
            ),
            body=body,
        )
        self.append(canonical_bytes(document))
        return int(document.key)

    def append(self, spelled: bytes) -> None:
        """Chain and sign these bytes, whatever they are."""
        linked = chain_hash(self.hashes[-1], spelled)
        self.packets.append(wire.Packet(spelled, self.signer.sign(linked)))
        self.hashes.append(linked)

    def copy(self) -> ForeignTill:
        """A cloned disk."""
        lists = (list(self.packets), list(self.hashes))
        return ForeignTill(self.terminal, self.store, self.incarnation, *lists)

    def piece(self, first: int = 1) -> wire.ChainPiece:
        """Its chain from `first` on."""
        packets = tuple(self.packets[first - 1 :])
        before = self.hashes[first - 1]
        return wire.ChainPiece(self.terminal, self.incarnation, first, before, packets)

    def push(self, service: TenantService, first: int = 1) -> tuple[wire.Verdict, ...]:
        """Push it, by itself."""
        answer = service.push(self.terminal, wire.PushAsked((self.piece(first),)))
        return answer.verdicts[0]

    def hello(self, epoch: str = "", **fields: object) -> wire.HelloAsked:
        """Its greeting."""
        asked: dict[str, object] = {
            "version": "1",
            "schema": 1,
            "terminal": self.terminal,
            "incarnation": self.incarnation,
            "sequence": len(self.packets),
            "hash": self.hashes[-1],
            "at": int(NOON.timestamp() * 1000),
            "epoch": epoch,
        }
        return wire.HelloAsked(**(asked | fields))  # type: ignore[arg-type]  # test fields
