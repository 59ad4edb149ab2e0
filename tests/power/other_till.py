"""Another till's documents, as pulled pages bring them: a page and how far it goes, or neither."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from jxc_desktop.documents.document import GENESIS_HASH, read_document
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.domain.ids import TerminalNo, document_key
from jxc_desktop.journal.post import post
from jxc_desktop.journal.read import stored_documents
from jxc_desktop.journal.receive import Received, receive
from jxc_desktop.journal.streams import stream_of
from jxc_desktop.models.sync import StreamCursor
from tests.shop import COLA_CODE, NOODLES_CODE, OWNER_ID, Shop, open_again

TERMINAL = TerminalNo(2)
_FIRST = document_key(TERMINAL, 0, 1)
_STREAM = 1


class OtherTill:
    """What terminal 2 has sold, in order, to be taken in page by page."""

    def __init__(self, template: Path, scratch: Path, sales: int = 150) -> None:
        """Sell so often in a copy of `template`, under another number and key."""
        shutil.copytree(template, scratch)
        shop = open_again(scratch)
        signer = Ed25519PrivateKey.generate()
        till = shop.store.till
        assert till is not None
        shop.store.serve(replace(till, terminal=TERMINAL, sign=signer.sign))
        public = signer.public_key().public_bytes_raw().hex()
        with shop.store.transaction() as session:
            enrolled = TerminalEnrolled(name="收银台2", public_key=public, version="test")
            post(session, enrolled, actor=OWNER_ID)
        shop.open_shift()
        shop.requests = 1_000_000
        for number in range(sales):
            shop.sell(shop.basket(*(COLA_CODE, NOODLES_CODE)[: 1 + number % 2]))
        with shop.store.reading() as session:
            self.documents = list(stored_documents(session.connection(), _FIRST - 1))
        shop.store.close()

    def hand_over(self, shop: Shop, after: int, count: int) -> int:
        """The next page; answers how many are in now."""
        page = self.documents[after : after + count]
        if not page:
            return after
        with shop.store.transaction() as session:
            connection = session.connection()
            came = [self._received(at) for at in range(after, after + len(page))]
            receive(connection, came)
            position = after + len(page)
            cursor = insert(StreamCursor).values(stream=_STREAM, position=position)
            connection.execute(
                cursor.on_conflict_do_update(
                    index_elements=("stream",), set_={"position": position}
                )
            )
        return position

    def _received(self, at: int) -> Received:
        stored = self.documents[at]
        previous = self.documents[at - 1].hash if at else GENESIS_HASH
        stream = stream_of(read_document(stored.spelled))
        return Received(stored.spelled, stored.signature, previous, stream, at + 1)

    def position(self, shop: Shop) -> int:
        """How many of them the shop says it holds."""
        with shop.store.reading() as session:
            return session.scalar(select(StreamCursor.position)) or 0

    def faults(self, shop: Shop, told: int) -> list[str]:
        """Whether exactly as many are there as the cursor says, and no fewer than was told."""
        cursor = self.position(shop)
        with shop.store.reading() as session:
            connection = session.connection()
            held = [row.hash for row in stored_documents(connection, _FIRST - 1)]
        expected = [stored.hash for stored in self.documents[: len(held)]]
        faults = [] if held == expected else ["other documents than were pulled"]
        if len(held) != cursor:
            faults.append(f"{len(held)} documents were pulled, the cursor says {cursor}")
        return faults if cursor >= told else [*faults, f"{told} were pulled and {cursor} are left"]
