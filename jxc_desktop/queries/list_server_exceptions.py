"""What the server found for a person to look at, with the names that its sentences need."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.models.base import Base
from jxc_desktop.models.company import ExceptionSettlement, TerminalRow
from jxc_desktop.models.records import Customer, Person, Product, StoreRow
from jxc_desktop.models.sync import ServerException

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import DocumentKey

_MODELS: dict[ExceptionKind, type[Base]] = {
    ExceptionKind.CREDIT_OVERRUN: Customer,
    ExceptionKind.NEGATIVE_STOCK: Product,
    ExceptionKind.RETURNED_TWICE: Product,
    ExceptionKind.WITHDRAWN_PERMISSION: Person,
}
_RECORDS: dict[str, type[Base]] = {"customer": Customer, "product": Product, "person": Person}
_TERMINAL_KINDS = frozenset(
    {
        ExceptionKind.FORK,
        ExceptionKind.LATE_DOCUMENT,
        ExceptionKind.PARKED,
        ExceptionKind.HELD,
        ExceptionKind.CLOCK_WRONG,
        ExceptionKind.CHECKSUM,
    }
)


@dataclass(frozen=True, slots=True)
class ServerExceptionRow:
    """One exception; `kind` is None where this version does not know it (`kind_text` says it)."""

    exception: int
    kind: ExceptionKind | None
    kind_text: str
    store: int
    store_name: str
    document: DocumentKey
    subject: int
    subject_name: str
    """The customer, product, person, record or terminal; empty where it is not known here."""
    raised_at: datetime
    detail: Mapping[str, str | int]
    settled: bool = False
    settled_at: datetime | None = None
    settled_by: str = ""
    how: str = ""
    note: str = ""


def list_server_exceptions(
    session: Session, *, settled: bool = False, limit: int = 500
) -> tuple[ServerExceptionRow, ...]:
    """The open ones, or those that were settled; the latest first."""
    done = ExceptionSettlement.exception
    rows = session.execute(
        select(ServerException, ExceptionSettlement, StoreRow.name, Person.name.label("by_name"))
        .outerjoin(ExceptionSettlement, done == ServerException.id)
        .outerjoin(StoreRow, StoreRow.id == ServerException.store)
        .outerjoin(Person, Person.id == ExceptionSettlement.by)
        .where(done.is_not(None) if settled else done.is_(None))
        .order_by(ServerException.id.desc())
        .limit(limit)
    ).all()
    return tuple(_row(session, *row) for row in rows)


def count_open_exceptions(session: Session) -> int:
    """How many wait for a person."""
    counted = (
        select(func.count(ServerException.id))
        .outerjoin(ExceptionSettlement, ExceptionSettlement.exception == ServerException.id)
        .where(ExceptionSettlement.exception.is_(None))
    )
    return int(session.execute(counted).scalar_one())


def _row(
    session: Session,
    raised: ServerException,
    settlement: ExceptionSettlement | None,
    store_name: str | None,
    by_name: str | None,
) -> ServerExceptionRow:
    kind = ExceptionKind(raised.kind) if raised.kind in set(ExceptionKind) else None
    detail = json.loads(raised.detail)
    row = ServerExceptionRow(
        exception=raised.id,
        kind=kind,
        kind_text=raised.kind,
        store=raised.store,
        store_name=store_name or "",
        document=raised.document,
        subject=raised.subject,
        subject_name=_subject_name(session, kind, raised.subject, detail),
        raised_at=raised.raised_at,
        detail=detail,
    )
    if settlement is None:
        return row
    return ServerExceptionRow(
        **{name: getattr(row, name) for name in _OPEN_FIELDS},
        settled=True,
        settled_at=settlement.at,
        settled_by=by_name or "",
        how=settlement.how,
        note=settlement.note,
    )


_OPEN_FIELDS = (
    "exception", "kind", "kind_text", "store", "store_name", "document", "subject",
    "subject_name", "raised_at", "detail",
)  # fmt: skip


def _subject_name(
    session: Session, kind: ExceptionKind | None, subject: int, detail: Mapping[str, str | int]
) -> str:
    if kind is None:
        return ""
    if kind in _TERMINAL_KINDS:
        named = (
            select(TerminalRow.name)
            .where(TerminalRow.terminal == subject)
            .order_by(TerminalRow.incarnation.desc())
            .limit(1)
        )
        return session.execute(named).scalar() or ""
    model = _MODELS.get(kind) or _RECORDS.get(str(detail.get("entity", "")))
    if model is None:
        return ""
    table = model.__table__
    return session.execute(select(table.c.name).where(table.c.id == subject)).scalar() or ""
