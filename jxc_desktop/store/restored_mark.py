"""The mark in a database that was just restored: its till must begin a new life before it posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, select

from jxc_desktop.models.till import LocalSetting
from jxc_desktop.store.sentinel import LastSeen

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NAME = "restored_from"


class RestoredMark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """From which backup, and how far the database had come that it took the place of."""

    backup: str
    replaced: LastSeen | None = None


def write_restored_mark(connection: Any, mark: RestoredMark) -> None:
    """Put the mark in, through a bare connection of the driver."""
    connection.execute(
        "INSERT OR REPLACE INTO local_setting (name, value) VALUES (?, ?)",
        (_NAME, msgspec.json.encode(mark).decode()),
    )


def read_restored_mark(connection: Connection) -> RestoredMark | None:
    """The mark, if the database was restored and nobody has taken it up yet."""
    text = connection.execute(select(LocalSetting.value).where(LocalSetting.name == _NAME)).scalar()
    return None if text is None else msgspec.json.decode(text, type=RestoredMark)


def remove_restored_mark(connection: Connection) -> None:
    """The new life has begun."""
    connection.execute(delete(LocalSetting).where(LocalSetting.name == _NAME))
