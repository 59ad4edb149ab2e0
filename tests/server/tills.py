"""Tills that talk to a service without a network: real stores, real documents, real signatures."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.documents.document import GENESIS_HASH
from jxc_desktop.domain.ids import DocumentKey, incarnation_of, sequence_of, terminal_of
from jxc_desktop.domain.streams import Stream
from jxc_desktop.journal.digest import digest
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.server.service import TenantService
from jxc_desktop.sync import wire

if TYPE_CHECKING:
    from tests.shop import Shop, ShopClock

TOKEN = b"t" * 32


def token_hash(number: int) -> bytes:
    """The hash of a terminal's token."""
    return hashlib.sha256(TOKEN + bytes([number])).digest()


def join(
    service: TenantService, shop: Shop, *, scope_all: bool = False, may_manage: bool = False
) -> wire.EnrolAnswer:
    """Let a shop that sells already join with its journal."""
    asked = wire.InviteAsked(0, "收银台", 1, "门店", may_manage=may_manage, existing=True)
    code = service.invite_from_server(asked, scope_all=scope_all).code
    till = shop.store.till
    assert till is not None
    enrol = wire.EnrolAsked(
        code,
        shop.signer.public_key().public_bytes_raw(),
        token_hash(till.terminal),
        "till",
        "machine",
        "1",
        till.terminal,
        till.store,
    )
    return service.enrol(enrol)


def packets(shop: Shop, first: int = 1, last: int = 1 << 30) -> wire.ChainPiece:
    """The shop's own chain from `first` to `last`."""
    with shop.store.reading() as session:
        rows = session.execute(select(JournalEntry).order_by(JournalEntry.key)).scalars().all()
    till = shop.store.till
    assert till is not None
    own = [row for row in rows if terminal_of(DocumentKey(row.key)) == till.terminal]
    chain = [row for row in own if incarnation_of(DocumentKey(row.key)) == till.incarnation]
    previous = GENESIS_HASH
    found = []
    for row in chain:
        sequence = sequence_of(DocumentKey(row.key))
        if first <= sequence <= last:
            found.append(wire.Packet(row.spelled, row.signature))
        elif sequence < first:
            previous = row.hash
    return wire.ChainPiece(till.terminal, till.incarnation, first, previous, tuple(found))


def push(service: TenantService, shop: Shop, *pieces: wire.ChainPiece) -> tuple[wire.Verdict, ...]:
    """Push the pieces (all of the shop's chain), and the verdicts of all of them."""
    till = shop.store.till
    assert till is not None
    answer = service.push(till.terminal, wire.PushAsked(pieces or (packets(shop),)))
    return tuple(verdict for piece in answer.verdicts for verdict in piece)


def outcomes(verdicts: tuple[wire.Verdict, ...]) -> set[wire.Outcome]:
    """What became of them."""
    return {verdict.outcome for verdict in verdicts}


@dataclass(frozen=True, slots=True)
class Setting:
    """A service, its clock and the shop that joined it."""

    service: TenantService
    clock: ShopClock
    shop: Shop


def shop_digests(shop: Shop, *streams: int) -> dict[int, str]:
    """The shop's own fingerprints."""
    with shop.store.reading() as session:
        return {each: digest(session.connection(), Stream(each)) for each in streams}
