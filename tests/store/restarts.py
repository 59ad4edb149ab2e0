"""A till that tests switch off and on again, as the program does at its start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import insert

from jxc_desktop.commands.begin_incarnation import BeginIncarnation, begin_incarnation
from jxc_desktop.journal.continuity import ChainBreak, find_break, last_seen
from jxc_desktop.models.till import Incarnation
from jxc_desktop.store.incarnation import find_till
from jxc_desktop.store.opening import Store
from jxc_desktop.store.sentinel import Sentinel
from tests.shop import COLA_CODE, KEY, Shop, ShopClock, make_shop

MARK = "till-one"


def sentinel_of(folder: Path) -> Sentinel:
    return Sentinel((folder / "beside.last-seen", folder / "state" / "own.last-seen"), MARK)


def open_new_shop(folder: Path) -> Shop:
    """A shop with an open shift that was set up a moment ago."""
    shop = make_shop(folder)
    with shop.store.transaction() as session:
        row = {"id": 1, "terminal": 1, "incarnation": 0, "store": 1}
        session.execute(insert(Incarnation), row)
    shop.open_shift()
    return shop


def sell_and_note(shop: Shop, folder: Path, times: int = 1) -> list[int]:
    """Sell colas; after each commit the sentinel notes it. Answers with the receipts' numbers."""
    serials = []
    for _ in range(times):
        serials.append(shop.sell(shop.basket(COLA_CODE)).serial)
        note(shop, folder)
    return serials


def note(shop: Shop, folder: Path) -> None:
    till = shop.store.till
    assert till is not None
    with shop.store.reading() as session:
        seen = last_seen(session.connection(), till)
    assert sentinel_of(folder).write(seen)


def switch_on(
    folder: Path, before: Shop, clock: ShopClock | None = None
) -> tuple[Shop, ChainBreak | None]:
    """Start as the program does: know the till, look for a break, begin a new life if need be."""
    clock = clock or before.clock
    store = Store(folder / "shop.db", KEY)
    till = find_till(store, clock, before.signer.sign)
    assert till is not None
    with store.reading() as session:
        found = find_break(session.connection(), till, sentinel_of(folder).read())
    if found is not None:
        store.serve(replace(till, incarnation=found.incarnation))
        public_key = before.signer.public_key().public_bytes_raw()
        with store.transaction() as session:
            begin_incarnation(session, BeginIncarnation(found, public_key))
    else:
        store.serve(till)
    return Shop(store, clock, before.signer, before.requests + 1000), found
