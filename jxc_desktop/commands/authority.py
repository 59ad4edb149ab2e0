"""Who may do what: the role's permissions, and what somebody else allowed on the spot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.models.till import ApprovalGrant
from jxc_desktop.queries.find_permissions import find_permissions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.domain.permissions import Permission
    from jxc_desktop.store.session import ShopSession

GRANT_LASTS = timedelta(minutes=10)
"""An approval that was not used within this time is void."""


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
    missing = frozenset(permissions) - find_permissions(session, actor)
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
