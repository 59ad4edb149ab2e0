"""A shop that belongs to a server, a copy of its disk, and a second till of the same store."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, insert, select

from jxc_desktop.commands.sync_settings import keep_tie
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.domain.ids import StoreId, TerminalNo
from jxc_desktop.journal.digest import digest
from jxc_desktop.journal.post import post
from jxc_desktop.journal.rebuild import rebuild
from jxc_desktop.journal.verify import verify
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.models.till import Incarnation
from jxc_desktop.queries.find_sync import SyncTie
from jxc_desktop.store.incarnation import find_till
from jxc_desktop.store.opening import Store
from jxc_desktop.store.session import Till
from jxc_desktop.workers.exchange import Exchange
from jxc_desktop.workers.exchange_facts import ExchangeDone
from tests.shop import KEY, OWNER_ID, SIGNER, Shop, ShopClock, make_shop
from tests.workers.small_server import SmallPort, SmallServer

TIE = SyncTie(address="127.0.0.1:8765", tenant="test", ca_pem="pem")


@dataclass
class TiedShop:
    """A till, its folder, and its line to the server."""

    shop: Shop
    folder: Path
    port: SmallPort

    def exchange(self, *, quick: bool = False) -> ExchangeDone:
        """A session of its own, as after a start."""
        return Exchange(self.shop.store, self.port, self.shop.clock).run(quick=quick)

    def sell(self, *codes: str) -> int:
        """Sell these; the sale's key."""
        return self.shop.sell(self.shop.basket(*codes)).sale

    def unsent(self) -> int:
        with self.shop.store.reading() as session:
            counted = select(func.count()).where(JournalEntry.position.is_(None))
            return int(session.execute(counted).scalar_one())

    def digest(self, stream: int) -> str:
        with self.shop.store.reading() as session:
            return digest(session.connection(), stream)  # type: ignore[arg-type]  # a stream

    def faults(self) -> list[str]:
        """What is wrong with the book: nothing."""
        with self.shop.store.reading() as session:
            return verify(session.connection()).faults

    def rebuilt_digest(self, stream: int) -> str:
        """What the stream's rows would be if everything was computed anew; changes nothing."""
        with self.shop.store.transaction() as session:
            connection = session.connection()
            rebuild(connection)
            return digest(connection, stream)  # type: ignore[arg-type]  # a stream

    def copy_disk(self, folder: Path) -> TiedShop:
        """Somebody copies the disk and starts it elsewhere: the same terminal twice."""
        folder.mkdir()
        self.shop.store.close()
        for file in self.folder.glob("shop.db*"):
            shutil.copy(file, folder / file.name)
        self.shop.store = _open(self.folder, self.shop.clock)
        clock = ShopClock(self.shop.clock.now)
        # Baskets that are sold at the copy bear ids of their own, as every basket does.
        copied = Shop(_open(folder, clock), clock, SIGNER, requests=1000 + self.shop.requests)
        port = SmallPort(self.port.server, self.port.terminal, self.port.store)
        return TiedShop(copied, folder, port)


def tied_shop(folder: Path, server: SmallServer) -> TiedShop:
    """The shop's first till, with an open shift, tied to the server."""
    shop = make_shop(folder)
    with shop.store.transaction() as session:
        session.execute(insert(Incarnation), {"id": 1, "terminal": 1, "incarnation": 0, "store": 1})
        keep_tie(session, TIE)
    shop.open_shift()
    return TiedShop(shop, folder, server.port())


def second_till(folder: Path, server: SmallServer, terminal: int = 2, store: int = 1) -> TiedShop:
    """Another till of the company, which has heard nothing yet."""
    folder.mkdir(exist_ok=True)
    clock = ShopClock()
    signer = Ed25519PrivateKey.from_private_bytes(bytes([terminal]) * 32)
    store_file = Store(folder / "shop.db", KEY)
    store_file.serve(Till(TerminalNo(terminal), 0, StoreId(store), clock, signer.sign))
    enrolled = TerminalEnrolled(
        name=f"收银台{terminal}",
        public_key=signer.public_key().public_bytes_raw().hex(),
        version="test",
    )
    with store_file.transaction() as session:
        session.execute(
            insert(Incarnation), {"id": 1, "terminal": terminal, "incarnation": 0, "store": store}
        )
        keep_tie(session, TIE)
        post(session, enrolled, actor=OWNER_ID)
    shop = Shop(store_file, clock, signer, requests=10_000 * terminal)
    return TiedShop(shop, folder, server.port(terminal, store))


def _open(folder: Path, clock: ShopClock) -> Store:
    store = Store(folder / "shop.db", KEY)
    till = find_till(store, clock, SIGNER.sign)
    assert till is not None
    store.serve(till)
    return store
