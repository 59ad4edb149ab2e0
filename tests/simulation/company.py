"""The simulated company on its first morning: four machines, two stores, a server; made once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from jxc_desktop.commands.change_records import write_records
from jxc_desktop.commands.receive_goods import ReceiveGoods, receive_goods
from jxc_desktop.commands.sync_settings import keep_tie
from jxc_desktop.documents.events import TerminalEnrolled
from jxc_desktop.documents.goods import ReceivedLine
from jxc_desktop.domain.ids import ProductId, StoreId, TerminalNo
from jxc_desktop.domain.numbers import Money, Quantity
from jxc_desktop.journal.post import post
from jxc_desktop.models.till import Incarnation
from jxc_desktop.queries.find_sync import SyncTie
from jxc_desktop.server.service import TenantService
from jxc_desktop.server.tables import SERVER
from jxc_desktop.store.keys import TillKeys
from jxc_desktop.store.opening import Store
from jxc_desktop.store.session import Till
from jxc_desktop.sync import wire
from jxc_desktop.workers.exchange import Exchange
from tests.simulation import goods
from tests.simulation.hands import OWNER_ID
from tests.simulation.sqlite_tenant import SqliteTenant
from tests.simulation.virtual_time import Clock, Timeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

STOCK_MILLI = 60_000


@dataclass(frozen=True)
class Machine:
    """A terminal of the company, and what it is for."""

    name: str
    terminal: int
    store: int
    scope: str

    @property
    def keys(self) -> TillKeys:
        return TillKeys(hashlib.sha256(f"machine {self.terminal}".encode()).digest())


MACHINES = (
    Machine("T1", 1, 1, "store"),
    Machine("T2", 2, 1, "store"),
    Machine("T3", 3, 2, "store"),
    Machine("B4", 4, 1, "all"),
)


@dataclass(frozen=True)
class FirstMorning:
    """The disks of everybody, and the opening stock as the oracle knows it."""

    disks: dict[str, dict[str, bytes]]
    server: dict[str, bytes]
    facts: tuple[dict[str, object], ...]


@lru_cache(maxsize=1)
def first_morning() -> FirstMorning:
    """Everything set up, registered and exchanged; not a single sale yet."""
    with TemporaryDirectory(prefix="jxc-company-") as folder:
        return _made(Path(folder))


def _made(folder: Path) -> FirstMorning:
    clock = Clock(Timeline())
    server = folder / "server.db"
    tenant = SqliteTenant(server, SERVER)
    chance = Random("company")
    service = TenantService(tenant, clock, random_bits=chance.getrandbits)
    service.start("shop", "连锁", "first engine")
    facts: list[dict[str, object]] = []
    stores = {}
    for machine in MACHINES:
        store = Store(folder / f"{machine.name}.db", machine.keys.database_key)
        stores[machine.name] = store
        facts += _set_up(store, machine, clock, chance)
        _register(service, machine)
    for name in ("T1", "T2", "T3", "B4", "T1", "T2", "T3"):
        exchange_quietly(stores[name], service, clock)
    for store in stores.values():
        store.close()
    tenant.close()
    disks = {machine.name: _files(folder / f"{machine.name}.db") for machine in MACHINES}
    return FirstMorning(disks, _files(server), tuple(facts))


def _files(path: Path) -> dict[str, bytes]:
    wal = path.with_name(path.name + "-wal")
    assert not wal.exists() or not wal.stat().st_size, "closed: all is in the one file"
    return {"": path.read_bytes()}


def _set_up(
    store: Store, machine: Machine, clock: Callable[[], datetime], chance: Random
) -> list[dict[str, object]]:
    till = Till(
        TerminalNo(machine.terminal),
        0,
        StoreId(machine.store),
        clock,
        machine.keys.signer.sign,
        chance.getrandbits,
    )
    store.serve(till)
    with store.transaction() as session:
        row = {"id": 1, "terminal": till.terminal, "incarnation": 0, "store": till.store}
        session.execute(insert(Incarnation), row)
        enrolled = TerminalEnrolled(
            name=machine.name, public_key=machine.keys.public_key.hex(), version="simulated"
        )
        post(session, enrolled, actor=OWNER_ID)
        if machine.terminal == 1:
            write_records(session, goods.first_records(), OWNER_ID)
        tie = SyncTie("simulated", "shop", "", scope=machine.scope)
        keep_tie(session, tie)
        if machine.terminal != 1:
            return []
        command = ReceiveGoods(OWNER_ID, _opening_stock())
        return [_seen(receive_goods(session, command))]


def _opening_stock() -> tuple[ReceivedLine, ...]:
    return tuple(
        ReceivedLine(ProductId(product), f"{product}", Quantity(STOCK_MILLI), Money(30_000))
        for product in goods.PRODUCTS
    )


def _seen(key: int) -> dict[str, object]:
    """The opening stock as the oracle knows it."""
    lines = [(product, STOCK_MILLI, 30_000, 0) for product in goods.PRODUCTS]
    return {
        "kind": "goods", "key": key, "store": 1, "lines": lines, "supplier": None, "sure": True,
        "terminal": 1, "incarnation": 0, "numbers": {"goods": 1}, "disk": "T1", "hash": "",
    }  # fmt: skip


def _register(service: TenantService, machine: Machine) -> None:
    """As somebody at the server would, for a terminal that has its number and keys already."""
    asked = wire.InviteAsked(
        machine.store, machine.name, 1, f"门店{machine.store}", machine.terminal == 1, existing=True
    )
    code = service.invite_from_server(asked, scope_all=machine.scope == "all").code
    service.enrol(
        wire.EnrolAsked(
            code,
            machine.keys.public_key,
            hashlib.sha256(f"token {machine.terminal}".encode()).digest(),
            machine.name,
            "simulated",
            "simulated",
            machine.terminal,
            machine.store,
        )
    )


class _QuietLine:
    """The server without any network between."""

    def __init__(self, service: TenantService, terminal: TerminalNo) -> None:
        self._service, self._terminal = service, terminal

    def __getattr__(self, name: str) -> Any:
        return partial(getattr(self._service, name), self._terminal)


def exchange_quietly(store: Store, service: TenantService, clock: Callable[[], datetime]) -> None:
    """One exchange that nothing disturbs."""
    till = store.till
    assert till is not None, "the till is set up"
    Exchange(store, _QuietLine(service, till.terminal), clock).run()
