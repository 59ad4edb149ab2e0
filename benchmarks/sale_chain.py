"""A chain with as many five-line sales as a benchmark wants: some sold, the others like them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select

from benchmarks.sale_commit import sell_many
from jxc_desktop.documents.document import GENESIS_HASH, canonical_bytes, chain_hash, read_document
from jxc_desktop.documents.sale import Sale
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.sync import wire

if TYPE_CHECKING:
    from benchmarks.bench_shop import BenchShop
    from jxc_desktop.documents.document import Document

_SOLD = 400
PIECE = 300
"""As many documents as a till hands over at once."""


@dataclass
class SaleChain:
    """Everything that a till has posted, as it was signed."""

    packets: list[wire.Packet]
    hashes: list[bytes]
    before_sales: int
    """How many documents stand before the first sale."""

    @property
    def sales(self) -> int:
        """How many sales there are."""
        return len(self.packets) - self.before_sales

    def piece(self, start: int, count: int = PIECE) -> wire.ChainPiece:
        """The documents from the place `start` on."""
        packets = tuple(self.packets[start : start + count])
        return wire.ChainPiece(1, 0, start + 1, self.previous(start), packets)

    def previous(self, place: int) -> bytes:
        """The hash before the document at this place."""
        return self.hashes[place - 1] if place else GENESIS_HASH


def make_chain(shop: BenchShop, sales: int) -> SaleChain:
    """Sell some baskets, and sign as many sales like them as are wanted."""
    sell_many(shop, range(min(sales, _SOLD)))
    with shop.store.reading() as session:
        query = select(JournalEntry.spelled, JournalEntry.signature, JournalEntry.hash)
        rows = session.execute(query.order_by(JournalEntry.key)).all()
    packets = [wire.Packet(row.spelled, row.signature) for row in rows]
    sold = [read_document(each.spelled) for each in packets[-min(sales, _SOLD) :]]
    chain = SaleChain(packets, [row.hash for row in rows], len(rows) - len(sold))
    for number in range(len(sold), sales):
        _go_on(shop, chain, sold[number % len(sold)], number)
    return chain


def _go_on(shop: BenchShop, chain: SaleChain, model: Document, number: int) -> None:
    assert isinstance(model.body, Sale)
    head = msgspec.structs.replace(model.head, sequence=len(chain.packets) + 1)
    body = msgspec.structs.replace(model.body, serial=number + 1, request=f"bench-{number}")
    spelled = canonical_bytes(msgspec.structs.replace(model, head=head, body=body))
    linked = chain_hash(chain.hashes[-1], spelled)
    chain.packets.append(wire.Packet(spelled, shop.signer.sign(linked)))
    chain.hashes.append(linked)
