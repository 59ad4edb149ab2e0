"""Leaving a trace of what a cashier took out of a basket: lines removed, orders cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.commands.authority import require
from jxc_desktop.commands.open_basket import forget_open_basket
from jxc_desktop.documents.events import EventRecorded
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.journal.post import post
from jxc_desktop.queries.find_shift import running_shift

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
    body = EventRecorded(
        event=event.value,
        shift=_shift(session),
        product=command.line.item.product,
        name=command.line.item.name,
        quantity=command.quantity,
        amount=command.amount,
        reason=command.reason.strip(),
        approved_by=approvers[0] if approvers else None,
    )
    return post(session, body, actor=command.actor).key


def cancel_order(session: ShopSession, command: CancelOrder) -> DocumentKey:
    """Record it and forget the basket; refuses a missing reason (`reason_needed`)."""
    if not command.reason.strip():
        raise Refusal("reason_needed")
    approvers = require(session, command.actor, {Permission.CANCEL_ORDER}, command.approvals)
    body = EventRecorded(
        event=TillEvent.ORDER_CANCELLED.value,
        shift=_shift(session),
        name="、".join(line.item.name for line in command.basket.lines[:5]),
        amount=command.basket.total,
        reason=command.reason.strip(),
        approved_by=approvers[0] if approvers else None,
    )
    forget_open_basket(session)
    return post(session, body, actor=command.actor).key


def _shift(session: ShopSession) -> DocumentKey | None:
    shift = running_shift(session)
    return None if shift is None else shift.shift
