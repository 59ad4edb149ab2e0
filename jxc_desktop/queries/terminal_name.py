"""What this till is called: on its sign-in, in its window, in its chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jxc_desktop.models.company import TerminalRow
from jxc_desktop.queries.find_settings import find_settings

if TYPE_CHECKING:
    from jxc_desktop.store.session import ShopSession


def terminal_name(session: ShopSession) -> str:
    """The name it joined its company with.

    The company's first till has the one in the shop's settings, where it can be changed.
    """
    own = session.till.terminal
    first = session.execute(select(func.min(TerminalRow.terminal))).scalar()
    if own == first or first is None:
        return find_settings(session).terminal_name
    name = session.execute(
        select(TerminalRow.name)
        .where(TerminalRow.terminal == own)
        .order_by(TerminalRow.incarnation.desc())
        .limit(1)
    ).scalar()
    return name or ""
