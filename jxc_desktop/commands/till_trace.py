"""Leaving a trace of what a cashier took out of a basket: lines removed, orders cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.commands.at_the_till import first_approver, record_event, refuse_no_reason
from jxc_desktop.commands.authority import require
from jxc_desktop.commands.open_basket import forget_open_basket
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.till_events import TillEvent

if TYPE_CHECKING:
    from jxc_desktop.domain.basket import Basket, BasketLine
    from jxc_desktop.domain.ids import DocumentKey, PersonId
    from jxc_desktop.domain.numbers import Money, Quantity
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class TraceRemoval:
    """The cashier took `quantity` of a line out of the basket, worth `amount`."""

    actor: PersonId
    line: BasketLine
    quantity: Quantity
    amount: Money
    whole_line: bool
    reason: str = ""
    approvals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """The cashier threw the whole basket away."""

    actor: PersonId
    basket: Basket
    reason: str
    approvals: tuple[int, ...] = ()


def trace_removal(session: ShopSession, command: TraceRemoval) -> DocumentKey:
    """Record it; refused to whom the role does not allow it."""
    approvers = require(session, command.actor, {Permission.REMOVE_LINE}, command.approvals)
    event = TillEvent.LINE_REMOVED if command.whole_line else TillEvent.QUANTITY_REDUCED
    return record_event(
        session,
        event,
        command.actor,
        product=command.line.item.product,
        name=command.line.item.name,
        quantity=command.quantity,
        amount=command.amount,
        reason=command.reason.strip(),
        approved_by=first_approver(approvers),
    )


def cancel_order(session: ShopSession, command: CancelOrder) -> DocumentKey:
    """Record it and forget the basket; refuses a missing reason (`reason_needed`)."""
    refuse_no_reason(command.reason)
    approvers = require(session, command.actor, {Permission.CANCEL_ORDER}, command.approvals)
    forget_open_basket(session)
    return record_event(
        session,
        TillEvent.ORDER_CANCELLED,
        command.actor,
        name="、".join(line.item.name for line in command.basket.lines[:5]),
        amount=command.basket.total,
        reason=command.reason.strip(),
        approved_by=first_approver(approvers),
    )
