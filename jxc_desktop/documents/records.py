"""Master data as facts: who changed which fields of which record, knowing which version."""

from __future__ import annotations

import msgspec

from jxc_desktop.documents.fact import Fact

Value = str | int | bool | None | list[str]


class RecordChange(msgspec.Struct, frozen=True, array_like=True):
    """The changed fields of one record; the later clock wins field by field.

    `new` marks the change that made the record. `based_on` is the clock of the version that the
    person saw, so that two who changed the same field unaware of each other can be told.
    """

    entity: str
    record: int
    fields: dict[str, Value]
    new: bool = False
    based_on: int = 0


class RecordsChanged(Fact, frozen=True, kw_only=True, tag="records_changed"):
    """Products, people, settings and the like were made or changed together.

    `clock` is a hybrid logical clock: milliseconds since 1970 shifted by 16 bits plus a counter.
    """

    clock: int
    changes: tuple[RecordChange, ...]
    source: str = ""
