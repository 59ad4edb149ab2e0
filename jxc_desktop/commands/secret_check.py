"""Whether a staff number and a secret belong together, and how long a guesser has to wait."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from jxc_desktop.commands.at_the_till import record_event
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.ids import PersonId
from jxc_desktop.domain.secret_policy import as_meant
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.domain.typed_text import half_width
from jxc_desktop.models.base import table_of
from jxc_desktop.models.records import Person, Role
from jxc_desktop.models.till import SignInAttempt

if TYPE_CHECKING:
    from datetime import datetime

    from jxc_desktop.store.session import ShopSession

FREE_FAILURES = 3
"""So many slips in a row cost nothing."""
WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 60, 300, 900))
"""The wait after the fourth, fifth … failure in a row; the last one stays."""
FORGOTTEN_AFTER = timedelta(days=1)

_HASHER = PasswordHasher(time_cost=2, memory_cost=32 * 1024, parallelism=1)
"""argon2id: some 40 ms and 32 MiB a guess on a till; OWASP's floor is 19 MiB."""
_NOBODYS = (
    "$argon2id$v=19$m=32768,t=2,p=1"
    "$+IFFuBE7mf9WqijhgJVEgg$R7E+h6vajgXtDiLH5IwJpEcTUVvAUFYVNIQkhNSrk+U"
)
"""What a secret is checked against when nobody has the number, so that both take as long."""

_PERSON = (
    select(Person.id, Person.name, Person.secret, Role.name.label("role_name"))
    .join(Role, Role.id == Person.role)
    .where(Person.archived.is_(False), Role.archived.is_(False))
    .order_by(Person.id)
)
"""More than one person may have a number, when two tills gave it out unaware of each other."""
_ATTEMPT = table_of(SignInAttempt)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The person whose number and secret these are."""

    person: PersonId
    name: str
    role_name: str
    stale_hash: bool
    """The secret is kept with older parameters than today's and should be hashed anew."""


@dataclass(frozen=True, slots=True)
class SignInRefused:
    """No entry: `sign_in_wrong`, or `sign_in_wait` with the `seconds` still to wait.

    An answer and not an exception, since the failure must be counted and an exception would roll
    the count back with the command's transaction.
    """

    code: str
    seconds: int = 0

    @property
    def refusal(self) -> Refusal:
        """For screens, which show it like any other refusal."""
        return Refusal(self.code, seconds=self.seconds) if self.seconds else Refusal(self.code)


def hash_secret(secret: str) -> str:
    """`secret` as it is kept; the caller has refused an unfit one."""
    return _HASHER.hash(secret)


def check_secret(
    session: ShopSession, number: str, typed: str, *, why: str = ""
) -> Recognised | SignInRefused:
    """Who this is. A failure is counted and recorded; what was wrong with it stays unsaid.

    While somebody has to wait nothing is checked, not even the right secret. An unknown number
    waits as a known one does, so that numbers cannot be fished for.
    """
    number = half_width(number).strip()
    holders = session.execute(_PERSON.where(Person.number == number)).all() if number else ()
    guessed = PersonId(holders[0].id) if holders else _stand_in_for(number)
    now = session.till.clock()
    wait = _seconds_left(session, guessed, now)
    if wait:
        return SignInRefused("sign_in_wait", wait)
    secret = as_meant(typed)
    matching = [row for row in holders if _matches(row.secret or _NOBODYS, secret)]
    if not holders:
        _matches(_NOBODYS, secret)
    if not matching:
        return _failed(session, guessed, known=bool(holders), now=now, why=why)
    session.execute(delete(SignInAttempt).where(SignInAttempt.person == guessed))
    row = matching[0]
    stale = _HASHER.check_needs_rehash(row.secret)
    return Recognised(PersonId(row.id), row.name, row.role_name, stale)


def _matches(kept: str, secret: str) -> bool:
    try:
        return _HASHER.verify(kept, secret)
    except (VerificationError, InvalidHashError):
        return False


def _stand_in_for(number: str) -> PersonId:
    """Under which id failures with an unknown number are counted: below zero, as nobody's is."""
    found = hashlib.sha256(number.encode()).digest()
    return PersonId(-1 - int.from_bytes(found[:6], "big"))


def _seconds_left(session: ShopSession, person: PersonId, now: datetime) -> int:
    row = session.execute(
        select(SignInAttempt.failures, SignInAttempt.waits_until).where(
            SignInAttempt.person == person
        )
    ).one_or_none()
    if row is None or row.failures <= FREE_FAILURES or row.waits_until <= now:
        return 0
    # A clock that was set back must not lock people out for longer than the wait itself.
    left: timedelta = min(row.waits_until - now, _wait_after(row.failures))
    return math.ceil(left / timedelta(seconds=1))


def _wait_after(failures: int) -> timedelta:
    over = failures - FREE_FAILURES
    return timedelta(0) if over <= 0 else WAITS[min(over, len(WAITS)) - 1]


def _failed(
    session: ShopSession, guessed: PersonId, *, known: bool, now: datetime, why: str
) -> SignInRefused:
    session.execute(delete(SignInAttempt).where(SignInAttempt.waits_until < now - FORGOTTEN_AFTER))
    before = session.execute(
        select(SignInAttempt.failures).where(SignInAttempt.person == guessed)
    ).scalar()
    failures = (before or 0) + 1
    row = {"failures": failures, "waits_until": now + _wait_after(failures)}
    session.execute(
        upsert(_ATTEMPT)
        .values(person=guessed, **row)
        .on_conflict_do_update(index_elements=["person"], set_=row)
    )
    # The number that nobody has is not recorded: it may be a PIN typed into the wrong field.
    actor = guessed if known else PersonId(0)
    record_event(session, TillEvent.SIGN_IN_FAILED, actor, reason=why)
    return SignInRefused("sign_in_wrong")
