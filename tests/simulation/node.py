"""A machine of the shop: its disk, its clock, its keys, and the program that runs on it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import bindparam, select

from jxc_desktop.app.open_shop import go_on
from jxc_desktop.domain.ids import SEQUENCE_MAX, document_key
from jxc_desktop.journal.continuity import last_seen
from jxc_desktop.models.journal import JournalEntry
from jxc_desktop.store.incarnation import find_till
from jxc_desktop.store.keys import TillKeys
from jxc_desktop.store.opening import Store
from jxc_desktop.store.questions import driver_of
from jxc_desktop.store.trouble import StoreTrouble
from tests.simulation.disk import Disk, PowerCut
from tests.simulation.sqlite_tenant import share_statements

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.domain.ids import StoreId, TerminalNo
    from jxc_desktop.store.sentinel import LastSeen
    from jxc_desktop.store.session import ShopSession, Till
    from tests.simulation.virtual_time import Clock

_SINCE = (
    select(JournalEntry.key, JournalEntry.hash, JournalEntry.spelled)
    .where(JournalEntry.key > bindparam("key"), JournalEntry.key <= bindparam("last"))
    .order_by(JournalEntry.key)
)

C = TypeVar("C")
R = TypeVar("R")


@dataclass
class MemorySentinel:
    """The note outside the database; a cloned or replaced disk may come without it."""

    noted: LastSeen | None = None

    def read(self) -> LastSeen | None:
        return self.noted

    def write(self, last: LastSeen) -> bool:
        self.noted = last
        return True


@dataclass(frozen=True)
class Seen:
    """A document as its paper or list shows it after the commit."""

    key: int
    hash: str
    head: dict[str, Any]
    body: dict[str, Any]


@dataclass
class Node:
    """One machine. It lives many lives: each power cut ends one."""

    name: str
    keys: TillKeys
    clock: Clock
    chance: Random
    disk: Disk
    sentinel: MemorySentinel = field(default_factory=MemorySentinel)
    life: int = 0
    """Counts restarts: what ran before the last one runs no more."""
    exchanging: bool = False
    disk_number: int = 0
    """Which copy of the terminal's disk this is: two of them may print the same numbers."""
    bent: bool = False
    """Its disk was restored or cloned: its numbers need not follow one another any more."""
    backups: list[dict[str, bytes]] = field(default_factory=list)
    clock_was_set: bool = False
    documents_seen: int = 0
    _store: Store | None = None

    @property
    def mark(self) -> dict[str, Any]:
        """Whose fact it is, and on which copy of the disk."""
        return {"disk": self.name, "copy": self.disk_number}

    @property
    def store(self) -> Store:
        assert self._store is not None, "the machine is on"
        return self._store

    @property
    def till(self) -> Till:
        till = self.store.till
        assert till is not None, "the till is set up"
        return till

    @property
    def terminal(self) -> TerminalNo:
        return self.till.terminal

    @property
    def place(self) -> StoreId:
        """The store it stands in."""
        return self.till.store

    def start(self) -> None:
        """Switch the machine on: as the program starts, with its look at the sentinel."""
        for _ in range(3):
            try:
                self._open()
            except PowerCut:
                self._power_off()
            except StoreTrouble:
                self.disk.disarm()
                self._power_off()
            else:
                return
        self.disk.disarm()
        self._open()

    def _open(self) -> None:
        store = Store(self.disk.path, self.keys.database_key, connect=self.disk.connect)
        self._store = share_statements(store)
        found = find_till(self._store, self.clock, self.keys.signer.sign)
        assert found is not None, "the till is set up"
        till = type(found)(
            found.terminal,
            found.incarnation,
            found.store,
            self.clock,
            self.keys.signer.sign,
            self.chance.getrandbits,
        )
        self._store.serve(till)
        go_on(self._store, till, self.keys, self.sentinel)
        self.note()

    def _power_off(self) -> None:
        self.life += 1
        if self._store is not None:
            self.disk.let_go()
            self._store = None
        self.disk.restart()

    def restart(self) -> None:
        """What is on the disk is all that is left; the machine starts again."""
        self._power_off()
        self.start()

    def switch_off(self) -> None:
        """An orderly end."""
        if self._store is not None:
            self._store.close()
            self._store = None
        self.disk.let_go()

    def note(self) -> None:
        """Remember outside the database how far it has come, as after each commit."""
        with self.store.reading() as session:
            last = last_seen(session.connection(), self.till)
        if last.sequence:
            self.sentinel.write(last)

    def do(self, handle: Callable[[ShopSession, C], R], command: C) -> R:
        """Run a command in a transaction of its own, as the command runner does."""
        with self.store.transaction() as session:
            result = handle(session, command)
        # A note that fails holds nothing up: what was committed stays confirmed.
        with suppress(StoreTrouble):
            self.note()
        return result

    def ask(self, question: Callable[[ShopSession], R]) -> R:
        """Ask something of what is committed."""
        with self.store.reading() as session:
            return question(session)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows as they stand in the database, past all code of the program."""
        with self.disk.looked_at(), self.store.reading() as session:
            return [
                tuple(row) for row in driver_of(session.connection()).execute(sql, tuple(values))
            ]

    def head_key(self) -> int:
        """The last document of the running chain; below its first where there is none."""
        first, last = self._span()
        row = self.rows("SELECT max(key) FROM journal WHERE key BETWEEN ? AND ?", first, last)[0]
        return int(row[0] or first - 1)

    def _span(self) -> tuple[int, int]:
        till = self.till
        return (
            document_key(till.terminal, till.incarnation, 1),
            document_key(till.terminal, till.incarnation, SEQUENCE_MAX),
        )

    def since(self, key: int) -> list[Seen]:
        """The documents of the running chain after `key`, as they are shown."""
        return self._between(key, self._span()[1])

    def kept_since(self, key: int) -> list[Seen]:
        """What the chain that ran then got after `key`, although another may run now."""
        return self._between(key, key | SEQUENCE_MAX)

    def _between(self, key: int, last: int) -> list[Seen]:
        with self.disk.looked_at(), self.store.reading() as session:
            rows = session.connection().execute(_SINCE, {"key": key, "last": last}).all()
        return [seen(row.key, row.hash, row.spelled) for row in rows]


def seen(key: int, linked: bytes, spelled: bytes) -> Seen:
    """The document as plain values."""
    read = json.loads(spelled)
    return Seen(key, linked.hex(), read["head"], read["body"])


def make_disk(folder: Path, name: str, chance: Random) -> Disk:
    """The disk of a machine that is not yet switched on."""
    return Disk(folder / f"{name}.db", chance)
