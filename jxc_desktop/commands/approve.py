"""Approving in place: somebody who may lends the cashier one permission, once, for minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from jxc_desktop.commands.at_the_till import record_event
from jxc_desktop.commands.authority import GRANT_LASTS
from jxc_desktop.commands.secret_check import SignInRefused, check_secret
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.models.till import ApprovalGrant
from jxc_desktop.queries.find_permissions import find_permissions

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.domain.permissions import Permission
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class Approve:
    """Someone with the permission types number and secret at the cashier's till."""

    permission: Permission
    approver_number: str
    secret: str
    asked_by: PersonId

    def __repr__(self) -> str:
        """Without the secret, since commands end up in logs and tracebacks."""
        return f"Approve({self.permission.value!r}, approver_number={self.approver_number!r})"


@dataclass(frozen=True, slots=True)
class Approved:
    """The grant to hand to the command that needs the permission, and who gave it."""

    grant: int
    approver: PersonId
    approver_name: str


def approve(session: ShopSession, command: Approve) -> Approved | SignInRefused:
    """Write the grant, or say why not, as an answer (see `sign_in`).

    Refuses an approver whose own role lacks the permission (`approver_lacks_permission`).
    """
    found = check_secret(session, command.approver_number, command.secret, why="approval")
    if isinstance(found, SignInRefused):
        return found
    if command.permission not in find_permissions(session, found.person):
        raise Refusal("approver_lacks_permission", permission=command.permission, name=found.name)
    now = session.till.clock()
    # Used and stale grants are of no use to anybody; the journal has who approved what.
    session.execute(delete(ApprovalGrant).where(ApprovalGrant.granted_at < now - 6 * GRANT_LASTS))
    grant = session.execute(
        insert(ApprovalGrant).returning(ApprovalGrant.id),
        {
            "permission": command.permission.value,
            "approver": found.person,
            "asked_by": command.asked_by,
            "granted_at": now,
            "used": False,
        },
    ).scalar_one()
    record_event(session, TillEvent.APPROVED, found.person, reason=command.permission.value)
    return Approved(grant, found.person, found.name)
