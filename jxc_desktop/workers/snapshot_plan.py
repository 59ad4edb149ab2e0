"""How far the loading of a new terminal has come, remembered beside the rows that it loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import delete, insert, select

from jxc_desktop.models.till import LocalSetting
from jxc_desktop.sync.wire import SnapshotPart

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NAME = "sync_loading"


class LoadingPlan(msgspec.Struct, frozen=True):
    """The parts in order, and the place that was reached: part, table, last key of it."""

    parts: tuple[SnapshotPart, ...]
    epoch: str = ""
    part: int = 0
    table: str = ""
    after: tuple[int | str, ...] = ()
    indexed: int = 0
    """The last product of the search index, while the catalogue is indexed."""

    @property
    def current(self) -> SnapshotPart | None:
        """The part that is loaded now; None when all are."""
        return self.parts[self.part] if self.part < len(self.parts) else None

    @property
    def sells(self) -> bool:
        """Whether the catalogue is complete: the till can sell."""
        return all(part.kind != "catalogue" for part in self.parts[self.part :])


def find_plan(session: Session) -> LoadingPlan | None:
    """The plan, while something is loaded."""
    text = session.execute(select(LocalSetting.value).where(LocalSetting.name == _NAME)).scalar()
    return None if text is None else msgspec.json.decode(text, type=LoadingPlan)


def keep_plan(session: Session, plan: LoadingPlan) -> None:
    """Remember it, in the transaction of the rows that it speaks of."""
    drop_plan(session)
    value = msgspec.json.encode(plan).decode()
    session.execute(insert(LocalSetting), {"name": _NAME, "value": value})


def drop_plan(session: Session) -> None:
    """Everything is loaded."""
    session.execute(delete(LocalSetting).where(LocalSetting.name == _NAME))
