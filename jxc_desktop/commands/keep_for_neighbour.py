"""Keeping a neighbour's documents until the server has them; no document, since it is a copy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, func, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_ignore

from jxc_desktop.commands.authority import require
from jxc_desktop.documents.document import UnreadableDocument, chain_hash, read_head
from jxc_desktop.domain.permissions import Permission
from jxc_desktop.models.base import table_of
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.sync import NeighbourDocument
from jxc_desktop.models.till import LocalSetting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from jxc_desktop.domain.ids import PersonId
    from jxc_desktop.store.session import ShopSession

NEIGHBOURS = "neighbours"
"""The local setting that says whether this till looks for neighbours."""
KEPT_MAX = 50_000
"""What a till keeps for its neighbours at most: some 40 MB."""

_KEPT = table_of(NeighbourDocument)


@dataclass(frozen=True, slots=True)
class UseNeighbours:
    """Look for other tills of this store on the LAN, or no more."""

    actor: PersonId
    wanted: bool


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """A document as it was signed, and the hash before it in its chain."""

    previous: bytes
    spelled: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class KeepForNeighbour:
    """The terminal `terminal` asks to keep these documents of its own."""

    terminal: int
    documents: Sequence[SignedDocument]


class NotItsOwn(Exception):
    """A neighbour handed over what is no document, or not one of its own in this store."""


def use_neighbours(session: ShopSession, command: UseNeighbours) -> None:
    """Remember it over restarts."""
    require(session, command.actor, {Permission.EDIT_SETTINGS})
    session.execute(delete(LocalSetting).where(LocalSetting.name == NEIGHBOURS))
    value = json.dumps({"wanted": command.wanted})
    session.execute(insert(LocalSetting), {"name": NEIGHBOURS, "value": value})


def neighbours_wanted(session: Session) -> bool:
    """Whether somebody has allowed it; off until then."""
    text = session.execute(
        select(LocalSetting.value).where(LocalSetting.name == NEIGHBOURS)
    ).scalar()
    return bool(text and json.loads(text).get("wanted"))


def keep_for_neighbour(session: ShopSession, command: KeepForNeighbour) -> None:
    """Keep them all; those that are here already change nothing.

    Raises `NotItsOwn`: bytes that are no document, another terminal's or store's, or one without
    the hash before it.
    """
    rows = [_row(session, command.terminal, each) for each in command.documents]
    if rows:
        session.execute(insert_or_ignore(NeighbourDocument).on_conflict_do_nothing(), rows)


def _row(session: ShopSession, terminal: int, document: SignedDocument) -> dict[str, object]:
    try:
        head = read_head(document.spelled)
    except UnreadableDocument as error:
        raise NotItsOwn(str(error)) from error
    till = session.till
    if head.terminal != terminal or head.terminal == till.terminal or head.store != till.store:
        raise NotItsOwn(f"terminal {terminal} brought a document of terminal {head.terminal}")
    if len(document.previous) != 32 or len(document.signature) != 64:
        raise NotItsOwn("no hash, or no signature")
    return {
        "key": head.key,
        "hash": chain_hash(document.previous, document.spelled),
        "previous": document.previous,
        "spelled": document.spelled,
        "signature": document.signature,
        "received_at": till.clock(),
    }


def count_kept(session: Session) -> int:
    """How many documents are kept for neighbours."""
    return int(session.execute(select(func.count()).select_from(_KEPT)).scalar_one())


def forget_arrived(session: Session) -> None:
    """Let go of what came back from the server: it is in this till's own book now."""
    arrived = exists().where(JournalEntry.key == _KEPT.c.key, JournalEntry.hash == _KEPT.c.hash)
    session.execute(delete(_KEPT).where(arrived))


def forget_kept(session: Session, keys: Sequence[tuple[int, bytes]]) -> None:
    """Let go of what the server said it has: by key and hash."""
    for key, digest in keys:
        session.execute(delete(_KEPT).where(_KEPT.c.key == key, _KEPT.c.hash == digest))
