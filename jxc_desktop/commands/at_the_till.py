"""What commands at the till have in common: the running shift, a reason, a trace of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from jxc_desktop.documents.events import EventRecorded
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.journal.post import post
from jxc_desktop.queries.find_shift import running_shift

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import DocumentKey, PersonId, ProductId
    from jxc_desktop.domain.numbers import Money, Quantity
    from jxc_desktop.domain.till_events import TillEvent
    from jxc_desktop.queries.find_shift import RunningShift
    from jxc_desktop.store.session import ShopSession


class EventFields(TypedDict, total=False):
    """What can be said about an event, beside what it was and in which shift."""

    product: ProductId
    name: str
    quantity: Quantity
    amount: Money
    reason: str
    approved_by: PersonId | None


def needed_shift(session: ShopSession) -> RunningShift:
    """The running shift; refused while the till is closed (`shift_not_open`)."""
    shift = running_shift(session)
    if shift is None:
        raise Refusal("shift_not_open")
    return shift


def shift_key(session: ShopSession) -> DocumentKey | None:
    """The running shift's document, or None between shifts."""
    shift = running_shift(session)
    return None if shift is None else shift.shift


def refuse_no_reason(reason: str) -> None:
    """Refuse what is to be done for no reason (`reason_needed`)."""
    if not reason.strip():
        raise Refusal("reason_needed")


def first_approver(approvers: tuple[PersonId, ...]) -> PersonId | None:
    """Who approved, where a document names one person."""
    return approvers[0] if approvers else None


def record_event(
    session: ShopSession, event: TillEvent, actor: PersonId, **fields: Unpack[EventFields]
) -> DocumentKey:
    """Leave a document about it, within the running shift if there is one."""
    body = EventRecorded(event=event.value, shift=shift_key(session), **fields)
    return post(session, body, actor=actor).key
