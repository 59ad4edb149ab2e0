"""Getting a permission on the spot: who could give it, their secret, and on with the command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol

from jxc_desktop.commands.approve import Approve, Approved, approve
from jxc_desktop.commands.secret_check import SignInRefused
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.find_permissions import ApproverRow, list_approvers
from jxc_desktop.ui.ports import C, Handle, R, Refused, Then

if TYPE_CHECKING:
    from jxc_desktop.domain.errors import Refusal
    from jxc_desktop.ui.counter.doors import Doors

_CAN_BE_APPROVED = {"permission_missing", "approval_expired"}


class ApprovalScreen(Protocol):
    """Asks somebody for number and secret."""

    def ask_approver(
        self,
        permission: Permission,
        approvers: Sequence[ApproverRow],
        entered: Callable[[str, str], object],
        dismissed: Callable[[], object],
    ) -> None: ...

    def show_problem(self, refusal: Refusal) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Errand(Generic[C, R]):
    """A command that may need an approval: how it is made with grants, and where answers go."""

    handle: Handle[C, R]
    make: Callable[[tuple[int, ...]], C]
    then: Then[R]
    refused: Refused


class ApprovalPresenter:
    """Asks for what the cashier's role does not allow; the grants go along with the command."""

    def __init__(self, doors: Doors, screen: ApprovalScreen) -> None:
        self._doors = doors
        self._screen = screen

    def run(self, errand: Errand[C, R], grants: list[int] | None = None) -> None:
        """Hand the command in; when a permission is missing, ask for it and try again.

        New grants are added to `grants`, so that a basket that is refused for another reason does
        not bother the manager twice.
        """
        kept = [] if grants is None else grants

        def refused(refusal: Refusal) -> None:
            permission = refusal.facts.get("permission")
            if refusal.code not in _CAN_BE_APPROVED or not isinstance(permission, Permission):
                errand.refused(refusal)
                return

            def allowed(approved: Approved) -> None:
                kept.append(approved.grant)
                self.run(errand, kept)

            self._ask(permission, allowed, lambda: errand.refused(refusal))

        command = errand.make(tuple(kept))
        self._doors.desk.submit(errand.handle, command, errand.then, refused)

    def need(
        self,
        permissions: Sequence[Permission],
        grants: list[int],
        then: Callable[[Approved | None], object],
    ) -> None:
        """Go on with `then` as soon as each permission is there: by role, or approved now.

        `then` hears who approved last, None when the role was enough; a dismissed question ends it.
        """
        self._need(list(permissions), grants, then, None)

    def _need(
        self,
        permissions: list[Permission],
        grants: list[int],
        then: Callable[[Approved | None], object],
        last: Approved | None,
    ) -> None:
        missing = [wanted for wanted in permissions if not self._doors.may(wanted)]
        if not missing:
            then(last)
            return

        def allowed(approved: Approved) -> None:
            grants.append(approved.grant)
            self._need(missing[1:], grants, then, approved)

        self._ask(missing[0], allowed, lambda: None)

    def _ask(
        self,
        permission: Permission,
        allowed: Callable[[Approved], object],
        dismissed: Callable[[], object],
    ) -> None:
        approvers = self._doors.look_up(lambda session: list_approvers(session, permission))

        def answered(answer: Approved | SignInRefused) -> None:
            if isinstance(answer, SignInRefused):
                self._screen.show_problem(answer.refusal)
            else:
                self._screen.close()
                allowed(answer)

        def entered(number: str, secret: str) -> None:
            command = Approve(permission, number, secret, self._doors.cashier.person)
            self._doors.desk.submit(approve, command, answered, self._screen.show_problem)

        self._screen.ask_approver(permission, approvers, entered, dismissed)
