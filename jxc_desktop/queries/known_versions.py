"""Which versions of a record's fields this terminal knows: what a change of them is based on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.models.records import FieldClock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

AS_MADE = 1
"""Before every clock: the field is as the record was made, or was never set."""


def known_versions(
    session: Session, entity: str, record: int, names: Iterable[str]
) -> dict[str, int]:
    """The clock of the last change of each field that this terminal knows of."""
    wanted = list(names)
    rows = session.execute(
        select(FieldClock.field, FieldClock.clock).where(
            FieldClock.entity == entity,
            FieldClock.record == record,
            FieldClock.field.in_(wanted),
        )
    )
    clocks = {row.field: int(row.clock) for row in rows}
    return {name: clocks.get(name, AS_MADE) for name in wanted}
