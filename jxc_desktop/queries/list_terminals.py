"""The company as this terminal knows it: its stores, and its terminals as the server last told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.instants import instant_if_any
from jxc_desktop.domain.sync_facts import TerminalStatus
from jxc_desktop.models.company import TerminalRow
from jxc_desktop.models.records import StoreRow
from jxc_desktop.models.till import LocalSetting
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.find_sync import TERMINALS

if TYPE_CHECKING:
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class StoreName:
    """A store of the company; without a name where nobody gave it one."""

    store: int
    name: str


def list_terminals(session: ShopSession) -> tuple[TerminalStatus, ...]:
    """Every terminal of the company, by store and number; nobody in a shop that stands alone."""
    text = session.execute(
        select(LocalSetting.value).where(LocalSetting.name == TERMINALS)
    ).scalar()
    rows = json.loads(text) if text else []
    found = [
        TerminalStatus(**{**row, "last_seen": instant_if_any(int(row["last_seen"]))})
        for row in rows
    ]
    return tuple(sorted(found, key=lambda row: (row.revoked, row.store, row.terminal)))


def list_stores(session: ShopSession) -> tuple[StoreName, ...]:
    """Every store that somebody named or that has a terminal; its own is always there."""
    names = {int(row.id): row.name for row in session.execute(select(StoreRow.id, StoreRow.name))}
    for store in session.execute(select(TerminalRow.store).distinct()).scalars():
        names.setdefault(int(store), "")
    own = int(session.till.store)
    names[own] = names.get(own) or find_settings(session).store_name
    return tuple(StoreName(store, names[store]) for store in sorted(names))
