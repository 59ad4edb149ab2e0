"""The company's terminals, as the server last told of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.domain.sync_facts import TerminalStatus
from jxc_desktop.models.till import LocalSetting
from jxc_desktop.queries.find_sync import TERMINALS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def list_terminals(session: Session) -> tuple[TerminalStatus, ...]:
    """Every terminal by its number; empty before the first exchange."""
    text = session.execute(
        select(LocalSetting.value).where(LocalSetting.name == TERMINALS)
    ).scalar()
    return tuple(
        TerminalStatus(
            terminal=row["terminal"],
            store=row["store"],
            name=row["name"],
            last_seen=_moment(row["last_seen"]),
            backlog=row["backlog"],
            version=row["version"],
            revoked=row["revoked"],
        )
        for row in sorted(json.loads(text or "[]"), key=lambda row: int(row["terminal"]))
    )


def _moment(milliseconds: int) -> datetime | None:
    return datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds else None
