"""A branch of a chain that the server does not have: cut off, kept, and posted again elsewhere."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from jxc_desktop.documents.document import (
    GENESIS_HASH,
    Document,
    Head,
    UnreadableDocument,
    canonical_bytes,
    chain_hash,
    read_document,
    read_head,
)
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.domain.ids import SEQUENCE_MAX, DocumentKey, document_key
from jxc_desktop.domain.streams import Stream
from jxc_desktop.journal.mapped_keys import with_keys_mapped
from jxc_desktop.journal.post import chain_head
from jxc_desktop.journal.receive import Heard, Received, receive
from jxc_desktop.journal.redrawn import NumbersTaken
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.sync import ForkedDocument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from jxc_desktop.documents.kinds import Body
    from jxc_desktop.domain.ids import TerminalNo
    from jxc_desktop.store.session import ShopSession


class CutDocument(NamedTuple):
    """A document of the branch that was cut off."""

    key: DocumentKey
    spelled: bytes
    hash: bytes
    stream: Stream


class _Closed(msgspec.Struct, frozen=True, kw_only=True):
    """A document of a kind that this program does not know: its body is carried along unread."""

    head: Head
    body: msgspec.Raw


def cut_off(
    connection: Connection, terminal: TerminalNo, incarnation: int, first: int
) -> list[CutDocument]:
    """Move the chain's documents from the sequence `first` on to `forked_document`, in order.

    The projections still hold them: the caller rebuilds in the same transaction.
    """
    start = document_key(terminal, incarnation, first)
    here = JournalEntry.key.between(start, document_key(terminal, incarnation, SEQUENCE_MAX))
    previous = _hash_before(connection, start, first)
    cut: list[CutDocument] = []
    rows = connection.execute(
        select(
            JournalEntry.key,
            JournalEntry.spelled,
            JournalEntry.hash,
            JournalEntry.signature,
            JournalEntry.previous,
            JournalEntry.stream,
        )
        .where(here)
        .order_by(JournalEntry.key)
    ).all()
    for row in rows:
        values = {
            "hash": row.hash,
            "key": row.key,
            "spelled": row.spelled,
            "signature": row.signature,
            "previous": row.previous or previous,
            "reposted": None,
        }
        connection.execute(upsert(ForkedDocument).on_conflict_do_nothing(), values)
        cut.append(CutDocument(row.key, row.spelled, row.hash, Stream(row.stream)))
        previous = row.hash
    if cut:
        with _deleting_allowed(connection):
            connection.execute(delete(JournalEntry).where(here))
    return cut


def _hash_before(connection: Connection, start: int, first: int) -> bytes:
    found = connection.execute(
        select(JournalEntry.hash).where(JournalEntry.key == start - 1)
    ).scalar()
    return GENESIS_HASH if first == 1 or found is None else found


@contextmanager
def _deleting_allowed(connection: Connection) -> Iterator[None]:
    """The one place where a row leaves the journal: its trigger is lifted within the transaction.

    The same words make it again; whatever fails in between is undone together with the lifting.
    """
    name = "journal_never_deleted"
    made = connection.execute(
        text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name"),
        {"name": name},
    ).scalar_one()
    connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    connection.exec_driver_sql(made)


def repost(session: ShopSession, cut: Sequence[CutDocument]) -> dict[DocumentKey, DocumentKey]:
    """Write the facts of the branch again in the session's chain; answers with old and new keys.

    Moment, person and business date stay; references among the facts follow to the new keys; a
    number that somebody else has printed meanwhile is drawn anew. A fact that this program cannot
    read or project goes along as it is, and stays parked. Who the terminal is was said in the new
    chain already.
    """
    connection = session.connection()
    numbers = NumbersTaken(connection, session.till.terminal)
    keys: dict[DocumentKey, DocumentKey] = {}
    hashes: dict[str, str] = {}
    for each in cut:
        body = _body_of(each)
        if isinstance(body, TerminalEnrolled):
            continue
        head = read_head(each.spelled)
        if not isinstance(body, msgspec.Raw):
            body = numbers.with_own_number(with_keys_mapped(body, keys, hashes), head.day)
        again = _write_again(session, head, body, each.stream)
        keys[each.key] = again.key
        hashes[each.hash.hex()] = again.hash.hex()
        connection.execute(
            update(ForkedDocument)
            .where(ForkedDocument.hash == each.hash)
            .values(reposted=again.key)
        )
    return keys


def _body_of(each: CutDocument) -> Body | msgspec.Raw:
    try:
        return read_document(each.spelled).body
    except UnreadableDocument:
        return msgspec.json.decode(each.spelled, type=_Closed).body


def _write_again(
    session: ShopSession, head: Head, body: Body | msgspec.Raw, stream: Stream
) -> Heard:
    """The fact as the next document of the session's chain; taken in as one from elsewhere is."""
    connection, till = session.connection(), session.till
    before = chain_head(connection, till.terminal, till.incarnation)
    place = msgspec.structs.replace(
        head, incarnation=till.incarnation, sequence=before.sequence + 1
    )
    if isinstance(body, msgspec.Raw):
        spelled = msgspec.json.encode(_Closed(head=place, body=body), order="deterministic")
    else:
        spelled = canonical_bytes(Document(head=place, body=body))
    signature = till.sign(chain_hash(before.hash, spelled))
    (heard,) = receive(connection, [Received(spelled, signature, before.hash, stream)])
    return heard
