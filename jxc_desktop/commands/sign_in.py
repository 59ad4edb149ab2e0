"""Signing in: a staff number and a secret become a person with a role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.commands.at_the_till import record_event
from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.secret_check import (
    SignInRefused,
    check_secret,
    hash_secret,
)
from jxc_desktop.documents.records import RecordChange
from jxc_desktop.domain.secret_policy import as_meant
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.queries.find_permissions import find_discount_limit, find_permissions

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.domain.numbers import Rate
    from jxc_desktop.domain.permissions import Permission
    from jxc_desktop.store.session import ShopSession


@dataclass(frozen=True, slots=True)
class SignIn:
    """Someone stands at the till and says who they are."""

    number: str
    secret: str

    def __repr__(self) -> str:
        """Without the secret, since commands end up in logs and tracebacks."""
        return f"SignIn(number={self.number!r})"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who it is and what they may do; screens show by it, commands check again."""

    person: PersonId
    name: str
    role_name: str
    permissions: frozenset[Permission]
    discount_limit: Rate


def sign_in(session: ShopSession, command: SignIn) -> SignedIn | SignInRefused:
    """The person, or why not (`sign_in_wrong`, `sign_in_wait`).

    A failure is an answer and no exception, so that its count is committed.
    """
    found = check_secret(session, command.number, command.secret)
    if isinstance(found, SignInRefused):
        return found
    if found.stale_hash:
        renewed = hash_secret(as_meant(command.secret))
        change = RecordChange("person", found.person, {"secret": renewed})
        write_records(session, (change,), found.person, source="rehash")
    record_event(session, TillEvent.SIGNED_IN, found.person)
    return SignedIn(
        person=found.person,
        name=found.name,
        role_name=found.role_name,
        permissions=find_permissions(session, found.person),
        discount_limit=find_discount_limit(session, found.person),
    )
