"""Who did what he was no longer allowed to, or had left the company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.documents.events import EventRecorded, TerminalEnrolled
from jxc_desktop.documents.goods import GoodsReceived
from jxc_desktop.documents.sale import Sale
from jxc_desktop.documents.shift import CashMoved, DayClosed, DrawerOpened, ShiftOpened
from jxc_desktop.domain.exceptions import ExceptionKind
from jxc_desktop.domain.instants import milliseconds
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.models.records import FieldClock, Person, Role
from jxc_desktop.server.raising import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from jxc_desktop.documents.document import Document

_NEEDED: dict[type, Permission] = {
    CashMoved: Permission.CASH_IN_OUT,
    DayClosed: Permission.CLOSE_DAY,
    DrawerOpened: Permission.OPEN_DRAWER,
    GoodsReceived: Permission.RECEIVE_GOODS,
    ShiftOpened: Permission.OPEN_SHIFT,
}
_CLOCK_BITS = 16


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a person may do, and since when it may have changed (milliseconds, 0: never)."""

    archived: bool
    archived_at: int
    permissions: frozenset[str]
    changed_at: int


def withdrawn_permissions(
    connection: Connection, documents: Sequence[Document]
) -> Iterator[Finding]:
    """Documents made after their actor was archived or lost the permission that they need.

    The clocks of the change and of the document are compared: what was done before is in order.
    """
    acts = [
        each
        for each in documents
        if not isinstance(each.body, EventRecorded | TerminalEnrolled) and each.head.actor
    ]
    if not acts:
        return
    standing = _standing_of(connection, {int(each.head.actor) for each in acts})
    for document in acts:
        person = standing.get(int(document.head.actor))
        why = "" if person is None else _withdrawn(person, document)
        if why:
            head = document.head
            place = (int(head.store), int(document.key), int(head.actor))
            yield Finding(ExceptionKind.WITHDRAWN_PERMISSION, *place, {"permission": why})


def _withdrawn(person: _Standing, document: Document) -> str:
    at = milliseconds(document.head.at)
    if person.archived and person.archived_at <= at:
        return "archived"
    needed = _permission(document)
    approved = getattr(document.body, "approved_by", None)
    if needed is None or approved or needed.value in person.permissions:
        return ""
    return needed.value if 0 < person.changed_at <= at else ""


def _permission(document: Document) -> Permission | None:
    body = document.body
    if isinstance(body, Sale):
        return Permission.SELL if body.voids is None else Permission.VOID_SALE
    return _NEEDED.get(type(body))


def _standing_of(connection: Connection, people: set[int]) -> dict[int, _Standing]:
    rows = connection.execute(
        select(Person.id, Person.role, Person.archived, Role.permissions)
        .outerjoin(Role, Role.id == Person.role)
        .where(Person.id.in_(people))
    ).all()
    clocks = _clocks(connection, "person", {row.id for row in rows})
    roles = _clocks(connection, "role", {row.role for row in rows if row.role is not None})
    return {
        int(row.id): _Standing(
            bool(row.archived),
            clocks.get((row.id, "archived"), 0),
            frozenset((row.permissions or "").split()),
            max(clocks.get((row.id, "role"), 0), roles.get((row.role, "permissions"), 0)),
        )
        for row in rows
    }


def _clocks(
    connection: Connection, entity: str, records: set[int]
) -> dict[tuple[int | None, str], int]:
    """When the fields were last changed, in milliseconds; fields as they were made are not here."""
    rows = connection.execute(
        select(FieldClock.record, FieldClock.field, FieldClock.clock).where(
            FieldClock.entity == entity, FieldClock.record.in_(records)
        )
    )
    return {(row.record, row.field): row.clock >> _CLOCK_BITS for row in rows}
