"""Sales as rows to look up: the receipt, its lines, how it was paid, what came back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from jxc_desktop.domain.ids import (
    CustomerId,
    DocumentKey,
    MethodId,
    PersonId,
    ProductId,
    StoreId,
)
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.models.base import Base


def _index_where_known(column: str) -> Index:
    known = text(f"{column} IS NOT NULL")
    return Index(f"ix_sale_{column}", column, sqlite_where=known, postgresql_where=known)


class SaleRow(Base):
    """One receipt. Its rows are never updated: a mistake is undone by a new sale."""

    __tablename__ = "sale"
    __table_args__ = (
        Index("ix_sale_day", "day", "serial"),
        _index_where_known("customer"),
        # Not unique: two tills that were apart may both void a receipt, and both documents stand.
        _index_where_known("voids"),
        _index_where_known("request"),
    )

    document: Mapped[DocumentKey] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date]
    serial: Mapped[int]
    at: Mapped[datetime]
    store: Mapped[StoreId]
    cashier: Mapped[PersonId]
    shift: Mapped[DocumentKey]
    total: Mapped[Money]
    customer: Mapped[CustomerId | None]
    voids: Mapped[DocumentKey | None]
    request: Mapped[str | None]


class SaleLineRow(Base):
    """One line of a sale; quantity in base units, negative where goods came back."""

    __tablename__ = "sale_line"
    __table_args__ = {"sqlite_with_rowid": False}

    sale: Mapped[DocumentKey] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    product: Mapped[ProductId]
    quantity: Mapped[Quantity]
    net: Mapped[Money]
    cost: Mapped[Money]


class SalePaymentRow(Base):
    """One way in which a sale was paid."""

    __tablename__ = "sale_payment"
    __table_args__ = {"sqlite_with_rowid": False}

    sale: Mapped[DocumentKey] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    method: Mapped[MethodId]
    amount: Mapped[Money]
    fee: Mapped[Money]


class ReceiptCopies(Base):
    """How many copies (补打) of a receipt were asked for, by the store that asked."""

    __tablename__ = "receipt_copies"
    __table_args__ = {"sqlite_with_rowid": False}

    sale: Mapped[DocumentKey] = mapped_column(primary_key=True)
    store: Mapped[StoreId] = mapped_column(primary_key=True)
    copies: Mapped[int]


class ReturnedLine(Base):
    """How much of a sale's line came back to a store, in the unit sold, and what was refunded."""

    __tablename__ = "returned_line"
    __table_args__ = {"sqlite_with_rowid": False}

    sale: Mapped[DocumentKey] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    store: Mapped[StoreId] = mapped_column(primary_key=True)
    quantity: Mapped[Quantity]
    amount: Mapped[Money]
