"""Projecting what was stored: all at once, and where that fails one by one, the culprit parked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from jxc_desktop.documents.document import UnreadableDocument, read_document
from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.domain.ids import DocumentKey, terminal_of
from jxc_desktop.journal.apply import apply_all
from jxc_desktop.journal.parking import poison
from jxc_desktop.models.journal import JournalEntry, ParkedDocument
from jxc_desktop.server import finding
from jxc_desktop.server.raising import Finding, raise_findings
from jxc_desktop.server.registry import company
from jxc_desktop.server.tables import parked_try

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from jxc_desktop.documents.document import Document
    from jxc_desktop.server.keeping import Placed

_RETRIED_AT_ONCE = 20
_FIRST_WAIT = 16
_WAIT_MAX = 1 << 20


@dataclass(slots=True)
class Projected:
    """What became of a batch."""

    parked: set[DocumentKey] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def project(connection: Connection, placed: Sequence[Placed], now: datetime) -> Projected:
    """Project new documents in the order of their positions; also tries a few parked ones again."""
    done = Projected()
    for position, each in placed:
        if each.document is None:
            store = 0 if each.head is None else int(each.head.store)
            done.parked.add(each.key)
            done.findings.append(_park(connection, each.key, each.unread, (store, position), now))
    places = {each.key: position for position, each in placed}
    readable = [each.document for _, each in placed if each.document is not None]
    _project_all(connection, readable, places, done, now)
    last = placed[-1][0]
    _retry_due(connection, last, now)
    return done


def _project_all(
    connection: Connection,
    documents: Sequence[Document],
    places: dict[DocumentKey, int],
    done: Projected,
    now: datetime,
) -> None:
    if not documents:
        return
    before = finding.before(connection, documents)
    why = _try(connection, documents)
    if not why:
        done.findings += before + finding.after(connection, documents, now)
        return
    if len(documents) == 1:
        (bad,) = documents
        done.parked.add(bad.key)
        where = (int(bad.head.store), places[bad.key])
        done.findings.append(_park(connection, bad.key, why, where, now))
        return
    # Halves: one poison among five hundred costs some twenty tries, not five hundred.
    middle = len(documents) // 2
    _project_all(connection, documents[:middle], places, done, now)
    _project_all(connection, documents[middle:], places, done, now)


def _try(connection: Connection, documents: Sequence[Document]) -> str:
    """Apply in a savepoint; the reason when nothing of it stands."""
    bad: tuple[type[Exception], ...] = (*poison(connection), TypeError, LookupError)
    try:
        with connection.begin_nested():
            apply_all(connection, documents)
    except bad as error:
        return f"{type(error).__name__}: {error}"[:500]
    return ""


def _park(
    connection: Connection,
    key: DocumentKey,
    why: str,
    where: tuple[int, int],
    now: datetime,
) -> Finding:
    """Let the document wait, and a person know; `where` are its store and position."""
    store, position = where
    connection.execute(insert(ParkedDocument), {"document": key, "why": why[:500]})
    row = {
        "document": key,
        "parked_at": now,
        "tries": 1,
        "next_position": position + _FIRST_WAIT,
    }
    connection.execute(insert(parked_try), row)
    detail: dict[str, str | int] = {"why": why[:200]}
    return Finding(ExceptionKind.PARKED, store, int(key), int(terminal_of(key)), detail)


def retry_all(connection: Connection, now: datetime) -> int:
    """Try every parked document again, after an upgrade; returns how many were projected."""
    query = select(parked_try.c.document).order_by(parked_try.c.document)
    keys = list(connection.execute(query).scalars())
    return _retry(connection, keys, company(connection).position, now)


def _retry_due(connection: Connection, position: int, now: datetime) -> None:
    query = (
        select(parked_try.c.document)
        .where(parked_try.c.next_position <= position)
        .order_by(parked_try.c.next_position)
        .limit(_RETRIED_AT_ONCE)
    )
    _retry(connection, list(connection.execute(query).scalars()), position, now)


def _retry(connection: Connection, keys: Sequence[int], position: int, now: datetime) -> int:
    done = 0
    for key in keys:
        spelled = connection.execute(
            select(JournalEntry.spelled).where(JournalEntry.key == key)
        ).scalar_one()
        if _project_parked(connection, spelled, now):
            for table, column in ((parked_try, parked_try.c.document), _PARKED):
                connection.execute(delete(table).where(column == key))
            done += 1
        else:
            _wait_longer(connection, key, position)
    return done


_PARKED = (ParkedDocument, ParkedDocument.document)


def _project_parked(connection: Connection, spelled: bytes, now: datetime) -> bool:
    try:
        document = read_document(spelled)
    except UnreadableDocument:
        return False
    before = finding.before(connection, [document])
    if _try(connection, [document]):
        return False
    raise_findings(connection, before + finding.after(connection, [document], now), now)
    return True


def _wait_longer(connection: Connection, key: int, position: int) -> None:
    table = parked_try
    tries = connection.execute(select(table.c.tries).where(table.c.document == key)).scalar_one()
    wait = min(_FIRST_WAIT << min(tries, 20), _WAIT_MAX)
    connection.execute(
        update(table)
        .where(table.c.document == key)
        .values(tries=tries + 1, next_position=position + wait)
    )
