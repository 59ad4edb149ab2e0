"""Daily summaries: every figure of a report as a sum that each document adds to."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from jxc_desktop.domain.ids import DocumentKey, ProductId, StoreId, TerminalNo
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.models.base import Base


class DayFigure(Base):
    """One figure of a terminal's shift on a business date, by subject (a method, an hour, …).

    `figure` is a member of `domain.figures.Figure`, which says what count, amount and extra mean.
    """

    __tablename__ = "day_figure"
    __table_args__ = {"sqlite_with_rowid": False}

    day: Mapped[date] = mapped_column(primary_key=True)
    terminal: Mapped[TerminalNo] = mapped_column(primary_key=True)
    shift: Mapped[DocumentKey] = mapped_column(primary_key=True)
    figure: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[int] = mapped_column(primary_key=True)
    store: Mapped[StoreId] = mapped_column(primary_key=True)
    count: Mapped[int]
    quantity: Mapped[Quantity]
    amount: Mapped[Money]
    extra: Mapped[Money]


class ProductDay(Base):
    """What a product sold on a business date in a store, net of returns."""

    __tablename__ = "product_day"
    __table_args__ = {"sqlite_with_rowid": False}

    day: Mapped[date] = mapped_column(primary_key=True)
    store: Mapped[StoreId] = mapped_column(primary_key=True)
    product: Mapped[ProductId] = mapped_column(primary_key=True)
    quantity: Mapped[Quantity]
    net: Mapped[Money]
    cost: Mapped[Money]
