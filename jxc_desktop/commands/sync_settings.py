"""What this machine keeps of its tie to the server; no document, since it is nobody else's."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from jxc_desktop.domain.instants import milliseconds
from jxc_desktop.models.till import LocalSetting
from jxc_desktop.queries.find_sync import HEARD, TERMINALS, TIE, find_heard, find_tie

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jxc_desktop.domain.sync_facts import TerminalStatus
    from jxc_desktop.queries.find_sync import SyncHeard, SyncTie
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class PauseSync:
    """Stay offline on purpose (`paused`), or come back; anybody at the till may."""

    paused: bool


def pause_sync(session: ShopSession, command: PauseSync) -> None:
    """Remember it over restarts; nothing happens in a shop that stands alone."""
    change_tie(session, paused=command.paused)


def keep_tie(session: Session, tie: SyncTie) -> None:
    """Remember the tie."""
    _write(session, TIE, asdict(tie))


def change_tie(session: Session, **values: str | bool) -> None:
    """Remember these fields of the tie anew; nothing without a tie."""
    tie = find_tie(session)
    if tie is None:
        return
    changed = replace(tie, **values)  # type: ignore[arg-type]  # the callers name its own fields
    if changed != tie:
        keep_tie(session, changed)


def change_heard(session: Session, **values: int | bool | dict[str, list[int]]) -> SyncHeard:
    """Remember how far this terminal has listened."""
    heard = replace(find_heard(session), **values)  # type: ignore[arg-type]  # its own fields
    _write(session, HEARD, asdict(heard))
    return heard


def keep_terminals(session: Session, terminals: tuple[TerminalStatus, ...]) -> None:
    """Remember the company's terminals."""
    rows = [
        {
            **asdict(each),
            "last_seen": milliseconds(each.last_seen),
        }
        for each in terminals
    ]
    _write(session, TERMINALS, rows)


def _write(session: Session, name: str, value: object) -> None:
    session.execute(delete(LocalSetting).where(LocalSetting.name == name))
    session.execute(insert(LocalSetting), {"name": name, "value": json.dumps(value)})
