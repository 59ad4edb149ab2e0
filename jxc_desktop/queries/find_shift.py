"""The open shift of this till, and the business dates that nobody closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from jxc_desktop.domain.accounts import Account
from jxc_desktop.models.base import table_of
from jxc_desktop.models.figures import DayFigure
from jxc_desktop.models.records import Person
from jxc_desktop.models.shifts import DayClosing, ShiftClosing, ShiftRow
from jxc_desktop.queries.find_customer import account_balance
from jxc_desktop.queries.receipt_spans import running_receipts
from jxc_desktop.queries.store_day import store_day
from jxc_desktop.store.questions import Question

if TYPE_CHECKING:
    from datetime import date, datetime

    from jxc_desktop.domain.ids import DocumentKey, PersonId
    from jxc_desktop.domain.numbers import Money
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class OpenShiftRow:
    """The shift that is running at this till."""

    shift: DocumentKey
    number: int
    day: date
    cashier: PersonId
    cashier_name: str
    opened_at: datetime
    opening_cash: Money
    drawer_cash: Money
    """What should lie in the drawer now."""
    receipts: int


@dataclass(frozen=True, slots=True)
class RunningShift:
    """As much of the running shift as a command needs."""

    shift: DocumentKey
    number: int
    day: date
    cashier: PersonId


_SHIFT = table_of(ShiftRow)
_CLOSING = table_of(ShiftClosing)
_RUNNING = Question(
    select(_SHIFT.c.document, _SHIFT.c.number, _SHIFT.c.day, _SHIFT.c.cashier)
    .outerjoin(_CLOSING, _CLOSING.c.shift == _SHIFT.c.document)
    .where(_SHIFT.c.terminal == bindparam("terminal"), _CLOSING.c.shift.is_(None))
    .order_by(_SHIFT.c.document.desc())
    .limit(1)
)


def running_shift(session: ShopSession) -> RunningShift | None:
    """The running shift, or None between shifts; one indexed row."""
    row = _RUNNING.one(session.connection(), terminal=session.till.terminal)
    return None if row is None else RunningShift(*row)


def find_open_shift(session: ShopSession) -> OpenShiftRow | None:
    """The running shift with its cashier and what should lie in the drawer; None between shifts."""
    running = running_shift(session)
    if running is None:
        return None
    row = session.execute(
        select(ShiftRow.opened_at, ShiftRow.opening_cash, Person.name)
        .outerjoin(Person, Person.id == ShiftRow.cashier)
        .where(ShiftRow.document == running.shift)
    ).one()
    return OpenShiftRow(
        shift=running.shift,
        number=running.number,
        day=running.day,
        cashier=running.cashier,
        cashier_name=row.name or "",
        opened_at=row.opened_at,
        opening_cash=row.opening_cash,
        drawer_cash=drawer_cash(session),
        receipts=running_receipts(session.connection(), running.shift, session.till.terminal),
    )


def drawer_cash(session: ShopSession) -> Money:
    """What should lie in this till's drawer."""
    return account_balance(session, Account.DRAWER, session.till.terminal)


def last_closed_day(session: ShopSession) -> date | None:
    """The latest business date with a Z report at this till."""
    return session.execute(
        select(func.max(DayClosing.day)).where(DayClosing.terminal == session.till.terminal)
    ).scalar()


def unclosed_days(session: ShopSession) -> tuple[date, ...]:
    """Earlier business dates with figures and no Z report at this till, oldest first."""
    terminal = session.till.terminal
    last_closed = last_closed_day(session)
    query = (
        select(DayFigure.day)
        .where(DayFigure.terminal == terminal, DayFigure.day < store_day(session))
        .distinct()
        .order_by(DayFigure.day)
    )
    if last_closed is not None:
        query = query.where(DayFigure.day > last_closed)
    return tuple(session.execute(query).scalars())
