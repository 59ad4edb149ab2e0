"""The business date that it is now at this till."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.journal.post import StoreMoment, moment_of

if TYPE_CHECKING:
    from datetime import date

    from jxc_desktop.store.session import ShopSession


def store_moment(session: ShopSession) -> StoreMoment:
    """What a document posted now would carry: business date, hour, and the date it misses."""
    till = session.till
    return moment_of(session.connection(), till.terminal, till.clock())


def store_day(session: ShopSession) -> date:
    """The business date of a document posted now."""
    return store_moment(session).day
