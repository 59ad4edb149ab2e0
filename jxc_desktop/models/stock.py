"""Stock as a journal of moves; what is on the shelf is their sum."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from jxc_desktop.domain.ids import DocumentKey, ProductId, StoreId
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.models.base import Base


class StockMove(Base):
    """Goods that a document moved from one location to another, with their value at cost."""

    __tablename__ = "stock_move"
    __table_args__ = (
        CheckConstraint("from_location <> to_location", name="moves_somewhere"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        Index("ix_stock_move_product", "product", "document"),
        {"sqlite_with_rowid": False},
    )

    document: Mapped[DocumentKey] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    product: Mapped[ProductId]
    from_location: Mapped[int]
    to_location: Mapped[int]
    quantity: Mapped[Quantity]
    value: Mapped[Money]


class StockBalance(Base):
    """What lies at a location: the moves in less the moves out, by the store that moved it."""

    __tablename__ = "stock_balance"
    __table_args__ = {"sqlite_with_rowid": False}

    location: Mapped[int] = mapped_column(primary_key=True)
    product: Mapped[ProductId] = mapped_column(primary_key=True)
    store: Mapped[StoreId] = mapped_column(primary_key=True)
    quantity: Mapped[Quantity]
    value: Mapped[Money]
