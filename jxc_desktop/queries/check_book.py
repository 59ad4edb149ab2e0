"""The whole book checked, with the fingerprint by which two machines compare theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.domain.ids import DocumentKey, terminal_of
from jxc_desktop.journal.digest import book_digest
from jxc_desktop.journal.verify import verify

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last hash of one terminal's chain."""

    terminal: int
    hash: str


@dataclass(frozen=True, slots=True)
class BookCheck:
    """What was checked, and everything that is wrong (nothing, in a sound book)."""

    documents: int
    chains: int
    faults: tuple[str, ...]
    heads: tuple[ChainHead, ...]
    digest: str

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def check_book(session: Session) -> BookCheck:
    """Check every document and every sum; takes as long as the book is thick."""
    connection = session.connection()
    found = verify(connection)
    heads = tuple(
        ChainHead(terminal_of(DocumentKey(base)), head) for base, head in found.heads.items()
    )
    return BookCheck(
        found.documents, found.chains, tuple(found.faults), heads, book_digest(connection)
    )
