"""Money as a journal of entries; what an account holds is their sum."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from jxc_desktop.domain.ids import DocumentKey, StoreId
from jxc_desktop.domain.numbers import Money
from jxc_desktop.models.base import Base


class MoneyEntry(Base):
    """Value that a document put on an account, debit positive; its entries sum to zero."""

    __tablename__ = "money_entry"
    __table_args__ = {"sqlite_with_rowid": False}

    document: Mapped[DocumentKey] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int]
    holder: Mapped[int]
    amount: Mapped[Money]


class AccountBalance(Base):
    """What an account holds for a holder, by the store whose documents put it there."""

    __tablename__ = "account_balance"
    __table_args__ = {"sqlite_with_rowid": False}

    account: Mapped[int] = mapped_column(primary_key=True)
    holder: Mapped[int] = mapped_column(primary_key=True)
    store: Mapped[StoreId] = mapped_column(primary_key=True)
    amount: Mapped[Money]
