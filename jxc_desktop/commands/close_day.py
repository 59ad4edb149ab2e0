"""Closing the business date (日结): the numbered Z report that seals the terminal's chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jxc_desktop.commands.authority import require
from jxc_desktop.commands.paper_owed import owe_paper
from jxc_desktop.documents.shift import DayClosed
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.figures import Figure
from jxc_desktop.domain.ids import document_key
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.journal.post import chain_head, post
from jxc_desktop.journal.series import Z_REPORTS, next_number
from jxc_desktop.models.sales import SaleRow
from jxc_desktop.models.shifts import DayClosing
from jxc_desktop.queries.figure_rows import day_sheet
from jxc_desktop.queries.find_shift import find_open_shift, last_closed_day, unclosed_days
from jxc_desktop.queries.list_held_baskets import count_held_baskets
from jxc_desktop.queries.receipt_numbers import keys_of
from jxc_desktop.queries.store_day import store_day

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import DocumentKey, PersonId, TerminalNo
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class CloseDay:
    """Close the business date `day` of this till."""

    actor: PersonId
    day: date
    approvals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DayWasClosed:
    """The Z report's number and document."""

    document: DocumentKey
    number: int
    day: date
    net: Money


def close_day(session: ShopSession, command: CloseDay) -> DayWasClosed:
    """Post the Z report of the day; what is posted later goes to the next business date.

    Days are closed in order. Refuses a running shift of that day (`day_has_open_shift`), a day to
    come (`day_not_begun`), one that is closed (`day_already_closed`) and one with earlier days
    still open (`earlier_day_open`).
    """
    require(session, command.actor, {Permission.CLOSE_DAY}, command.approvals)
    _refuse_unfit(session, command.day)
    terminal = session.till.terminal
    sheet = day_sheet(session, command.day, terminal)
    sales, returns, voids = (
        sheet.total(figure).amount for figure in (Figure.SALES, Figure.RETURNS, Figure.VOIDS)
    )
    net = sales - returns - voids
    first, last, receipts = _serials(session, terminal, command.day)
    head = chain_head(session.connection(), terminal, session.till.incarnation)
    body = DayClosed(
        number=next_number(session.connection(), terminal, Z_REPORTS),
        closes=command.day,
        receipts=receipts,
        first_serial=first,
        last_serial=last,
        sales=sales,
        returns=returns,
        voids=voids,
        net=net,
        grand_total=_grand_total(session, terminal) + net,
        sealed_key=document_key(terminal, session.till.incarnation, head.sequence),
        sealed_hash=head.hash.hex(),
        held_baskets=count_held_baskets(session),
    )
    posted = post(session, body, actor=command.actor)
    owe_paper(session, Paper.Z_REPORT, posted.key)
    return DayWasClosed(posted.key, body.number, body.closes, net)


def _refuse_unfit(session: ShopSession, day: date) -> None:
    today = store_day(session)
    closed = last_closed_day(session)
    if closed is not None and day <= closed:
        raise Refusal("day_already_closed", day=day)
    if day > today:
        raise Refusal("day_not_begun", day=day)
    earlier = [open_day for open_day in unclosed_days(session) if open_day < day]
    if earlier:
        raise Refusal("earlier_day_open", day=earlier[0])
    shift = find_open_shift(session)
    if shift is not None and shift.day <= day:
        raise Refusal("day_has_open_shift", cashier=shift.cashier_name, number=shift.number)


def _serials(session: ShopSession, terminal: TerminalNo, day: date) -> tuple[int, int, int]:
    """First and last receipt number of the day, and how many there are."""
    first, last = keys_of(terminal)
    row = session.execute(
        select(func.min(SaleRow.serial), func.max(SaleRow.serial), func.count()).where(
            SaleRow.day == day, SaleRow.document.between(first, last)
        )
    ).one()
    return row[0] or 0, row[1] or 0, row[2]


def _grand_total(session: ShopSession, terminal: TerminalNo) -> Money:
    """The net of all days that this terminal closed before."""
    found = session.execute(
        select(func.sum(DayClosing.net)).where(DayClosing.terminal == terminal)
    ).scalar()
    return found or ZERO
