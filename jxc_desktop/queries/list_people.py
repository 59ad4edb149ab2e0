"""The people of the shop and the roles that they have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.models.records import Person, Role
from jxc_desktop.queries.find_permissions import read_permissions

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import PersonId, RoleId
    from jxc_desktop.domain.numbers import Rate
    from jxc_desktop.domain.permissions import Permission


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person, without anything that would help to guess the secret."""

    person: PersonId
    number: str
    name: str
    role: RoleId | None
    role_name: str
    has_secret: bool
    archived: bool


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role."""

    role: RoleId
    name: str
    permissions: frozenset[Permission]
    discount_limit: Rate


def list_people(session: Session, *, with_archived: bool = False) -> tuple[PersonRow, ...]:
    """Everybody by staff number, or those only who still work here."""
    query = (
        select(
            Person.id,
            Person.number,
            Person.name,
            Person.role,
            Role.name.label("role_name"),
            (Person.secret != "").label("has_secret"),
            Person.archived,
        )
        .outerjoin(Role, Person.role == Role.id)
        .order_by(Person.archived, Person.number, Person.id)
    )
    if not with_archived:
        query = query.where(Person.archived.is_(False))
    return tuple(
        PersonRow(
            person=row.id,
            number=row.number,
            name=row.name,
            role=row.role,
            role_name=row.role_name or "",
            has_secret=bool(row.has_secret),
            archived=row.archived,
        )
        for row in session.execute(query)
    )


def list_roles(session: Session) -> tuple[RoleRow, ...]:
    """The roles that a person can be given, in the order of their making."""
    rows = session.execute(
        select(Role.id, Role.name, Role.permissions, Role.discount_limit)
        .where(Role.archived.is_(False))
        .order_by(Role.id)
    )
    return tuple(
        RoleRow(row.id, row.name, read_permissions(row.permissions), row.discount_limit)
        for row in rows
    )
