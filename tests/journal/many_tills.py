"""Three tills of two stores: what each of them posted, chained as the tills would chain it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from jxc_desktop.documents.document import (
    GENESIS_HASH,
    Document,
    Head,
    canonical_bytes,
    chain_hash,
    read_document,
)
from jxc_desktop.documents.events import EventRecorded, TerminalEnrolled
from jxc_desktop.documents.exceptions import ExceptionSettled
from jxc_desktop.documents.records import RecordChange, RecordsChanged
from jxc_desktop.domain.ids import DocumentKey, PersonId, StoreId, TerminalNo, document_key
from jxc_desktop.domain.till_events import TillEvent
from jxc_desktop.journal.mapped_keys import with_keys_mapped
from jxc_desktop.journal.receive import Received
from jxc_desktop.journal.streams import stream_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jxc_desktop.documents.kinds import Body
    from jxc_desktop.documents.records import Value

TILLS = {1: 1, 2: 1, 3: 2}
"""Terminal and its store."""
_DAY = Path(__file__).parents[1] / "golden" / "v1" / "journal.jsonl"


def head_of(terminal: int, sequence: int, incarnation: int = 0) -> Head:
    """The head of a document of one of the tills."""
    return Head(
        terminal=TerminalNo(terminal),
        incarnation=incarnation,
        sequence=sequence,
        store=StoreId(TILLS.get(terminal, 1)),
        at=datetime(2026, 11, 24, 1, sequence % 60, tzinfo=UTC),
        day=date(2026, 11, 24),
        hour=9,
        actor=PersonId(1),
    )


def chained(documents: Iterable[Document], first_position: int = 1) -> list[Received]:
    """The documents as they arrive, each with the hash before it in its own chain."""
    last: dict[tuple[int, int], bytes] = {}
    arriving = []
    for position, document in enumerate(documents, first_position):
        chain = (document.head.terminal, document.head.incarnation)
        spelled, previous = canonical_bytes(document), last.get(chain, GENESIS_HASH)
        last[chain] = chain_hash(previous, spelled)
        stream = stream_of(document)
        arriving.append(Received(spelled, bytes(64), previous, stream, position))
    return arriving


def all_documents() -> list[Document]:
    """A golden day at each till, edits that cross, copies and settlements by several people."""
    lines = _DAY.read_text(encoding="utf-8").splitlines()
    day = [read_document(json.loads(line)["spelled"].encode()) for line in lines]
    return [document for terminal in TILLS for document in _day_at(terminal, day)]


def _day_at(terminal: int, day: list[Document]) -> list[Document]:
    keys = {
        document.key: document_key(TerminalNo(terminal), 0, document.head.sequence)
        for document in day
    }
    store = StoreId(TILLS[terminal])
    found = []
    for document in day:
        head = msgspec.structs.replace(document.head, terminal=TerminalNo(terminal), store=store)
        found.append(Document(head=head, body=_body_at(document.body, keys, terminal)))
    for sequence, body in enumerate(_afterwards(terminal), len(day) + 1):
        found.append(Document(head=head_of(terminal, sequence), body=body))
    return found


def _body_at(body: Body, keys: dict[DocumentKey, DocumentKey], terminal: int) -> Body:
    if isinstance(body, TerminalEnrolled):
        return msgspec.structs.replace(body, numbers={"r261123": terminal * 5})
    if isinstance(body, RecordsChanged):
        return msgspec.structs.replace(body, clock=body.clock + terminal)
    return with_keys_mapped(body, keys, {})


def _afterwards(terminal: int) -> list[Body]:
    clock = (1 << 60) + terminal * 10
    sale_of_till_1 = document_key(TerminalNo(1), 0, 12)

    def edit(entity: str, record: int, fields: dict[str, Value], *, new: bool = False) -> Body:
        change = RecordChange(entity, record, fields, new=new)
        return RecordsChanged(clock=clock, changes=(change,))

    made: dict[str, Value] = {"name": f"新品 {terminal}", "code": f"{terminal}", "barcode.6": 0}
    renamed: dict[str, Value] = {"name": f"改名 {terminal}", f"unit.{terminal}.name": "箱"}

    return [
        edit("product", 900, made, new=True),
        edit("product", 900, renamed),
        edit("store", TILLS[terminal], {"name": f"店 {terminal}", "phone": "1990"}),
        edit("setting", 0, {"shop_name": f"总店 {terminal}"}),
        EventRecorded(event=TillEvent.RECEIPT_REPRINTED.value, about=sale_of_till_1),
        ExceptionSettled(exception=7, exception_kind="fork", how="seen", note=f"{terminal}"),
        ExceptionSettled(exception=terminal, exception_kind="late_document", how="seen"),
    ]
