"""Joining a company: with the shop as it is, or as a fresh machine that has nothing yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from jxc_desktop import __version__
from jxc_desktop.commands.begin_incarnation import NOBODY
from jxc_desktop.commands.sync_settings import change_heard, keep_tie
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import StoreId, TerminalNo
from jxc_desktop.journal.positions import forget_positions
from jxc_desktop.journal.post import post
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.sync import (
    ForeignAccountRow,
    ForeignStockRow,
    ForeignStoreRow,
    ServerException,
    StreamCursor,
)
from jxc_desktop.models.till import Incarnation, LocalSetting
from jxc_desktop.queries.find_sync import HEARD, TERMINALS, TIE, SyncTie, count_backlog, find_tie
from jxc_desktop.store.session import Till

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from jxc_desktop.store.session import ShopSession
    from jxc_desktop.sync.wire import EnrolAnswer


_HEARD_OF = (ForeignStoreRow, ForeignStockRow, ForeignAccountRow, ServerException, StreamCursor)


@dataclass(frozen=True, slots=True)
class JoinCompany:
    """The server's welcome, and how it was reached."""

    answer: EnrolAnswer
    address: str
    ca_pem: str
    scope: str = "store"


@dataclass(frozen=True, slots=True)
class JoinAsNew:
    """The same for a machine without a shop; `public_key` are 32 raw bytes."""

    joining: JoinCompany
    name: str
    public_key: bytes
    machine: str = ""


def till_of_answer(
    answer: EnrolAnswer, clock: Callable[[], datetime], sign: Callable[[bytes], bytes]
) -> Till:
    """The till that a fresh machine becomes; hand it to `Store.transaction_as` or `Store.serve`."""
    return Till(TerminalNo(answer.terminal), 0, StoreId(answer.store), clock, sign)


def join_with_shop(session: ShopSession, command: JoinCompany) -> None:
    """Tie the shop to the company; its journal goes there from the first document on.

    Terminal and store keep their numbers, which is what the chain is signed with. Who is invited
    again by the own company keeps what was exchanged. Refuses where the server gave other numbers
    (`join_other_terminal`) and a shop that belongs to another company (`joined_already`).
    """
    till, answer = session.till, command.answer
    known = find_tie(session)
    if known is not None and known.tenant != answer.tenant:
        raise Refusal("joined_already")
    if (answer.terminal, answer.store) != (till.terminal, till.store):
        raise Refusal("join_other_terminal", terminal=answer.terminal, store=answer.store)
    if known is None:
        # Positions of a company that was left say nothing to this one.
        forget_positions(session.connection())
        session.execute(delete(StreamCursor))
    keep_tie(session, _tie(command, "" if known is None else known.epoch))


def join_as_new(session: ShopSession, command: JoinAsNew) -> None:
    """Make this machine the terminal that the server welcomed; the session's till is it already.

    Its first document says who it is; records, people and settings come from the server
    (`workers.snapshot_loader`). Refuses a database that has a shop (`shop_exists`).
    """
    if (
        session.execute(select(Incarnation.id)).first() is not None
        or session.execute(select(JournalEntry.key).limit(1)).first() is not None
    ):
        raise Refusal("shop_exists")
    till = session.till
    session.execute(
        insert(Incarnation),
        {"id": 1, "terminal": till.terminal, "incarnation": till.incarnation, "store": till.store},
    )
    keep_tie(session, _tie(command.joining))
    change_heard(session, loading=True)
    enrolled = TerminalEnrolled(
        name=command.name,
        public_key=command.public_key.hex(),
        version=__version__,
        machine=command.machine,
    )
    post(session, enrolled, actor=NOBODY)


@dataclass(frozen=True, slots=True)
class LeaveCompany:
    """Stand alone again, with everything that is here."""


def leave_company(session: ShopSession, _command: LeaveCompany) -> None:
    """Untie the shop; refuses while anything here is not at the server (`leaving_with_backlog`)."""
    if find_tie(session) is None:
        return
    backlog = count_backlog(session)
    if backlog:
        raise Refusal("leaving_with_backlog", count=backlog)
    session.execute(delete(LocalSetting).where(LocalSetting.name.in_((TIE, HEARD, TERMINALS))))
    for model in _HEARD_OF:
        session.execute(delete(model))


def _tie(command: JoinCompany, epoch: str = "") -> SyncTie:
    answer = command.answer
    return SyncTie(
        address=command.address,
        tenant=answer.tenant,
        ca_pem=command.ca_pem,
        neighbour_key=answer.neighbour_key.hex(),
        scope=command.scope,
        shop=answer.shop,
        epoch=epoch,
    )
