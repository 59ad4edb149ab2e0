"""Shifts and closed days as rows to look up."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from jxc_desktop.domain.ids import DocumentKey, PersonId, TerminalNo
from jxc_desktop.domain.numbers import Money
from jxc_desktop.models.base import Base


class ShiftRow(Base):
    """A shift: opened by its document."""

    __tablename__ = "shift"

    document: Mapped[DocumentKey] = mapped_column(primary_key=True, autoincrement=False)
    terminal: Mapped[TerminalNo] = mapped_column(index=True)
    number: Mapped[int]
    day: Mapped[date]
    cashier: Mapped[PersonId]
    opened_at: Mapped[datetime]
    opening_cash: Mapped[Money]


class ShiftClosing(Base):
    """How a shift ended; a shift without this row is open."""

    __tablename__ = "shift_closing"

    shift: Mapped[DocumentKey] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[DocumentKey]
    closed_at: Mapped[datetime]
    closed_by: Mapped[PersonId]
    expected: Mapped[Money]
    counted: Mapped[Money]
    left: Mapped[Money]


class DayClosing(Base):
    """A closed business date of a terminal: its Z report's number and document."""

    __tablename__ = "day_closing"
    __table_args__ = {"sqlite_with_rowid": False}

    terminal: Mapped[TerminalNo] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int]
    document: Mapped[DocumentKey]
    closed_at: Mapped[datetime]
    net: Mapped[Money]
