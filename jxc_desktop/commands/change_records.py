"""Changing master data: the changed fields of some records, as one document."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.commands.authority import require
from jxc_desktop.documents.records import RecordChange, RecordsChanged
from jxc_desktop.domain.instants import milliseconds
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.settings import read_settings, refuse_rounding_up
from jxc_desktop.journal.post import post
from jxc_desktop.models.records import HybridClock
from jxc_desktop.queries.known_versions import known_versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jxc_desktop.documents.records import Value
    from jxc_desktop.domain.ids import DocumentKey, PersonId
    from jxc_desktop.store.session import ShopSession

_COUNTER_BITS = 16

_NEEDED = {
    "product": Permission.EDIT_PRODUCTS,
    "category": Permission.EDIT_PRODUCTS,
    "quick_key": Permission.EDIT_PRODUCTS,
    "supplier": Permission.EDIT_PRODUCTS,
    "customer": Permission.EDIT_CUSTOMERS,
    "person": Permission.EDIT_PEOPLE,
    "role": Permission.EDIT_PEOPLE,
    "payment_method": Permission.EDIT_SETTINGS,
    "store": Permission.EDIT_SETTINGS,
    "setting": Permission.EDIT_SETTINGS,
}


@dataclass(frozen=True, slots=True)
class ChangeRecords:
    """Write `changes`; `source` says where they came from (a screen, an import file)."""

    actor: PersonId
    changes: tuple[RecordChange, ...]
    source: str = ""
    approvals: tuple[int, ...] = ()


def change_records(session: ShopSession, command: ChangeRecords) -> DocumentKey:
    """Post the changes, for those who may make them.

    Refuses settings by which a customer would be asked for more than the goods cost.
    """
    needed = {_NEEDED[change.entity] for change in command.changes}
    require(session, command.actor, needed, command.approvals)
    for change in command.changes:
        if change.entity == "setting":
            refuse_rounding_up(read_settings(_texts(change)))
    return write_records(session, command.changes, command.actor, command.source)


def _texts(change: RecordChange) -> dict[str, str]:
    return {name: value for name, value in change.fields.items() if isinstance(value, str)}


def write_records(
    session: ShopSession, changes: tuple[RecordChange, ...], actor: PersonId, source: str = ""
) -> DocumentKey:
    """Post the changes with the next clock; the caller has seen to the permission.

    Each change says which version of its fields this terminal knew, so that two who changed the
    same field unaware of each other can be told.
    """
    based = tuple(each for change in changes for each in _based(session, change))
    body = RecordsChanged(clock=next_clock(session), changes=based, source=source)
    return post(session, body, actor=actor).key


def _based(session: ShopSession, change: RecordChange) -> Iterator[RecordChange]:
    """The change, parted by the versions of its fields; a making, or who says it, as it is."""
    if change.new or change.based_on:
        yield change
        return
    fields: dict[int, dict[str, Value]] = defaultdict(dict)
    for name, clock in known_versions(session, change.entity, change.record, change.fields).items():
        fields[clock][name] = change.fields[name]
    for clock, part in sorted(fields.items()):
        yield RecordChange(change.entity, change.record, part, based_on=clock)


def next_clock(session: ShopSession) -> int:
    """A hybrid clock later than any that this store has seen, whatever the wall clock says."""
    seen = session.execute(select(HybridClock.clock)).scalar() or 0
    wall = milliseconds(session.till.clock())
    return max(wall << _COUNTER_BITS, seen + 1)
