"""Opening and closing a shift (开班, 交班): who answers for the drawer, and what was in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.commands.authority import require
from jxc_desktop.commands.paper_owed import owe_paper
from jxc_desktop.documents.shift import CountedMethod, CountedNote, ShiftClosed, ShiftOpened
from jxc_desktop.domain.cash_count import CASH_LIMIT
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import ZERO, Money
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.journal.post import post
from jxc_desktop.journal.series import SHIFTS, next_number
from jxc_desktop.queries.find_shift import drawer_cash, find_open_shift
from jxc_desktop.queries.list_held_baskets import count_held_baskets

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import DocumentKey, PersonId
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class OpenShift:
    """Take the drawer over; `brought` cash is put in from the safe."""

    actor: PersonId
    brought: Money = ZERO


@dataclass(frozen=True, slots=True)
class CloseShift:
    """Give the drawer back: `counted` cash, of which `left` stays in it as the next float."""

    actor: PersonId
    counted: Money
    left: Money = ZERO
    notes: tuple[CountedNote, ...] = ()
    methods: tuple[CountedMethod, ...] = ()
    blind: bool = False
    taken_over_by: PersonId | None = None
    remark: str = ""
    approvals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ShiftWasOpened:
    """The shift that runs now; `cash` lies in the drawer."""

    shift: DocumentKey
    number: int
    cash: Money


@dataclass(frozen=True, slots=True)
class ShiftWasClosed:
    """How the shift ended; `difference` above zero is over, below zero short."""

    shift: DocumentKey
    expected: Money
    counted: Money
    difference: Money
    held_baskets: int


def open_shift(session: ShopSession, command: OpenShift) -> ShiftWasOpened:
    """Post the opening. Refuses a second open shift at the till (`shift_already_open`)."""
    require(session, command.actor, {Permission.OPEN_SHIFT})
    running = find_open_shift(session)
    if running is not None:
        raise Refusal("shift_already_open", cashier=running.cashier_name, number=running.number)
    _refuse_cash(command.brought)
    found = drawer_cash(session)
    number = next_number(session.connection(), session.till.terminal, SHIFTS)
    body = ShiftOpened(number=number, brought=command.brought, found=found)
    posted = post(session, body, actor=command.actor)
    return ShiftWasOpened(posted.key, number, found + command.brought)


def close_shift(session: ShopSession, command: CloseShift) -> ShiftWasClosed:
    """Post the closing: the difference goes to 长短款, what is not left goes to the safe.

    An open or held basket never blocks it: they stay at the till and the closing says how many.
    Somebody else's shift needs a permission of its own. Refuses when no shift is open
    (`shift_not_open`) and leaving more than was counted (`left_over_counted`).
    """
    running = find_open_shift(session)
    if running is None:
        raise Refusal("shift_not_open")
    needed = {Permission.CLOSE_SHIFT}
    if running.cashier != command.actor:
        needed.add(Permission.CLOSE_OTHERS_SHIFT)
    require(session, command.actor, needed, command.approvals)
    _refuse_cash(command.counted)
    _refuse_cash(command.left)
    if command.left > command.counted:
        raise Refusal("left_over_counted", left=command.left, counted=command.counted)
    held = count_held_baskets(session)
    body = ShiftClosed(
        shift=running.shift,
        expected=running.drawer_cash,
        counted=command.counted,
        left=command.left,
        notes=command.notes,
        methods=command.methods,
        blind=command.blind,
        held_baskets=held,
        taken_over_by=command.taken_over_by,
        remark=command.remark.strip(),
    )
    post(session, body, actor=command.actor)
    owe_paper(session, Paper.SHIFT_REPORT, running.shift)
    return ShiftWasClosed(running.shift, body.expected, body.counted, body.difference, held)


def _refuse_cash(amount: Money) -> None:
    if amount < ZERO:
        raise Refusal("cash_negative", amount=amount)
    if amount >= CASH_LIMIT:
        raise Refusal("cash_too_large", amount=amount, limit=CASH_LIMIT)
