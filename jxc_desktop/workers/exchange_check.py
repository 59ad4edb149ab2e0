"""Comparing: whether each stream adds up to what the server has, and what to do if it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from jxc_desktop.commands.sync_settings import change_heard
from jxc_desktop.domain.streams import grown_sums
from jxc_desktop.journal.positions import forget_positions
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.sync import StreamCursor
from jxc_desktop.queries.find_sync import find_heard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from jxc_desktop.sync.wire import StreamMark
    from jxc_desktop.workers.exchange_facts import Errand

VOID_STEP = 200


def streams_that_differ(errand: Errand, marks: Mapping[int, StreamMark]) -> list[int]:
    """Compare each stream up to its mark; what is equal is remembered for the next time."""
    differ = []
    for stream, mark in sorted(marks.items()):
        errand.check()
        with errand.store.reading() as session:
            checked, count, checksum = _known(session, stream)
            if mark.position < checked:
                continue  # an answer that took its time
            if mark.position == checked and [mark.count, mark.checksum] == [count, checksum]:
                continue
            count, checksum = _summed(session, stream, checked, mark.position, (count, checksum))
        if (count, checksum) != (mark.count, mark.checksum):
            differ.append(stream)
            continue
        with errand.store.transaction() as session:
            _remember(session, stream, mark)
    return differ


def _known(session: Session, stream: int) -> tuple[int, int, int]:
    checked = session.execute(
        select(StreamCursor.checked).where(StreamCursor.stream == stream)
    ).scalar()
    sums = find_heard(session).sums.get(str(stream))
    if not checked or sums is None:
        return 0, 0, 0
    return checked, sums[0], sums[1]


def _summed(
    session: Session, stream: int, after: int, until: int, known: tuple[int, int]
) -> tuple[int, int]:
    hashes = session.execute(
        select(JournalEntry.hash).where(
            JournalEntry.stream == stream,
            JournalEntry.position > after,
            JournalEntry.position <= until,
        )
    ).scalars()
    return grown_sums(*known, hashes)


def _remember(session: Session, stream: int, mark: StreamMark) -> None:
    sums = {**find_heard(session).sums, str(stream): [mark.count, mark.checksum]}
    change_heard(session, sums=sums)
    made = insert(StreamCursor).values(stream=stream, position=mark.position, checked=mark.position)
    session.execute(
        made.on_conflict_do_update(
            index_elements=["stream"], set_={"checked": made.excluded.checked}
        )
    )


def forget_sums(session: Session, above: int = 0) -> None:
    """What was found equal above a position is void."""
    gone = session.execute(
        select(StreamCursor.stream).where(StreamCursor.checked > above)
    ).scalars()
    names = {str(stream) for stream in gone}
    sums = {name: each for name, each in find_heard(session).sums.items() if name not in names}
    change_heard(session, sums=sums)
    session.execute(update(StreamCursor).where(StreamCursor.checked > above).values(checked=0))


def begin_stream_anew(errand: Errand, stream: int) -> None:
    """Have the whole stream pulled again.

    Positions are given up, not documents: what the server names again is recognised, and what it
    does not name is pushed to it once more. A break in between only means that more is compared.
    """
    with errand.store.transaction() as session:
        session.execute(
            update(StreamCursor).where(StreamCursor.stream == stream).values(position=0, checked=0)
        )
        sums = find_heard(session).sums
        change_heard(
            session, sums={name: each for name, each in sums.items() if name != str(stream)}
        )
    give_up_positions(errand, JournalEntry.stream == stream)


def give_up_positions(errand: Errand, *wanted: object) -> None:
    """Take the positions of these documents back, the highest first, a few at a time."""
    while True:
        errand.check()
        with errand.store.reading() as session:
            keys = list(
                session.execute(
                    select(JournalEntry.key)
                    .where(JournalEntry.position.is_not(None), *wanted)  # type: ignore[arg-type]
                    .order_by(JournalEntry.position.desc())
                    .limit(VOID_STEP)
                ).scalars()
            )
        if not keys:
            return
        with errand.store.transaction() as session:
            forget_positions(session.connection(), keys)
