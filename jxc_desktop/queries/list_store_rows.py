"""The company's stores with what each prints on its papers: for the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.ids import StoreId
from jxc_desktop.models.records import StoreRow
from jxc_desktop.queries.list_terminals import list_stores

if TYPE_CHECKING:
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class StoreDetails:
    """A store; what is empty is printed as the shop's settings have it."""

    store: StoreId
    name: str
    address: str
    phone: str
    is_own: bool
    """Whether this terminal stands in it."""


def list_store_rows(session: ShopSession) -> tuple[StoreDetails, ...]:
    """Every store that somebody named or that has a terminal, by number."""
    rows = session.execute(
        select(StoreRow.id, StoreRow.name, StoreRow.address, StoreRow.phone)
    ).all()
    written = {row.id: (row.name, row.address, row.phone) for row in rows}
    own = session.till.store
    return tuple(
        StoreDetails(
            StoreId(store.store),
            *written.get(StoreId(store.store), ("", "", "")),
            is_own=store.store == own,
        )
        for store in list_stores(session)
    )
