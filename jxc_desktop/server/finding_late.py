"""Documents that came days after they were made."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.server.raising import Finding
from jxc_desktop.server.tables import raised_exception, registered_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from jxc_desktop.documents.document import Document

LATE_AFTER = timedelta(hours=48)


def late_documents(
    connection: Connection, documents: Sequence[Document], now: datetime
) -> Iterator[Finding]:
    """The first late one of each terminal and business date: a week offline is seven lines.

    What a shop did before it joined the company is not late.
    """
    late = [each for each in documents if now - each.head.at > LATE_AFTER]
    if not late:
        return
    joined = _joined(connection, {each.head.terminal for each in late})
    told = _told(connection, {each.head.terminal for each in late})
    for document in late:
        head = document.head
        since = joined.get(head.terminal)
        day = head.day.isoformat()
        if since is None or head.at <= since or (head.terminal, day) in told:
            continue
        told.add((head.terminal, day))
        detail: dict[str, str | int] = {
            "day": day,
            "hours": (now - head.at) // timedelta(hours=1),
        }
        place = (int(head.store), int(document.key), int(head.terminal))
        yield Finding(ExceptionKind.LATE_DOCUMENT, *place, detail)


def _joined(connection: Connection, terminals: set[int]) -> dict[int, datetime]:
    table = registered_terminal.c
    query = select(table.number, table.enrolled_at).where(table.number.in_(terminals))
    return {row.number: row.enrolled_at for row in connection.execute(query)}


def _told(connection: Connection, terminals: set[int]) -> set[tuple[int, str]]:
    table = raised_exception.c
    query = select(table.subject, table.detail).where(
        table.kind == ExceptionKind.LATE_DOCUMENT.value, table.subject.in_(terminals)
    )
    return {(row.subject, json.loads(row.detail)["day"]) for row in connection.execute(query)}
