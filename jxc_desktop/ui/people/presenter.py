"""Looking after the people of the shop: who works here, and as what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.change_person import (
    AddPerson,
    ChangePerson,
    add_person,
    change_person,
)
from jxc_desktop.commands.change_secret import ChangeSecret, SecretChanged, change_secret
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import RoleId
from jxc_desktop.queries.list_people import PersonRow, RoleRow, list_people, list_roles
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.screen import OfficeScreen

if TYPE_CHECKING:
    from jxc_desktop.commands.secret_check import SignInRefused
    from jxc_desktop.store.session import ShopSession
    from jxc_desktop.ui.counter.doors import Doors

_NO_ROLE = RoleId(0)


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What is typed on the sheet; the secret is asked for a new person only."""

    number: str = ""
    name: str = ""
    role: RoleId = _NO_ROLE
    secret: str = ""
    secret_again: str = ""


@dataclass(frozen=True, slots=True)
class SecretDraft:
    """A new PIN for somebody; `own` proves who stands there."""

    own: str = ""
    new: str = ""
    again: str = ""


class PeopleScreen(OfficeScreen, Protocol):
    """Shows everybody; a sheet stays open while its answer is refused."""

    def show_people(self, people: Sequence[PersonRow]) -> None: ...

    def ask_person(
        self,
        draft: PersonDraft,
        roles: Sequence[RoleRow],
        *,
        is_new: bool,
        answer: Callable[[PersonDraft], object],
    ) -> None: ...

    def ask_secret(self, person: PersonRow, answer: Callable[[SecretDraft], object]) -> None: ...

    def show_sheet_problem(self, refusal: Refusal) -> None: ...

    def close_sheet(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody and every role."""

    people: tuple[PersonRow, ...]
    roles: tuple[RoleRow, ...]


def find_staff(session: ShopSession) -> Staff:
    """Everybody, those who left included, and the roles."""
    return Staff(list_people(session, with_archived=True), list_roles(session))


class PeoplePresenter:
    """Each change is kept at once."""

    def __init__(self, doors: Doors, screen: PeopleScreen) -> None:
        self._doors = doors
        self._screen = screen
        self._roles: tuple[RoleRow, ...] = ()

    def start(self) -> None:
        """Read who works here."""
        self._doors.desk.ask(find_staff, self._on_staff)

    def add(self) -> None:
        """Ask who is new; the lowest role is proposed."""
        role = self._roles[-1].role if self._roles else _NO_ROLE
        self._screen.ask_person(PersonDraft(role=role), self._roles, is_new=True, answer=self._add)

    def open(self, row: PersonRow) -> None:
        """Ask what changes about somebody."""
        draft = PersonDraft(row.number, row.name, row.role or _NO_ROLE)

        def answer(typed: PersonDraft) -> None:
            command = ChangePerson(
                self._doors.cashier.person,
                row.person,
                number=typed.number if typed.number != row.number else None,
                name=typed.name if typed.name != row.name else None,
                role=typed.role if typed.role != row.role else None,
            )
            self._doors.desk.submit(
                change_person, command, self._on_kept, self._screen.show_sheet_problem
            )

        self._screen.ask_person(draft, self._roles, is_new=False, answer=answer)

    def reset_secret(self, row: PersonRow) -> None:
        """Ask for a new PIN; whoever stands there proves who they are with their own."""

        def answer(typed: SecretDraft) -> None:
            if typed.new != typed.again:
                self._screen.show_sheet_problem(Refusal("secrets_differ"))
                return
            actor = self._doors.cashier.person
            command = ChangeSecret(actor, typed.own, row.person, typed.new)
            self._doors.desk.submit(
                change_secret, command, self._on_secret, self._screen.show_sheet_problem
            )

        self._screen.ask_secret(row, answer)

    def archive(self, row: PersonRow, *, archived: bool) -> None:
        """Somebody leaves, or comes back."""
        command = ChangePerson(self._doors.cashier.person, row.person, archived=archived)
        self._doors.desk.submit(
            change_person, command, self._on_archived, self._screen.show_refusal
        )

    def _add(self, typed: PersonDraft) -> None:
        if typed.secret != typed.secret_again:
            self._screen.show_sheet_problem(Refusal("secrets_differ"))
            return
        command = AddPerson(
            self._doors.cashier.person, typed.number, typed.name, typed.role, typed.secret
        )
        self._doors.desk.submit(add_person, command, self._on_kept, self._screen.show_sheet_problem)

    def _on_secret(self, answer: SecretChanged | SignInRefused) -> None:
        if isinstance(answer, SecretChanged):
            self._screen.show_done(_("密码已换好"))
            self._on_kept(None)
        else:
            self._screen.show_sheet_problem(answer.refusal)

    def _on_kept(self, _nothing: object) -> None:
        self._screen.close_sheet()
        self.start()

    def _on_archived(self, _nothing: object) -> None:
        self.start()

    def _on_staff(self, staff: Staff) -> None:
        self._roles = staff.roles
        self._screen.show_people(staff.people)
