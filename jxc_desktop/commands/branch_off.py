"""Two copies of one terminal went on apart: the facts of this one go on in a new life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from jxc_desktop.commands.begin_incarnation import BeginIncarnation, begin_incarnation
from jxc_desktop.documents.document import UnreadableDocument, read_document
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import INCARNATION_MAX, TerminalNo
from jxc_desktop.journal.branch_off import cut_off, repost
from jxc_desktop.journal.continuity import BreakKind, ChainBreak
from jxc_desktop.journal.rebuild import rebuild
from jxc_desktop.models.company import TerminalRow
from jxc_desktop.models.till import PrintJob

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from jxc_desktop.domain.ids import DocumentKey
    from jxc_desktop.journal.branch_off import CutDocument
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class BranchOff:
    """At `first` of this chain the server has another document.

    `take_theirs` puts the server's branch into the journal, in the same transaction.
    """

    terminal: TerminalNo
    incarnation: int
    first: int
    take_theirs: Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class BranchedOff:
    """What was cut off, and how much of it was posted again."""

    cut: int
    reposted: int


def next_life(session: ShopSession, server_last: int) -> int:
    """The first incarnation of this terminal that nobody has begun; refuses after the last."""
    incarnation = max(session.till.incarnation, server_last) + 1
    if incarnation > INCARNATION_MAX:
        raise Refusal("incarnations_used_up")
    return incarnation


def branch_off(session: ShopSession, command: BranchOff) -> BranchedOff:
    """Cut this disk's branch off, take the server's, and post the own facts again.

    A terminal's own current chain goes on in a new life: the session's till is that already
    (`Store.transaction_as`). Of another terminal's chain, and of an older life, only the place is
    cleared: facts of another terminal are posted again by that terminal. What is on the way at the
    till (open and held baskets) is left alone. A second time there is nothing left to do.
    """
    connection, till = session.connection(), session.till
    own = command.terminal == till.terminal
    key = (
        own_public_key(session, till.terminal)
        if own and command.incarnation < till.incarnation
        else b""
    )
    cut = cut_off(connection, command.terminal, command.incarnation, command.first)
    if not cut:
        return BranchedOff(0, 0)
    rebuild(connection)
    command.take_theirs(connection)
    if not own:
        return BranchedOff(len(cut), 0)
    found = ChainBreak(BreakKind.FORKED, till.incarnation, numbers=_numbers(cut))
    begin_incarnation(session, BeginIncarnation(found, key))
    keys = repost(session, cut)
    _follow(session, keys)
    return BranchedOff(len(cut), len(keys))


def own_public_key(session: ShopSession, terminal: TerminalNo) -> bytes:
    """The key that the terminal signs with, as its latest life told."""
    told = session.execute(
        select(TerminalRow.public_key)
        .where(TerminalRow.terminal == terminal)
        .order_by(TerminalRow.incarnation.desc())
        .limit(1)
    ).scalar_one()
    return bytes.fromhex(told)


def _numbers(cut: Sequence[CutDocument]) -> dict[str, int]:
    """Numbers that the branch knew to be printed by an earlier life: not printed again either."""
    numbers: dict[str, int] = {}
    for each in cut:
        try:
            body = read_document(each.spelled).body
        except UnreadableDocument:
            continue
        if isinstance(body, TerminalEnrolled):
            for series, last in body.numbers.items():
                numbers[series] = max(last, numbers.get(series, 0))
    return numbers


def _follow(session: ShopSession, keys: dict[DocumentKey, DocumentKey]) -> None:
    """Paper that is still owed is owed for the fact, under whatever key."""
    owed = session.execute(select(PrintJob.id, PrintJob.subject)).all()
    for job, subject in owed:
        if subject in keys:
            session.execute(
                update(PrintJob).where(PrintJob.id == job).values(subject=keys[subject])
            )
