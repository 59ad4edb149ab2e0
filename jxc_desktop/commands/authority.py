"""Who may do what: the role's permissions, and what somebody else allowed on the spot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import Person, Role
from jxc_desktop.models.till import ApprovalGrant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.store.session import ShopSession

GRANT_LASTS = timedelta(minutes=10)
"""An approval that was not used within this time is void."""

_PERSON, _ROLE = table_of(Person), table_of(Role)
_ROLE_OF = (
    select(_ROLE.c.permissions, _ROLE.c.discount_limit)
    .join(_PERSON, _PERSON.c.role == _ROLE.c.id)
    .where(
        _PERSON.c.id == bindparam("person"),
        _PERSON.c.archived.is_(False),
        _ROLE.c.archived.is_(False),
    )
)


def permissions_of(session: Session, person: PersonId) -> frozenset[Permission]:
    """What the person's role allows; nothing for someone unknown or archived."""
    texts = session.connection().execute(_ROLE_OF, {"person": person}).one_or_none()
    known = set(Permission)
    return frozenset(
        Permission(name) for name in (texts.permissions if texts else "").split() if name in known
    )


def discount_allowed(session: Session, person: PersonId) -> Rate:
    """The deepest discount that the person may give without approval."""
    row = session.connection().execute(_ROLE_OF, {"person": person}).one_or_none()
    return Rate(0) if row is None else row.discount_limit


def require(
    session: ShopSession,
    actor: PersonId,
    permissions: Iterable[Permission],
    approvals: Iterable[int] = (),
) -> tuple[PersonId, ...]:
    """Refuse what the actor's role does not allow and nobody approved; returns who approved.

    An approval (`ApprovalGrant`) covers one permission for the person who asked, once, within
    `GRANT_LASTS`. Refuses with `permission_missing`, or `approval_expired` where one was given but
    is too old or used up (both name the permission and the actor).
    """
    missing = frozenset(permissions) - permissions_of(session, actor)
    if not missing:
        return ()
    grants = _grants_for(session, actor, tuple(approvals))
    used: dict[int, PersonId] = {}
    for permission in sorted(missing):
        given = [grant for grant in grants if grant.permission == permission.value]
        if not given:
            raise Refusal("permission_missing", permission=permission, person=actor)
        valid = [grant for grant in given if grant.is_valid]
        if not valid:
            raise Refusal("approval_expired", permission=permission, person=actor)
        used[valid[0].id] = valid[0].approver
    session.execute(update(ApprovalGrant).where(ApprovalGrant.id.in_(used)).values(used=True))
    return tuple(sorted(set(used.values())))


@dataclass(frozen=True, slots=True)
class _Grant:
    id: int
    permission: str
    approver: PersonId
    is_valid: bool


def _grants_for(
    session: ShopSession, actor: PersonId, approvals: tuple[int, ...]
) -> tuple[_Grant, ...]:
    now = session.till.clock()
    rows = session.execute(
        select(
            ApprovalGrant.id,
            ApprovalGrant.permission,
            ApprovalGrant.approver,
            ApprovalGrant.granted_at,
            ApprovalGrant.used,
        ).where(ApprovalGrant.id.in_(approvals), ApprovalGrant.asked_by == actor)
    )
    return tuple(
        _Grant(
            row.id,
            row.permission,
            row.approver,
            # A clock that went back must not keep an old approval alive.
            not row.used and abs(now - row.granted_at) < GRANT_LASTS,
        )
        for row in rows
    )
