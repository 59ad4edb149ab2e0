"""Voiding (作废): everything of a receipt taken back, as a document that names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import func, select

from jxc_desktop.commands.at_the_till import needed_shift, refuse_no_reason
from jxc_desktop.commands.authority import require
from jxc_desktop.commands.paper_owed import owe_paper
from jxc_desktop.documents.sale import LineRemark, Sale, SaleLine, SalePayment
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import DocumentKey, terminal_of
from jxc_desktop.domain.numbers import NOTHING, Money
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.journal.post import post
from jxc_desktop.journal.series import next_number, receipts
from jxc_desktop.models.sales import ReturnedLine, SaleRow
from jxc_desktop.queries.find_document import find_sale
from jxc_desktop.queries.store_day import store_moment

if TYPE_CHECKING:
    from datetime import date

    from jxc_desktop.documents.document import Document
    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class VoidSale:
    """Take the whole receipt `sale` back; goods and money return the way they came."""

    sale: DocumentKey
    actor: PersonId
    reason: str
    approvals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SaleVoided:
    """The void as it stands in the journal; `total` goes back to the customer (below zero)."""

    void: DocumentKey
    serial: int
    total: Money
    opens_drawer: bool


def void_sale(session: ShopSession, command: VoidSale) -> SaleVoided:
    """Post the reversal of a sale that this till took on this business date.

    Refuses an unknown receipt (`receipt_unknown`), one of another day or till (`void_too_late`: it
    comes back as a return), one that was voided or partly returned (`already_voided`,
    `already_returned`), a missing reason (`reason_needed`) and a closed till (`shift_not_open`).
    """
    shift = needed_shift(session)
    refuse_no_reason(command.reason)
    found = find_sale(session, command.sale)
    if found is None:
        raise Refusal("receipt_unknown")
    document, sale = found
    moment = store_moment(session)
    _refuse_unless_voidable(session, document, sale, moment.day)
    approvers = require(session, command.actor, {Permission.VOID_SALE}, command.approvals)
    till = session.till
    void = Sale(
        serial=next_number(session.connection(), till.terminal, receipts(moment.day)),
        shift=shift.shift,
        warehouse=sale.warehouse,
        # What the receipt took back is sold again; it names its sale, so that this is undone.
        lines=sale.returns,
        returns=tuple(_back(line, document.key, place) for place, line in enumerate(sale.lines, 1)),
        payments=tuple(_paid_back(payment) for payment in sale.payments),
        total=-sale.total,
        customer=sale.customer,
        customer_name=sale.customer_name,
        voids=document.key,
        approved_by=approvers,
        reason=command.reason.strip(),
    )
    posted = post(session, void, actor=command.actor, moment=moment)
    opens_drawer = any(payment.kind == "cash" for payment in sale.payments)
    if opens_drawer:
        owe_paper(session, Paper.DRAWER_KICK, posted.key)
    owe_paper(session, Paper.RECEIPT, posted.key)
    return SaleVoided(posted.key, void.serial, void.total, opens_drawer)


def _refuse_unless_voidable(
    session: ShopSession, document: Document, sale: Sale, today: date
) -> None:
    key = document.key
    if sale.voids is not None:
        raise Refusal("void_of_void")
    if terminal_of(key) != session.till.terminal or document.head.day != today:
        raise Refusal("void_too_late")
    if session.execute(select(SaleRow.document).where(SaleRow.voids == key)).scalar() is not None:
        raise Refusal("already_voided")
    returned = session.execute(
        select(ReturnedLine.line)
        .where(ReturnedLine.sale == key)
        .group_by(ReturnedLine.line)
        .having(func.sum(ReturnedLine.quantity) != NOTHING)
        .limit(1)
    ).first()
    if returned:
        raise Refusal("already_returned")


def _back(line: SaleLine, sale: DocumentKey, place: int) -> SaleLine:
    remark = LineRemark(takes_back_sale=sale, takes_back_line=place)
    return msgspec.structs.replace(line, remark=remark)


def _paid_back(payment: SalePayment) -> SalePayment:
    return msgspec.structs.replace(payment, amount=-payment.amount, fee=-payment.fee, tendered=None)
