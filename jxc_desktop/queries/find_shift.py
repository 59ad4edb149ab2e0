"""The open shift of this till, and the business dates that nobody closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jxc_desktop.domain.accounts import Account
from jxc_desktop.domain.figures import Figure
from jxc_desktop.models.figures import DayFigure
from jxc_desktop.models.records import Person
from jxc_desktop.models.shifts import DayClosing, ShiftClosing, ShiftRow
from jxc_desktop.queries.find_customer import account_balance
from jxc_desktop.queries.store_day import store_day

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


def find_open_shift(session: ShopSession) -> OpenShiftRow | None:
    """The running shift, or None between shifts."""
    row = session.execute(
        select(ShiftRow, Person.name)
        .outerjoin(ShiftClosing, ShiftClosing.shift == ShiftRow.document)
        .outerjoin(Person, Person.id == ShiftRow.cashier)
        .where(
            ShiftRow.terminal == session.till.terminal,
            ShiftClosing.shift.is_(None),
        )
        .order_by(ShiftRow.document.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    shift: ShiftRow = row[0]
    receipts = session.execute(
        select(func.coalesce(func.sum(DayFigure.count), 0)).where(
            DayFigure.shift == shift.document,
            DayFigure.terminal == shift.terminal,
            DayFigure.day >= shift.day,
            DayFigure.figure.in_((Figure.SALES.value, Figure.RETURNS.value, Figure.VOIDS.value)),
        )
    ).scalar_one()
    return OpenShiftRow(
        shift=shift.document,
        number=shift.number,
        day=shift.day,
        cashier=shift.cashier,
        cashier_name=row[1] or "",
        opened_at=shift.opened_at,
        opening_cash=shift.opening_cash,
        drawer_cash=drawer_cash(session),
        receipts=receipts,
    )


def drawer_cash(session: ShopSession) -> Money:
    """What should lie in this till's drawer."""
    return account_balance(session, Account.DRAWER, session.till.terminal)


def unclosed_days(session: ShopSession) -> tuple[date, ...]:
    """Earlier business dates with figures and no Z report at this till, oldest first."""
    terminal = session.till.terminal
    last_closed = session.execute(
        select(func.max(DayClosing.day)).where(DayClosing.terminal == terminal)
    ).scalar()
    query = (
        select(DayFigure.day)
        .where(DayFigure.terminal == terminal, DayFigure.day < store_day(session))
        .distinct()
        .order_by(DayFigure.day)
    )
    if last_closed is not None:
        query = query.where(DayFigure.day > last_closed)
    return tuple(session.execute(query).scalars())
