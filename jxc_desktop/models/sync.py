"""What a terminal keeps of its tie to the server; nothing here is computed from documents."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from jxc_desktop.domain.ids import DocumentKey, ProductId
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.models.base import Base, Packed


class StreamCursor(Base):
    """How far a stream has been pulled, and the sum of what was pulled and pushed up to there."""

    __tablename__ = "stream_cursor"

    stream: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(default=0)
    checked: Mapped[int] = mapped_column(default=0)
    """The last position at which count and checksum were found equal to the server's."""


class ForeignStoreRow(Base):
    """Another store, and how fresh what we know of it is."""

    __tablename__ = "foreign_store"

    store: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(default="")
    as_of: Mapped[datetime | None]
    outstanding: Mapped[int] = mapped_column(default=0)


class ForeignStockRow(Base):
    """Stock of another store's warehouse, as the server had it."""

    __tablename__ = "foreign_stock"
    __table_args__ = {"sqlite_with_rowid": False}

    location: Mapped[int] = mapped_column(primary_key=True)
    product: Mapped[ProductId] = mapped_column(primary_key=True)
    store: Mapped[int] = mapped_column(primary_key=True)
    quantity: Mapped[Quantity]
    value: Mapped[Money]


class ForeignAccountRow(Base):
    """A customer's balance from another store's documents, as the server had it."""

    __tablename__ = "foreign_account"
    __table_args__ = {"sqlite_with_rowid": False}

    account: Mapped[int] = mapped_column(primary_key=True)
    holder: Mapped[int] = mapped_column(primary_key=True)
    store: Mapped[int] = mapped_column(primary_key=True)
    amount: Mapped[Money]


class ServerException(Base):
    """Something that the server raised for a person to look at (`domain.exceptions`)."""

    __tablename__ = "server_exception"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    store: Mapped[int]
    document: Mapped[DocumentKey]
    subject: Mapped[int]
    raised_at: Mapped[datetime]
    detail: Mapped[str] = mapped_column(default="{}")
    """JSON object of plain facts."""


class ForkedDocument(Base):
    """A document of a branch that was cut off: kept as it was signed, and posted again.

    `reposted` is the key under which its fact counts now; null until that is done.
    """

    __tablename__ = "forked_document"

    hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    key: Mapped[DocumentKey]
    spelled: Mapped[bytes] = mapped_column(Packed())
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    previous: Mapped[bytes] = mapped_column(LargeBinary)
    reposted: Mapped[DocumentKey | None]


class NeighbourDocument(Base):
    """A neighbour's document that the server does not have yet: kept for it, not looked into."""

    __tablename__ = "neighbour_document"
    __table_args__ = {"sqlite_with_rowid": False}

    key: Mapped[DocumentKey] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    previous: Mapped[bytes] = mapped_column(LargeBinary)
    spelled: Mapped[bytes] = mapped_column(Packed())
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime]
