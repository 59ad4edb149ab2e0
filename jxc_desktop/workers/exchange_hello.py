"""The greeting: who we are, which server we remember, and what is void since it was restored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from jxc_desktop import __version__
from jxc_desktop.commands.sync_settings import change_heard, change_tie
from jxc_desktop.documents.document import FORMAT
from jxc_desktop.domain.instants import milliseconds
from jxc_desktop.journal.post import chain_head
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.sync import ServerException, StreamCursor
from jxc_desktop.queries.find_sync import count_backlog, find_tie
from jxc_desktop.sync.wire import HelloAsked, PositionMark
from jxc_desktop.workers.exchange_check import forget_sums, give_up_positions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from jxc_desktop.sync.wire import HelloAnswer
    from jxc_desktop.workers.exchange_facts import Errand

MARKS_MAX = 24
_HASH_BYTES = 8


def say_hello(errand: Errand) -> HelloAnswer:
    """Greet, and take up what the answer says of positions; `errand.epoch` is known afterwards."""
    errand.check()
    answer = errand.port.hello(_asked(errand))
    errand.done.clock_ahead_seconds = (milliseconds(errand.clock()) - answer.at) // 1000
    if answer.rebase_to is not None:
        _void(errand, answer.rebase_to)
    _keep(errand, answer)
    errand.epoch = answer.epoch
    return answer


def _keep(errand: Errand, answer: HelloAnswer) -> None:
    """What the answer told of the company; nothing is written where nothing is new."""
    with errand.store.reading() as session:
        tie = find_tie(session)
    if tie is None:
        return
    told = replace(
        tie,
        epoch=answer.epoch,
        shop=answer.shop,
        store_name=answer.store_name,
        may_manage=answer.may_manage,
    )
    if told == tie:
        return
    with errand.store.transaction() as session:
        if tie.epoch not in {"", answer.epoch}:
            # Numbers of the other life: they are told again.
            session.execute(delete(ServerException))
            change_heard(session, foreign_position=0, exception=0)
        change_tie(
            session,
            epoch=answer.epoch,
            shop=answer.shop,
            store_name=answer.store_name,
            may_manage=answer.may_manage,
        )


def _asked(errand: Errand) -> HelloAsked:
    till = errand.till
    with errand.store.reading() as session:
        connection = session.connection()
        head = chain_head(connection, till.terminal, till.incarnation)
        tie = find_tie(session)
        return HelloAsked(
            version=__version__,
            schema=FORMAT,
            terminal=till.terminal,
            incarnation=till.incarnation,
            sequence=head.sequence,
            hash=head.hash,
            at=milliseconds(errand.clock()),
            epoch="" if tie is None else tie.epoch,
            marks=position_marks(connection),
            backlog=count_backlog(session),
        )


def position_marks(connection: Connection) -> tuple[PositionMark, ...]:
    """Documents held at positions: the latest, and ever further back from it."""
    marks: list[PositionMark] = []
    below, step = 1 << 62, 1
    while len(marks) < MARKS_MAX:
        row = connection.execute(
            select(JournalEntry.position, JournalEntry.hash)
            .where(JournalEntry.position.is_not(None), JournalEntry.position <= below)
            .order_by(JournalEntry.position.desc())
            .limit(1)
        ).one_or_none()
        if row is None:
            break
        marks.append(PositionMark(row.position, row.hash[:_HASH_BYTES]))
        below, step = row.position - step, step * 2
    return tuple(marks)


def _void(errand: Errand, rebase_to: int) -> None:
    """Positions above are void: everything there is pushed again, and pulled again.

    The epoch changes last, so that a break in between is only another hello like this one.
    """
    with errand.store.transaction() as session:
        forget_sums(session, rebase_to)
        session.execute(
            update(StreamCursor).where(StreamCursor.position > rebase_to).values(position=rebase_to)
        )
    give_up_positions(errand, JournalEntry.position > rebase_to)
