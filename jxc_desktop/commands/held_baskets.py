"""Holding and recalling (挂单/取单): baskets put aside without moving stock or money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from jxc_desktop.commands.at_the_till import record_event, refuse_no_reason
from jxc_desktop.commands.authority import require
from jxc_desktop.commands.open_basket import SaveOpenBasket, forget_open_basket, save_open_basket
from jxc_desktop.commands.paper_owed import owe_paper
from jxc_desktop.documents.basket_draft import basket_draft, read_basket_draft
from jxc_desktop.domain.basket import Basket
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import DocumentKey
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.models.till import HeldBasket
from jxc_desktop.queries.find_sellable import find_unit

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.store.session import ShopSession

NOTE_MAX = 60


@dataclass(frozen=True, slots=True)
class HoldBasket:
    """Put `basket` aside under an optional note."""

    basket: Basket
    actor: PersonId
    request: str
    note: str = ""
    print_slip: bool = False


@dataclass(frozen=True, slots=True)
class RecallBasket:
    """Take a held basket up again."""

    held: int
    actor: PersonId


@dataclass(frozen=True, slots=True)
class DiscardHeldBasket:
    """Throw a held basket away, for a reason."""

    held: int
    actor: PersonId
    reason: str
    approvals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RecalledBasket:
    """The basket as it was held; `repriced` names goods whose price has changed since."""

    basket: Basket
    request: str
    repriced: tuple[str, ...]


def hold_basket(session: ShopSession, command: HoldBasket) -> int:
    """Keep the basket and clear the till; returns the held basket's number."""
    require(session, command.actor, {Permission.HOLD})
    if command.basket.is_empty:
        raise Refusal("basket_empty")
    held = session.execute(
        insert(HeldBasket).returning(HeldBasket.id),
        {
            "held_at": session.till.clock(),
            "held_by": command.actor,
            "note": command.note.strip()[:NOTE_MAX],
            "draft": basket_draft(command.basket),
            "request": command.request,
        },
    ).scalar_one()
    forget_open_basket(session)
    record_event(
        session,
        TillEvent.BASKET_HELD,
        command.actor,
        amount=command.basket.total,
        reason=command.note.strip(),
    )
    if command.print_slip:
        owe_paper(session, Paper.HELD_SLIP, DocumentKey(held))
    return held


def recall_basket(session: ShopSession, command: RecallBasket) -> RecalledBasket:
    """Give the basket back to the till; it keeps its prices, and what has changed is named."""
    require(session, command.actor, {Permission.HOLD})
    basket, request = _take(session, command.held)
    record_event(session, TillEvent.BASKET_RECALLED, command.actor, amount=basket.total)
    save_open_basket(session, SaveOpenBasket(basket, request))
    return RecalledBasket(basket, request, _repriced(session, basket))


def discard_held_basket(session: ShopSession, command: DiscardHeldBasket) -> None:
    """Forget the basket; that it was there stays on record."""
    refuse_no_reason(command.reason)
    require(session, command.actor, {Permission.CANCEL_ORDER}, command.approvals)
    basket, _request = _take(session, command.held)
    record_event(
        session,
        TillEvent.HELD_BASKET_DISCARDED,
        command.actor,
        amount=basket.total,
        reason=command.reason.strip(),
    )


def _take(session: ShopSession, held: int) -> tuple[Basket, str]:
    row = session.execute(
        select(HeldBasket.draft, HeldBasket.request).where(HeldBasket.id == held)
    ).one_or_none()
    if row is None:
        raise Refusal("held_basket_gone")
    basket = read_basket_draft(row.draft)
    if basket is None:
        raise Refusal("held_basket_unreadable")
    session.execute(delete(HeldBasket).where(HeldBasket.id == held))
    return basket, row.request


def _repriced(session: ShopSession, basket: Basket) -> tuple[str, ...]:
    changed = []
    for line in basket.sale_lines:
        now = find_unit(session, line.item.product, line.item.unit)
        if now is None or now.unit_price != line.item.unit_price:
            changed.append(line.item.name)
    return tuple(changed)
