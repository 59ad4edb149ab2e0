"""The journal: every document as it was spelled, linked and signed."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.models.base import Base, Packed


class JournalEntry(Base):
    """One posted document. A row is never updated but for the server's `position`, never deleted.

    `hash` is SHA-256 over the hash before it in the terminal's chain and `spelled`; `signature` is
    the terminal's Ed25519 signature of that hash. `position` is null until the server gave one.
    `stream` is the one that the document belongs to (`journal.streams`). `previous` is the hash
    before it where that document is not held here; null where it is, or where there is none.
    """

    __tablename__ = "journal"
    __table_args__ = (
        CheckConstraint("length(hash) = 32", name="hash_is_sha256"),
        CheckConstraint("length(signature) = 64", name="signature_is_ed25519"),
        Index(
            "ix_journal_unsent",
            "key",
            sqlite_where=text("position IS NULL"),
            postgresql_where=text("position IS NULL"),
        ),
        Index(
            "ix_journal_position",
            "position",
            sqlite_where=text("position IS NOT NULL"),
            postgresql_where=text("position IS NOT NULL"),
        ),
        Index(
            "ix_journal_stream",
            "stream",
            "position",
            sqlite_where=text("position IS NOT NULL"),
            postgresql_where=text("position IS NOT NULL"),
        ),
    )

    key: Mapped[DocumentKey] = mapped_column(primary_key=True, autoincrement=False)
    spelled: Mapped[bytes] = mapped_column(Packed())
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    position: Mapped[int | None]
    stream: Mapped[int]
    previous: Mapped[bytes | None] = mapped_column(LargeBinary)


class AppliedDocument(Base):
    """The seal: this document's projections are complete, and its money balances to zero."""

    __tablename__ = "applied_document"

    document: Mapped[DocumentKey] = mapped_column(primary_key=True, autoincrement=False)


class ParkedDocument(Base):
    """A stored document that this version cannot project; it waits, and blocks nobody."""

    __tablename__ = "parked_document"

    document: Mapped[DocumentKey] = mapped_column(primary_key=True, autoincrement=False)
    why: Mapped[str]


class Counter(Base):
    """The last number drawn of a gapless series: receipts per day, shifts, Z reports."""

    __tablename__ = "counter"
    __table_args__ = {"sqlite_with_rowid": False}

    terminal: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]
