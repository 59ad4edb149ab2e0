"""Deciding what each role may do: ticked, then kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.change_role import SaveRole, save_role
from jxc_desktop.domain.ids import RoleId
from jxc_desktop.domain.numbers import Rate
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.list_people import RoleRow, list_roles
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.screen import OfficeScreen

if TYPE_CHECKING:
    from jxc_desktop.ui.counter.doors import Doors

_NOTHING_OFF = Rate(0)


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """A role as it is ticked; `role` is None while it is new."""

    role: RoleId | None = None
    name: str = ""
    permissions: frozenset[Permission] = frozenset()
    discount_limit: Rate = _NOTHING_OFF


class RolesScreen(OfficeScreen, Protocol):
    """The roles, and the ticks of one of them."""

    def show_roles(self, roles: Sequence[RoleRow], chosen: RoleId | None) -> None: ...

    def show_role(self, draft: RoleDraft, allowed: frozenset[Permission]) -> None:
        """Show the ticks; what is not `allowed` the one who looks may not give."""
        ...

    def show_role_unsaved(self, *, unsaved: bool) -> None: ...


class RolesPresenter:
    """What was ticked and not kept is gone when another role is opened."""

    def __init__(self, doors: Doors, screen: RolesScreen) -> None:
        self._doors = doors
        self._screen = screen
        self._draft = RoleDraft()
        self._stored = RoleDraft()

    def start(self) -> None:
        """Read the roles and open the first."""
        self._doors.desk.ask(list_roles, self._on_roles)

    def choose(self, row: RoleRow) -> None:
        """Open a role."""
        self._show(RoleDraft(row.role, row.name, row.permissions, row.discount_limit))

    def add(self) -> None:
        """Open an empty role."""
        self._show(RoleDraft())

    def rename(self, name: str) -> None:
        """The name was typed."""
        self._edit(replace(self._draft, name=name))

    def tick(self, permission: Permission, *, on: bool) -> None:
        """A permission was given or taken."""
        one = frozenset({permission})
        given = self._draft.permissions | one if on else self._draft.permissions - one
        self._edit(replace(self._draft, permissions=given))

    def limit_discount(self, limit: Rate | None) -> None:
        """The deepest discount was typed; None while it is no figure."""
        self._edit(replace(self._draft, discount_limit=limit or _NOTHING_OFF))

    def save(self) -> None:
        """Keep it."""
        draft = self._draft
        command = SaveRole(
            self._doors.cashier.person,
            draft.role,
            draft.name,
            draft.permissions,
            draft.discount_limit,
        )
        self._doors.desk.submit(save_role, command, self._on_saved, self._screen.show_refusal)

    def revert(self) -> None:
        """Forget what was ticked."""
        self._show(self._stored)

    def _show(self, draft: RoleDraft) -> None:
        self._stored = self._draft = draft
        self._screen.show_role(draft, self._doors.cashier.permissions)
        self._screen.show_role_unsaved(unsaved=False)

    def _edit(self, draft: RoleDraft) -> None:
        self._draft = draft
        self._screen.show_role_unsaved(unsaved=draft != self._stored)

    def _on_saved(self, role: RoleId) -> None:
        self._stored = self._draft = replace(self._draft, role=role)
        self._screen.show_done(_("角色已保存"))
        self.start()

    def _on_roles(self, roles: tuple[RoleRow, ...]) -> None:
        chosen = [row for row in roles if row.role == self._stored.role] or list(roles[:1])
        self._screen.show_roles(roles, chosen[0].role if chosen else None)
        if chosen:
            self.choose(chosen[0])
