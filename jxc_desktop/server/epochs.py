"""Epochs: whether this is the server that the terminals remember, or one that was restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.server.registry import company, note
from jxc_desktop.server.tables import company_file, epoch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from jxc_desktop.sync.wire import PositionMark

_KEY_BYTES = 32
_EPOCH_BITS = 64
_HASH8 = 8


def open_company(
    connection: Connection,
    name: str,
    shop: str,
    random_bits: Callable[[int], int],
    now: datetime,
) -> None:
    """Make the company's row and its first epoch, once."""
    if connection.execute(select(company_file.c.id)).scalar() is not None:
        return
    row = {
        "id": 1,
        "tenant": name,
        "shop": shop,
        "neighbour_key": random_bits(_KEY_BYTES * 8).to_bytes(_KEY_BYTES, "big"),
        "engine": "",
        "position": 0,
        "exception": 0,
    }
    connection.execute(insert(company_file), row)
    begin(connection, 0, "made", random_bits, now)


def current(connection: Connection) -> str:
    """The epoch that positions count in now."""
    query = select(epoch.c.name).order_by(epoch.c.number.desc()).limit(1)
    return str(connection.execute(query).scalar_one())


def begin(
    connection: Connection,
    position: int,
    why: str,
    random_bits: Callable[[int], int],
    now: datetime,
) -> str:
    """A new epoch from `position` on; the caller has locked the company's row."""
    last = connection.execute(select(func.max(epoch.c.number))).scalar()
    name = f"{random_bits(_EPOCH_BITS):016x}"
    row = {
        "number": 1 if last is None else last + 1,
        "name": name,
        "began_at": now,
        "began_at_position": position,
        "why": why,
    }
    connection.execute(insert(epoch), row)
    return name


def check_engine(
    connection: Connection, engine: str, random_bits: Callable[[int], int], now: datetime
) -> str:
    """A new epoch when the database is another one than when it was last opened."""
    found = company(connection, lock=True)
    if not engine or engine == found.engine:
        return current(connection)
    note(connection, engine=engine)
    if not found.engine:
        return current(connection)
    return begin(connection, found.position, "another engine", random_bits, now)


def lost_documents(connection: Connection, marks: Sequence[PositionMark]) -> bool:
    """Whether a terminal holds a document at a position where this server has none or another."""
    return bool(marks) and not _common(connection, marks[:1])


def last_common(connection: Connection, marks: Sequence[PositionMark], remembered: str) -> int:
    """Up to which position terminal and server surely hold the same documents; 0 for none.

    Above the first difference a document may stand at its old position by chance, and above the
    place where a later epoch than the `remembered` one began nothing is sure.
    """
    common = _common(connection, marks)
    last = 0
    for mark in sorted(marks, key=lambda each: each.position):
        if mark.position not in common:
            break
        last = mark.position
    known = select(epoch.c.number).where(epoch.c.name == remembered).scalar_subquery()
    began = connection.execute(
        select(func.min(epoch.c.began_at_position)).where(epoch.c.number > known)
    ).scalar()
    return last if began is None else min(last, began)


def _common(connection: Connection, marks: Sequence[PositionMark]) -> set[int]:
    wanted = [mark.position for mark in marks]
    rows = connection.execute(
        select(JournalEntry.position, JournalEntry.hash).where(JournalEntry.position.in_(wanted))
    )
    held = {row.position: bytes(row.hash[:_HASH8]) for row in rows}
    return {mark.position for mark in marks if held.get(mark.position) == mark.hash8}
