"""Proving the book: chains without a gap, signatures, double entry, and sums that are sums."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text

from jxc_desktop.documents.document import (
    GENESIS_HASH,
    UnreadableDocument,
    chain_hash,
    read_document,
    read_head,
)
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.domain.ids import SEQUENCE_MAX
from jxc_desktop.journal.read import stored_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from jxc_desktop.journal.read import Stored


@dataclass(slots=True)
class Verification:
    """What was checked, and everything that was found wrong (nothing, in a sound book)."""

    documents: int = 0
    chains: int = 0
    faults: list[str] = field(default_factory=list)
    heads: dict[int, str] = field(default_factory=dict)
    """The last hash (hex) by chain (terminal and incarnation packed)."""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(connection: Connection) -> Verification:
    """Check the whole journal and all sums; changes nothing.

    Each chain is held to the key that its own enrolment names.
    """
    found = Verification()
    chain = _Chain()
    for stored in stored_documents(connection):
        found.documents += 1
        if chain.starts(stored):
            found.chains += 1
            chain = _Chain(stored.key & ~SEQUENCE_MAX)
        found.faults += chain.faults_of(stored)
        found.heads[chain.base] = stored.hash.hex()
    found.faults += _book_faults(connection)
    return found


class _Chain:
    """One terminal's chain as far as it has been read.

    Of chains of other stores a terminal holds only what it needs: where documents are left out,
    the next one brings the hash before it.
    """

    def __init__(self, base: int = 0) -> None:
        self.base = base
        self._previous = GENESIS_HASH
        self._sequence = 0
        self._public_key: Ed25519PublicKey | None = None

    def starts(self, stored: Stored) -> bool:
        """Whether `stored` belongs to another chain than this one."""
        return bool(stored.key & ~SEQUENCE_MAX != self.base)

    def faults_of(self, stored: Stored) -> Iterator[str]:
        """What is wrong with the next document of the chain."""
        sequence = stored.key & SEQUENCE_MAX
        where = f"document {stored.key} (sequence {sequence})"
        previous = self._previous
        if sequence != self._sequence + 1:
            if stored.previous is None:
                yield f"{where}: {sequence - self._sequence - 1} documents before it are missing"
            else:
                previous = stored.previous
        elif stored.previous not in (None, previous):
            yield f"{where}: the hash before it is not that of the document before it"
        if chain_hash(previous, stored.spelled) != stored.hash:
            yield f"{where}: its hash does not fit its bytes and the document before it"
        self._sequence, self._previous = sequence, stored.hash
        yield from self._head_faults(stored, where)
        yield from self._signature_faults(stored, where)

    def _head_faults(self, stored: Stored, where: str) -> Iterator[str]:
        try:
            head = read_head(stored.spelled)
        except UnreadableDocument as error:
            yield f"{where}: unreadable: {error}"
            return
        if head.key != stored.key:
            yield f"{where}: it calls itself {head.key}"
        if self._public_key is None:
            document = read_document(stored.spelled)
            if isinstance(document.body, TerminalEnrolled):
                raw = bytes.fromhex(document.body.public_key)
                self._public_key = Ed25519PublicKey.from_public_bytes(raw)

    def _signature_faults(self, stored: Stored, where: str) -> Iterator[str]:
        if self._public_key is None:
            yield f"{where}: the chain does not begin with the terminal's public key"
            return
        try:
            self._public_key.verify(stored.signature, stored.hash)
        except InvalidSignature:
            yield f"{where}: the signature is not this terminal's"


_SUM_CHECKS = (
    (
        "documents whose debits and credits differ",
        "SELECT document FROM money_entry GROUP BY document HAVING sum(amount) <> 0",
    ),
    (
        "account balances that are not the sum of their entries",
        """SELECT b.account FROM account_balance b LEFT JOIN (SELECT account, holder, stream,
        sum(amount) AS amount FROM money_entry JOIN journal ON key = document
        GROUP BY account, holder, stream) e
        ON e.account = b.account AND e.holder = b.holder AND e.stream = b.store
        WHERE b.amount <> coalesce(e.amount, 0)""",
    ),
    (
        "accounts with entries and no balance",
        """SELECT DISTINCT e.account FROM money_entry e JOIN journal j ON j.key = e.document
        LEFT JOIN account_balance b
        ON b.account = e.account AND b.holder = e.holder AND b.store = j.stream
        WHERE b.account IS NULL""",
    ),
    (
        "products whose stock over all locations is not zero",
        """SELECT product FROM stock_balance GROUP BY product
        HAVING sum(quantity) <> 0 OR sum(value) <> 0""",
    ),
    (
        "stock balances that are not the sum of their moves",
        """SELECT product FROM (
        SELECT to_location AS location, product, stream AS store, quantity, value
        FROM stock_move JOIN journal ON key = document UNION ALL
        SELECT from_location, product, stream, -quantity, -value
        FROM stock_move JOIN journal ON key = document UNION ALL
        SELECT location, product, store, -quantity, -value FROM stock_balance) moved
        GROUP BY location, product, store HAVING sum(quantity) <> 0 OR sum(value) <> 0""",
    ),
    (
        "inventory on the books that is not the value of the stock",
        """SELECT 1 WHERE (SELECT coalesce(sum(amount), 0) FROM account_balance
        WHERE account = 1405) <> (SELECT coalesce(sum(value), 0) FROM stock_balance
        WHERE location > 0)""",
    ),
    (
        "documents that are neither projected nor parked",
        """SELECT key FROM journal WHERE key NOT IN (SELECT document FROM applied_document)
        AND key NOT IN (SELECT document FROM parked_document)""",
    ),
    (
        "receipts missing from a day's gapless numbers",
        # The chain of a restored disk begins behind the numbers that were printed before.
        """SELECT min(document) FROM sale GROUP BY day, document >> 33 HAVING count(*) <>
        max(serial) - CASE (document >> 33) & 1023 WHEN 0 THEN 0 ELSE min(serial) - 1 END""",
    ),
)


def _book_faults(connection: Connection) -> Iterator[str]:
    for what, query in _SUM_CHECKS:
        wrong = [row[0] for row in connection.execute(text(query))]
        if wrong:
            yield f"{what}: {len(wrong)} ({', '.join(map(str, wrong[:5]))})"
