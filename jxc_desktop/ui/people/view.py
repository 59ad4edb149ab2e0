"""The people of the shop and their roles, as the owner sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import RoleId
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.queries.list_people import PersonRow, RoleRow
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.page import OfficePage
from jxc_desktop.ui.office.sections import Section, Sections
from jxc_desktop.ui.people.people_page import PeoplePage
from jxc_desktop.ui.people.presenter import PersonDraft, SecretDraft
from jxc_desktop.ui.people.roles_page import RolesPage
from jxc_desktop.ui.people.roles_presenter import RoleDraft


class PeopleView(OfficePage):
    """Two sections: who works here, and what each role may do."""

    def __init__(self) -> None:
        super().__init__(_("员工与角色"))
        self.people = PeoplePage()
        self.roles = RolesPage()
        self.sections = Sections(
            _("员工与角色"),
            [
                Section("people", _("员工"), "users", self.people),
                Section("roles", _("角色与权限"), "list-checks", self.roles),
            ],
        )
        self.body.addWidget(self.sections, 1)
        self.setFocusProxy(self.sections)

    def show_people(self, people: Sequence[PersonRow]) -> None:
        """Everybody."""
        self.people.show_rows(people)

    def ask_person(
        self,
        draft: PersonDraft,
        roles: Sequence[RoleRow],
        *,
        is_new: bool,
        answer: Callable[[PersonDraft], object],
    ) -> None:
        """Ask who somebody is."""
        self.people.ask_person(draft, roles, is_new=is_new, answer=answer)

    def ask_secret(self, person: PersonRow, answer: Callable[[SecretDraft], object]) -> None:
        """Ask for a new PIN."""
        self.people.ask_secret(person, answer)

    def show_sheet_problem(self, refusal: Refusal) -> None:
        """Say on the sheet why it is not kept."""
        self.people.show_sheet_problem(refusal)

    def close_sheet(self) -> None:
        """It is kept."""
        self.people.close_sheet()

    def show_roles(self, roles: Sequence[RoleRow], chosen: RoleId | None) -> None:
        """All roles."""
        self.roles.show_roles(roles, chosen)

    def show_role(self, draft: RoleDraft, allowed: frozenset[Permission]) -> None:
        """The ticks of one."""
        self.roles.show_role(draft, allowed)

    def show_role_unsaved(self, *, unsaved: bool) -> None:
        """Offer to keep it, or not."""
        self.roles.show_unsaved(unsaved=unsaved)
