"""A till's next life: after a restored or rolled back disk its chain begins anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from jxc_desktop import __version__
from jxc_desktop.documents.events import EventRecorded, TerminalEnrolled
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.numbers import Quantity
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.journal.post import post
from jxc_desktop.models.till import Incarnation
from jxc_desktop.queries.terminal_name import terminal_name
from jxc_desktop.store.restored_mark import remove_restored_mark

if TYPE_CHECKING:
    from jxc_desktop.journal.continuity import ChainBreak
    from jxc_desktop.store.session import ShopSession

NOBODY = PersonId(0)
"""The program itself, before anybody has signed in."""


@dataclass(frozen=True, slots=True)
class BeginIncarnation:
    """Go on as `found` says, with the till's public key (32 raw bytes)."""

    found: ChainBreak
    public_key: bytes


def begin_incarnation(session: ShopSession, command: BeginIncarnation) -> None:
    """Post the new chain's first documents; the session's till is already the new one.

    The caller serves the store as the new till before (`Store.serve`), as at a set-up. What the
    lost documents had printed is not printed again: the counters go on behind their numbers.
    """
    found, till = command.found, session.till
    kept = session.execute(select(Incarnation.incarnation)).scalar_one()
    assert till.incarnation == found.incarnation > kept, "served as the new till"
    session.execute(update(Incarnation).values(incarnation=found.incarnation))
    enrolled = TerminalEnrolled(
        name=terminal_name(session),
        public_key=command.public_key.hex(),
        version=__version__,
        numbers=found.numbers,
    )
    post(session, enrolled, actor=NOBODY)
    event = EventRecorded(
        event=TillEvent.RESTORED.value,
        name=found.backup,
        quantity=Quantity(1000 * found.documents_lost),
        reason=found.kind.value,
    )
    post(session, event, actor=NOBODY)
    remove_restored_mark(session.connection())
