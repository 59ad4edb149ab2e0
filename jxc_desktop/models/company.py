"""What the company knows of itself: its terminals, and the exceptions that were settled."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from jxc_desktop.domain.ids import DocumentKey, PersonId, StoreId, TerminalNo
from jxc_desktop.models.base import Base


class TerminalRow(Base):
    """A life of a terminal as its first document told: where it stands, and the key it signs with.

    Whoever says so twice in one life changes nothing: the document with the smaller key stands.
    """

    __tablename__ = "terminal"
    __table_args__ = {"sqlite_with_rowid": False}

    terminal: Mapped[TerminalNo] = mapped_column(primary_key=True)
    incarnation: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[DocumentKey]
    store: Mapped[StoreId]
    name: Mapped[str]
    public_key: Mapped[str]
    """Ed25519, hex."""
    enrolled_at: Mapped[datetime]


class ExceptionSettlement(Base):
    """How a person settled an exception; of two who did, the document with the smaller key counts.

    `exception` is the server's number of it, which may not be known here yet.
    """

    __tablename__ = "exception_settlement"
    __table_args__ = {"sqlite_with_rowid": False}

    exception: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[DocumentKey]
    kind: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[PersonId]
    how: Mapped[str]
    note: Mapped[str]
