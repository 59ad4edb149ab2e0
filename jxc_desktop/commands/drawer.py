"""The drawer between sales: cash put in and taken out for a reason, or opened to give change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.commands.at_the_till import (
    first_approver,
    needed_shift,
    refuse_no_reason,
    shift_key,
)
from jxc_desktop.commands.authority import require
from jxc_desktop.commands.paper_owed import owe_paper
from jxc_desktop.documents.shift import CashMoved, DrawerOpened
from jxc_desktop.domain.cash_count import CASH_LIMIT
from jxc_desktop.domain.cash_purpose import CashPurpose
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.journal.post import post
from jxc_desktop.queries.find_shift import drawer_cash

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import DocumentKey, PersonId
    from jxc_desktop.store.session import ShopSession

REASON_MAX = 100


@dataclass(frozen=True, slots=True)
class MoveCash:
    """Put `amount` into the drawer (above zero) or take it out (below zero)."""

    actor: PersonId
    amount: Money
    purpose: CashPurpose
    reason: str
    approvals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenDrawer:
    """Open the drawer without a sale."""

    actor: PersonId
    reason: str = ""
    approvals: tuple[int, ...] = ()


def move_cash(session: ShopSession, command: MoveCash) -> DocumentKey:
    """Post the movement and its slip.

    Refuses nothing (`cash_zero`), too much (`cash_too_large`), more than lies in the drawer
    (`drawer_too_empty`), a direction that the purpose does not have (`cash_direction`), a missing
    reason (`reason_needed`) and a closed till (`shift_not_open`).
    """
    shift = needed_shift(session)
    _refuse_unfit(command, drawer_cash(session))
    approvers = require(session, command.actor, {Permission.CASH_IN_OUT}, command.approvals)
    body = CashMoved(
        shift=shift.shift,
        amount=command.amount,
        purpose=command.purpose.value,
        reason=command.reason.strip()[:REASON_MAX],
        approved_by=first_approver(approvers),
    )
    posted = post(session, body, actor=command.actor)
    owe_paper(session, Paper.DRAWER_KICK, posted.key)
    owe_paper(session, Paper.CASH_SLIP, posted.key)
    return posted.key


def _refuse_unfit(command: MoveCash, drawer: Money) -> None:
    amount = command.amount
    if not amount:
        raise Refusal("cash_zero")
    if abs(amount) >= CASH_LIMIT:
        raise Refusal("cash_too_large", amount=amount, limit=CASH_LIMIT)
    refuse_no_reason(command.reason)
    if command.purpose.comes_in is not (amount > ZERO):
        raise Refusal("cash_direction", purpose=command.purpose)
    if -amount > drawer:
        raise Refusal("drawer_too_empty", drawer=drawer, wanted=-amount)


def open_drawer(session: ShopSession, command: OpenDrawer) -> DocumentKey:
    """Record it and kick the drawer."""
    approvers = require(session, command.actor, {Permission.OPEN_DRAWER}, command.approvals)
    body = DrawerOpened(
        shift=shift_key(session),
        reason=command.reason.strip()[:REASON_MAX],
        approved_by=first_approver(approvers),
    )
    posted = post(session, body, actor=command.actor)
    owe_paper(session, Paper.DRAWER_KICK, posted.key)
    return posted.key
