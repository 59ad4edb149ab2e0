"""The baskets put aside at this till, and the one being built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jxc_desktop.documents.basket_draft import read_basket_draft
from jxc_desktop.models.records import Person
from jxc_desktop.models.till import HeldBasket, OpenBasket

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from jxc_desktop.domain.basket import Basket


@dataclass(frozen=True, slots=True)
class HeldBasketRow:
    """One basket put aside; `basket` is None when a newer program kept it."""

    held: int
    held_at: datetime
    held_by: str
    note: str
    basket: Basket | None


@dataclass(frozen=True, slots=True)
class OpenBasketRow:
    """The basket that was being built, and the id under which it will be sold."""

    basket: Basket
    request: str


def list_held_baskets(session: Session) -> tuple[HeldBasketRow, ...]:
    """All of them, oldest first."""
    rows = session.execute(
        select(HeldBasket.id, HeldBasket.held_at, HeldBasket.note, HeldBasket.draft, Person.name)
        .outerjoin(Person, Person.id == HeldBasket.held_by)
        .order_by(HeldBasket.id)
    )
    return tuple(
        HeldBasketRow(row.id, row.held_at, row.name or "", row.note, read_basket_draft(row.draft))
        for row in rows
    )


def count_held_baskets(session: Session) -> int:
    """How many there are."""
    return session.execute(select(func.count()).select_from(HeldBasket)).scalar_one()


def find_open_basket(session: Session) -> OpenBasketRow | None:
    """The basket that a crash or a power cut left open; None if there is none."""
    row = session.execute(select(OpenBasket.draft, OpenBasket.request)).one_or_none()
    basket = None if row is None else read_basket_draft(row.draft)
    if row is None or basket is None or basket.is_empty:
        return None
    return OpenBasketRow(basket, row.request)
