"""What belongs to this machine alone: open baskets, paper owed, sign-in attempts, approvals."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from jxc_desktop.domain.ids import DocumentKey, PersonId
from jxc_desktop.models.base import Base


class Incarnation(Base):
    """Which life of which terminal this database is; one row, made when the till is set up."""

    __tablename__ = "incarnation"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    terminal: Mapped[int]
    incarnation: Mapped[int]
    store: Mapped[int]


class OpenBasket(Base):
    """The basket being built at this till; it comes back after a crash or a power cut."""

    __tablename__ = "open_basket"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime]
    request: Mapped[str] = mapped_column(default="")
    """The id under which this basket will be sold, so that it can be sold only once."""


class HeldBasket(Base):
    """A basket put aside (挂单). It moves no stock."""

    __tablename__ = "held_basket"

    id: Mapped[int] = mapped_column(primary_key=True)
    held_at: Mapped[datetime]
    held_by: Mapped[PersonId]
    note: Mapped[str] = mapped_column(default="")
    draft: Mapped[bytes] = mapped_column(LargeBinary)
    request: Mapped[str] = mapped_column(default="")


class PrintJob(Base):
    """Paper that is owed: queued in the transaction of its document, printed when a printer can.

    `paper` names the report (`domain.paper.Paper`), `subject` the document (or 0); `state` is a
    member of `domain.paper.JobState`.
    """

    __tablename__ = "print_job"

    id: Mapped[int] = mapped_column(primary_key=True)
    queued_at: Mapped[datetime]
    paper: Mapped[str]
    subject: Mapped[DocumentKey] = mapped_column(default=DocumentKey(0))
    detail: Mapped[str] = mapped_column(default="")
    copies: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(default="queued", index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]


class SignInAttempt(Base):
    """Wrong PINs of a person in a row, and until when the next one waits."""

    __tablename__ = "sign_in_attempt"

    person: Mapped[PersonId] = mapped_column(primary_key=True, autoincrement=False)
    failures: Mapped[int]
    waits_until: Mapped[datetime]


class ApprovalGrant(Base):
    """A permission that a person lent another on the spot, to be used once within minutes."""

    __tablename__ = "approval_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    permission: Mapped[str]
    approver: Mapped[PersonId]
    asked_by: Mapped[PersonId]
    granted_at: Mapped[datetime]
    used: Mapped[bool] = mapped_column(default=False)


class LocalSetting(Base):
    """A setting of this machine alone (printer, scanner, window), as JSON text."""

    __tablename__ = "local_setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
