"""Taking people on, giving them roles, letting them go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.commands.authority import require
from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.new_ids import new_ids
from jxc_desktop.commands.secret_check import hash_secret
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.secret_policy import refuse_unfit_secret
from jxc_desktop.domain.typed_text import half_width
from jxc_desktop.models.records import Person
from jxc_desktop.queries.find_permissions import find_permissions, list_approvers
from jxc_desktop.queries.list_people import list_roles

if TYPE_CHECKING:
    from jxc_desktop.documents.records import Value
    from jxc_desktop.domain.ids import RoleId
    from jxc_desktop.store.session import ShopSession

NUMBER_LETTERS_MAX = 12
NAME_LETTERS_MAX = 40

_NOBODY = PersonId(0)


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Somebody new, with a first secret (which they should change)."""

    actor: PersonId
    number: str
    name: str
    role: RoleId
    secret: str

    def __repr__(self) -> str:
        """Without the secret, since commands end up in logs and tracebacks."""
        return f"AddPerson(number={self.number!r}, name={self.name!r}, role={self.role})"


@dataclass(frozen=True, slots=True)
class ChangePerson:
    """What changes about a person; None leaves a part as it is."""

    actor: PersonId
    person: PersonId
    number: str | None = None
    name: str | None = None
    role: RoleId | None = None
    archived: bool | None = None


def add_person(session: ShopSession, command: AddPerson) -> PersonId:
    """Make the person.

    Refuses what `fit_number` and `fit_name` refuse, an unfit secret, an unknown role
    (`role_unknown`) and a role that may more than the actor (`role_above_own`).
    """
    require(session, command.actor, {Permission.EDIT_PEOPLE})
    number = fit_number(command.number)
    _refuse_taken(session, number)
    _refuse_role_above(session, command.actor, command.role)
    person = PersonId(next(new_ids(session.till.clock, session.till.random_bits)))
    fields: dict[str, Value] = {
        "number": number,
        "name": fit_name(command.name),
        "role": command.role,
        "secret": hash_secret(refuse_unfit_secret(command.secret)),
    }
    change = RecordChange("person", person, fields, new=True)
    write_records(session, (change,), command.actor, source="people")
    return person


def change_person(session: ShopSession, command: ChangePerson) -> None:
    """Change the person. Nobody can lock the shop out of its own people (`last_owner`).

    Refuses an unknown person (`person_unknown`), one who may more than the actor
    (`person_above_own`), and what `add_person` refuses.
    """
    require(session, command.actor, {Permission.EDIT_PEOPLE})
    refuse_person_above(session, command.actor, command.person)
    fields: dict[str, Value] = {}
    if command.number is not None:
        fields["number"] = fit_number(command.number)
        _refuse_taken(session, str(fields["number"]), command.person)
    if command.name is not None:
        fields["name"] = fit_name(command.name)
    if command.role is not None:
        _refuse_role_above(session, command.actor, command.role)
        fields["role"] = command.role
    if command.archived is not None:
        fields["archived"] = command.archived
    if not fields:
        return
    change = RecordChange("person", command.person, fields)
    write_records(session, (change,), command.actor, source="people")
    refuse_no_owner(session)


def fit_number(typed: str) -> str:
    """The staff number as it is kept; refused when it is none (`person_number_unfit`)."""
    number = half_width(typed).strip()
    if not (0 < len(number) <= NUMBER_LETTERS_MAX and number.isascii() and number.isalnum()):
        raise Refusal("person_number_unfit", limit=NUMBER_LETTERS_MAX)
    return number


def fit_name(typed: str) -> str:
    """The name as it is kept; refuses `person_name_needed` and `person_name_too_long`."""
    name = " ".join(typed.split())
    if not name or not name.isprintable():
        raise Refusal("person_name_needed")
    if len(name) > NAME_LETTERS_MAX:
        raise Refusal("person_name_too_long", limit=NAME_LETTERS_MAX)
    return name


def refuse_person_above(session: ShopSession, actor: PersonId, person: PersonId) -> None:
    """Refuse to touch who is unknown or may what the actor may not."""
    if session.execute(select(Person.id).where(Person.id == person)).scalar() is None:
        raise Refusal("person_unknown", person=person)
    if not find_permissions(session, person) <= find_permissions(session, actor):
        raise Refusal("person_above_own", person=person)


def refuse_no_owner(session: ShopSession) -> None:
    """Refuse a change after which nobody could look after people any more (`last_owner`)."""
    if not list_approvers(session, Permission.EDIT_PEOPLE):
        raise Refusal("last_owner")


def _refuse_taken(session: ShopSession, number: str, but_for: PersonId = _NOBODY) -> None:
    taken = session.execute(
        select(Person.name).where(
            Person.number == number, Person.id != but_for, Person.archived.is_(False)
        )
    ).first()
    if taken is not None:
        raise Refusal("person_number_taken", number=number, name=taken.name)


def _refuse_role_above(session: ShopSession, actor: PersonId, role: RoleId) -> None:
    given = next((row for row in list_roles(session) if row.role == role), None)
    if given is None:
        raise Refusal("role_unknown", role=role)
    if not given.permissions <= find_permissions(session, actor):
        raise Refusal("role_above_own", name=given.name)
