"""Working an exception off: what a person decided about something that stands against a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jxc_desktop.commands.authority import require
from jxc_desktop.documents.exceptions import ExceptionSettled
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.journal.post import post
from jxc_desktop.models.company import ExceptionSettlement
from jxc_desktop.models.sync import ServerException

if TYPE_CHECKING:
    from jxc_desktop.domain.ids import DocumentKey, PersonId
    from jxc_desktop.store.session import ShopSession

NOTE_LETTERS_MAX = 200


@dataclass(frozen=True, slots=True)
class SettleException:
    """`how` is the short word of the choice that the screen offered."""

    actor: PersonId
    exception: int
    how: str
    note: str = ""


def settle_exception(session: ShopSession, command: SettleException) -> DocumentKey:
    """Post the decision; whoever settles what is settled already is answered with that document.

    Refuses an exception that is not known here (`exception_unknown`), a note that is too long
    (`text_too_long`), and who may not see the shop's reports (`permission_missing`).
    """
    require(session, command.actor, {Permission.SEE_REPORTS})
    kind = session.execute(
        select(ServerException.kind).where(ServerException.id == command.exception)
    ).scalar()
    if kind is None:
        raise Refusal("exception_unknown")
    note = " ".join(command.note.split())
    if len(note) > NOTE_LETTERS_MAX:
        raise Refusal("text_too_long", limit=NOTE_LETTERS_MAX)
    settled = session.execute(
        select(ExceptionSettlement.document).where(
            ExceptionSettlement.exception == command.exception
        )
    ).scalar()
    if settled is not None:
        return settled
    body = ExceptionSettled(
        exception=command.exception, exception_kind=kind, how=command.how, note=note
    )
    return post(session, body, actor=command.actor).key
