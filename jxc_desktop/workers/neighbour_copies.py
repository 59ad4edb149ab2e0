"""The rows behind the second copy: what a till hands to a neighbour, and what it keeps of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jxc_desktop.commands.keep_for_neighbour import (
    KeepForNeighbour,
    SignedDocument,
    count_kept,
    forget_arrived,
    keep_for_neighbour,
)
from jxc_desktop.documents.document import GENESIS_HASH
from jxc_desktop.domain.ids import DocumentKey, sequence_of
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.queries.find_sync import own_documents
from jxc_desktop.sync.neighbour_wire import DOCUMENTS_MAX, OwnPacket

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from jxc_desktop.store.opening import Store
    from jxc_desktop.store.session import ShopSession

BATCH_BYTES_MAX = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Batch:
    """Own documents that the server does not have, in order, up to the key `last`."""

    packets: tuple[OwnPacket, ...]
    last: int


def next_batch(store: Store, after: int) -> Batch | None:
    """The first of them behind the key `after`; None when there is none."""
    with store.reading() as session:
        rows = session.execute(
            select(
                JournalEntry.key, JournalEntry.spelled, JournalEntry.hash, JournalEntry.signature
            )
            .where(
                own_documents(session.till.terminal),
                JournalEntry.position.is_(None),
                JournalEntry.key > after,
            )
            .order_by(JournalEntry.key)
            .limit(DOCUMENTS_MAX)
        ).all()
        packets: list[OwnPacket] = []
        size = 0
        known: tuple[int, bytes] | None = None
        last = after
        for row in rows:
            size += len(row.spelled)
            if packets and size > BATCH_BYTES_MAX:
                break
            previous = known[1] if known and known[0] == row.key - 1 else _before(session, row.key)
            packets.append(OwnPacket(previous, row.spelled, row.signature))
            known, last = (row.key, row.hash), row.key
    return Batch(tuple(packets), last) if packets else None


def _before(session: Session, key: DocumentKey) -> bytes:
    """The hash before an own document: an own chain is here from its beginning."""
    if sequence_of(key) == 1:
        return GENESIS_HASH
    found = session.execute(select(JournalEntry.hash).where(JournalEntry.key == key - 1)).scalar()
    assert found is not None, f"the own chain has a gap before {key}"
    return found


def count_copied(store: Store, last: int) -> int:
    """How many own documents up to the key `last` the server does not have."""
    with store.reading() as session:
        return _count_copied(session, last)


def _count_copied(session: ShopSession, last: int) -> int:
    counted = select(func.count()).where(
        own_documents(session.till.terminal),
        JournalEntry.position.is_(None),
        JournalEntry.key <= last,
    )
    return int(session.execute(counted).scalar_one())


def keep(store: Store, terminal: int, packets: Sequence[OwnPacket]) -> None:
    """Have them on this disk; when this returns, they are."""
    documents = [SignedDocument(each.previous, each.spelled, each.signature) for each in packets]
    with store.transaction() as session:
        keep_for_neighbour(session, KeepForNeighbour(terminal, documents))


def tidy(store: Store) -> int:
    """Let go of what came back from the server; how many are kept still."""
    with store.reading() as session:
        kept = count_kept(session)
    if not kept:
        return 0
    with store.transaction() as session:
        forget_arrived(session)
    with store.reading() as session:
        return count_kept(session)
