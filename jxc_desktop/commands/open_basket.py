"""Keeping the basket that is being built, so that it comes back after a crash or a power cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.dialects.sqlite import insert

from jxc_desktop.documents.basket_draft import basket_draft
from jxc_desktop.models.till import OpenBasket

if TYPE_CHECKING:
    from jxc_desktop.domain.basket import Basket
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class SaveOpenBasket:
    """Keep `basket`, which will be sold under the id `request`; an empty one is forgotten."""

    basket: Basket
    request: str


def save_open_basket(session: ShopSession, command: SaveOpenBasket) -> None:
    """Replace what was kept. It moves no stock and no money."""
    if command.basket.is_empty:
        forget_open_basket(session)
        return
    row = {
        "draft": basket_draft(command.basket),
        "saved_at": session.till.clock(),
        "request": command.request,
    }
    statement = insert(OpenBasket).on_conflict_do_update(index_elements=["id"], set_=row)
    session.execute(statement, {"id": 1, **row})


def forget_open_basket(session: ShopSession) -> None:
    """Keep no basket any more: it was sold, held or cancelled."""
    session.connection().exec_driver_sql("DELETE FROM open_basket")
