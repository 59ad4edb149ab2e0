"""Writing exceptions down: each once per document, kind and subject, numbered without a gap."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from jxc_desktop.server.registry import company, note
from jxc_desktop.server.tables import raised_exception

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from jxc_desktop.domain.exceptions import ExceptionKind


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that stands although a rule was broken."""

    kind: ExceptionKind
    store: int
    document: int
    subject: int
    detail: dict[str, str | int] = field(default_factory=dict)


def raise_findings(connection: Connection, findings: Sequence[Finding], now: datetime) -> None:
    """Number and write what was not written before; the company's row is locked already."""
    if not findings:
        return
    table = raised_exception.c
    documents = {each.document for each in findings}
    known = {
        tuple(row)
        for row in connection.execute(
            select(table.document, table.kind, table.subject).where(table.document.in_(documents))
        )
    }
    last = company(connection).exception
    rows = []
    for finding in findings:
        name = (finding.document, finding.kind.value, finding.subject)
        if name in known:
            continue
        known.add(name)
        last += 1
        rows.append(
            {
                "id": last,
                "kind": finding.kind.value,
                "store": finding.store,
                "document": finding.document,
                "subject": finding.subject,
                "at": now,
                "detail": json.dumps(finding.detail, ensure_ascii=False, sort_keys=True),
            }
        )
    if rows:
        connection.execute(insert(raised_exception), rows)
        note(connection, exception=last)
