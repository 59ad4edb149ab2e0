"""Changing a PIN or password: one's own, or that of somebody who forgot it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from jxc_desktop.commands.authority import require
from jxc_desktop.commands.change_person import refuse_person_above
from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.secret_check import SignInRefused, check_secret, hash_secret
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.domain.secret_policy import refuse_unfit_secret
from jxc_desktop.models.records import Person
from jxc_desktop.models.till import SignInAttempt

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class ChangeSecret:
    """A new secret for `person`; `actors_secret` proves that it is the actor who stands there.

    A till left signed in must not be enough to take an account over.
    """

    actor: PersonId
    actors_secret: str
    person: PersonId
    new_secret: str

    def __repr__(self) -> str:
        """Without the secrets, since commands end up in logs and tracebacks."""
        return f"ChangeSecret(actor={self.actor}, person={self.person})"


@dataclass(frozen=True, slots=True)
class SecretChanged:
    """The new secret holds from now on."""

    person: PersonId


def change_secret(session: ShopSession, command: ChangeSecret) -> SecretChanged | SignInRefused:
    """Write the new secret; a wrong one of the actor is an answer, and counted (see `sign_in`).

    Anybody may change their own; for others it takes EDIT_PEOPLE. Refuses an unfit secret (see
    `domain.secret_policy`), an unknown person and one who may more than the actor.
    """
    secret = refuse_unfit_secret(command.new_secret)
    if command.person != command.actor:
        require(session, command.actor, {Permission.EDIT_PEOPLE})
        refuse_person_above(session, command.actor, command.person)
    number = session.execute(select(Person.number).where(Person.id == command.actor)).scalar()
    if number is None:
        raise Refusal("person_unknown", person=command.actor)
    found = check_secret(session, number, command.actors_secret, why="change_secret")
    if isinstance(found, SignInRefused):
        return found
    if found.person != command.actor:
        return SignInRefused("sign_in_wrong")
    change = RecordChange("person", command.person, {"secret": hash_secret(secret)})
    write_records(session, (change,), command.actor, source="people")
    session.execute(delete(SignInAttempt).where(SignInAttempt.person == command.person))
    return SecretChanged(command.person)
