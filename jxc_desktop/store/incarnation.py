"""Which life of which terminal a database is, read before anything is written for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.ids import StoreId, TerminalNo
from jxc_desktop.models.till import Incarnation
from jxc_desktop.store.session import Till

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from jxc_desktop.store.opening import Store


def find_till(
    store: Store, clock: Callable[[], datetime], sign: Callable[[bytes], bytes]
) -> Till | None:
    """The till that the database belongs to; None where no shop has been set up yet."""
    with store.reading() as session:
        row = session.execute(
            select(Incarnation.terminal, Incarnation.incarnation, Incarnation.store)
        ).one_or_none()
    if row is None:
        return None
    return Till(TerminalNo(row.terminal), row.incarnation, StoreId(row.store), clock, sign)


def first_till(clock: Callable[[], datetime], sign: Callable[[bytes], bytes]) -> Till:
    """The till of a shop that is about to be set up: the store's first, in its first life.

    Hand it to `Store.serve` and then run `commands.set_up_shop` in a transaction: its first
    document is this till's, and nothing is left behind when it is refused.
    """
    return Till(TerminalNo(1), 0, StoreId(1), clock, sign)
