"""What a person's role allows, and who could allow what it does not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import Person, Role
from jxc_desktop.store.questions import Question

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import PersonId

_PERSON, _ROLE = table_of(Person), table_of(Role)
_AT_WORK = (
    select(
        _PERSON.c.id,
        _PERSON.c.number,
        _PERSON.c.name,
        _ROLE.c.permissions,
        _ROLE.c.discount_limit,
    )
    .join(_ROLE, _PERSON.c.role == _ROLE.c.id)
    .where(_PERSON.c.archived.is_(False), _ROLE.c.archived.is_(False))
    .order_by(_PERSON.c.number, _PERSON.c.id)
)
_ALLOWED = Question(
    _AT_WORK.with_only_columns(_ROLE.c.permissions, _ROLE.c.discount_limit).where(
        _PERSON.c.id == bindparam("person")
    )
)
_WITH_SECRET = _AT_WORK.where(_PERSON.c.secret != "")
_KNOWN = frozenset(Permission)


@dataclass(frozen=True, slots=True)
class ApproverRow:
    """Someone who may approve, as the cashier calls them over."""

    person: PersonId
    number: str
    name: str


@lru_cache(maxsize=32)
def read_permissions(names: str) -> frozenset[Permission]:
    """The permissions that a role's text names; those of a newer program are passed over."""
    return frozenset(Permission(name) for name in names.split() if name in _KNOWN)


def find_permissions(session: Session, person: PersonId) -> frozenset[Permission]:
    """What the person's role allows; nothing for someone unknown or archived."""
    row = _ALLOWED.one(session.connection(), person=person)
    return frozenset() if row is None else read_permissions(row[0])


def find_discount_limit(session: Session, person: PersonId) -> Rate:
    """The deepest discount that the person may give without approval."""
    row = _ALLOWED.one(session.connection(), person=person)
    return Rate(0) if row is None else row[1]


def list_approvers(session: Session, permission: Permission) -> tuple[ApproverRow, ...]:
    """Who holds the permission and has a secret to prove it, by staff number."""
    rows = session.execute(_WITH_SECRET).all()
    return tuple(
        ApproverRow(row.id, row.number, row.name)
        for row in rows
        if permission in read_permissions(row.permissions)
    )
