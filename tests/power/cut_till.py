"""One life of a till on a forgetful disk: it looks at what it finds, works, and loses power.

Each life is a forked child. It first checks what the last cut left (the book, and everything that
was told as done), then sells, backs up and takes other tills' documents in until the disk cuts.
What it tells through the pipe is what a cashier would have seen.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jxc_desktop.commands.open_basket import SaveOpenBasket, save_open_basket
from jxc_desktop.commands.take_sale import TakeSale, take_sale
from jxc_desktop.domain.tender import Tender
from jxc_desktop.journal.continuity import find_break
from jxc_desktop.journal.verify import verify
from jxc_desktop.store.backup import back_up
from jxc_desktop.store.opening import Store
from jxc_desktop.store.questions import driver_of
from jxc_desktop.store.soundness import check_file
from jxc_desktop.store.trouble import StoreTrouble
from tests.power.forgetful_disk import SHARED_MEMORY, ForgetfulDisk
from tests.power.layer import Layer
from tests.shop import CASH, CASHIER_ID, COLA_CODE, KEY, NOODLES_CODE, Shop, open_again
from tests.store.restarts import note, sentinel_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.power.other_till import OtherTill

SUFFIX = ".jxcbackup"
POINTS_MAX = 800
OPENING_POINTS_MAX = 12


@dataclass
class Told:
    """What was answered as done, over all lives of one till."""

    sales: dict[str, int] = field(default_factory=dict)
    """Serial by request."""
    backups: set[str] = field(default_factory=set)
    pulled: int = 0
    """How many of the other till's documents were taken in."""
    faults: list[str] = field(default_factory=list)

    def hear(self, line: str) -> None:
        """Take note of one line."""
        match line.split():
            case ["sold", request, serial]:
                self.sales[request] = int(serial)
            case ["backed-up", name]:
                self.backups.add(name)
            case ["pulled", count]:
                self.pulled = int(count)
            case ["looked"]:
                self.backups.clear()
            case _:
                self.faults.append(line)


@dataclass(frozen=True)
class Weather:
    """How this machine is: honest as a rule; the others prove that the test bites."""

    deaf_disk: bool = False
    """The disk says it has synced and has not."""
    synchronous_off: bool = False
    """The program does not ask it to."""


class Life:
    """From the power's coming to its going, in a child process."""

    def __init__(self, folder: Path, left: Path, seed: str, weather: Weather) -> None:
        """Work in `folder`; what the cut leaves goes to `left`."""
        self._folder, self._left, self._weather = folder, left, weather
        self._chance = random.Random(seed)
        self._life = seed.rpartition(" ")[2]
        self._say = -1

    def end(self, told: Told, other: OtherTill) -> None:
        """Live until the cut, in a child; `told` grows by what was said."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            self._say = writer
            self._live(told, other)
        os.close(writer)
        with os.fdopen(reader) as said:
            lines = [line.rstrip("\n") for line in said]
        _pid, status = os.waitpid(child, 0)
        for line in lines:
            told.hear(line)
        if status != 0:
            told.faults.append(f"life {self._life} ended with status {status}")

    def _live(self, told: Told, other: OtherTill) -> None:
        disk = ForgetfulDisk(self._folder, self._chance, self._cut)
        self._disk = disk
        disk.deaf_to_syncs = self._weather.deaf_disk
        Layer(disk)
        at_the_opening = self._chance.random() < 0.2
        if at_the_opening:
            disk.cut_after(self._chance.randint(1, OPENING_POINTS_MAX))
        try:
            shop = self._open()
            for fault in faults_found(shop, self._folder, told, other):
                self._tell(f"life {self._life}: {fault}")
            self._tell("looked")
            self._clear_shelf()
            if not at_the_opening:
                disk.cut_after(self._chance.randint(1, POINTS_MAX))
            self._work(shop, other)
        finally:
            # Work has no end but the cut: who comes here has met a fault.
            self._tell(f"life {self._life}: {traceback.format_exc(limit=-3)}".replace("\n", " | "))
            traceback.print_exc()
            os._exit(1)

    def _open(self) -> Shop:
        shop = open_again(self._folder)
        if self._weather.synchronous_off:
            with shop.store.writer.connect() as connection:
                driver_of(connection).execute("PRAGMA synchronous = OFF")
        return shop

    def _cut(self) -> None:
        self._disk.leave(self._left)
        if self._chance.random() < 0.3:
            # An index of the log from another time, which the start must not believe.
            for path in self._folder.glob(f"*{SHARED_MEMORY}"):
                shutil.copy(path, self._left / path.name)
        os._exit(0)

    def _tell(self, line: str) -> None:
        os.write(self._say, f"{line}\n".encode())

    def _clear_shelf(self) -> None:
        for path in (self._folder / "shelf").glob("*"):
            path.unlink()

    def _work(self, shop: Shop, other: OtherTill) -> None:
        number, pulled = 0, other.position(shop)
        while True:
            number += 1
            match self._chance.choices(JOBS, WEIGHTS)[0]:
                case "sell":
                    self._sell(shop, f"{self._life}-{number}")
                case "pull":
                    pulled = other.hand_over(shop, pulled, self._chance.randint(1, 40))
                    self._tell(f"pulled {pulled}")
                case "backup":
                    name = f"{self._life}-{number}{SUFFIX}"
                    back_up(shop.store.path, KEY, self._folder / "shelf" / name)
                    self._tell(f"backed-up {name}")
                case "write back":
                    how = self._chance.choice(("PASSIVE", "RESTART", "TRUNCATE"))
                    with shop.store.writer.connect() as connection:
                        driver_of(connection).execute(f"PRAGMA wal_checkpoint({how})").fetchall()
                case _:
                    shop.store.close()
                    shop = self._open()

    def _sell(self, shop: Shop, request: str) -> None:
        basket = shop.basket(*self._chance.choices((COLA_CODE, NOODLES_CODE), k=3))
        shop.do(save_open_basket, SaveOpenBasket(basket, request))
        tender = Tender(basket.total).with_payment(CASH, basket.total)
        taken = shop.do(take_sale, TakeSale(basket, tender, CASHIER_ID, request))
        self._tell(f"sold {request} {taken.serial}")
        note(shop, self._folder)


JOBS = ("sell", "pull", "backup", "write back", "reopen")
WEIGHTS = (60, 15, 6, 10, 6)
OWN_SALES = "SELECT request, serial FROM sale WHERE document >> 43 = 1"


def faults_found(shop: Shop, folder: Path, told: Told, other: OtherTill) -> list[str]:
    """What is wrong with what the cut left."""
    return [
        *_page_faults(shop.store),
        *shop.ask(lambda session: verify(session.connection()).faults),
        *_book_faults(shop, told),
        *other.faults(shop, told.pulled),
        *_break_faults(shop, folder),
        *_shelf_faults(folder / "shelf", told),
    ]


def _page_faults(store: Store) -> list[str]:
    with store.reading() as session:
        driver = driver_of(session.connection())
        whole = driver.execute("PRAGMA integrity_check").fetchall()
    return [] if whole == [("ok",)] else [f"pages: {whole[:3]}"]


def seal_faults(store: Store) -> list[str]:
    """What is wrong with the pages' own seals, once the log is written back over torn ones."""
    with store.writer.connect() as connection:
        driver = driver_of(connection)
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return [str(row[0]) for row in driver.execute("PRAGMA cipher_integrity_check").fetchall()]


def _book_faults(shop: Shop, told: Told) -> list[str]:
    with shop.store.reading() as session:
        ask = session.connection().exec_driver_sql
        stored = {row[0]: row[1] for row in ask(OWN_SALES).all()}
        half = ask(
            "SELECT count(*) FROM journal WHERE key NOT IN (SELECT document FROM applied_document)"
        ).scalar()
    faults = [
        f"{request} was confirmed as {serial} and is {stored.get(request)}"
        for request, serial in told.sales.items()
        if stored.get(request) != serial
    ]
    if sorted(stored.values()) != list(range(1, len(stored) + 1)):
        faults.append("the receipt numbers have a gap")
    return faults if not half else [*faults, f"{half} documents are half there"]


def _break_faults(shop: Shop, folder: Path) -> list[str]:
    till = shop.store.till
    assert till is not None
    with shop.store.reading() as session:
        found = find_break(session.connection(), till, sentinel_of(folder).read())
    return [] if found is None else [f"the till takes itself for a copy: {found.kind}"]


def _shelf_faults(shelf: Path, told: Told) -> list[str]:
    whole = {path.name for path in shelf.glob(f"*{SUFFIX}")}
    faults = [f"the backup {name} is lost" for name in sorted(told.backups - whole)]
    return faults + [fault for name in sorted(whole) for fault in _backup_faults(shelf / name)]


def _backup_faults(path: Path) -> list[str]:
    try:
        check_file(path, KEY)
    except (StoreTrouble, OSError) as error:
        return [f"the backup {path.name} is no whole one: {error!r}"]
    return []


def in_a_child(work: Callable[[], None]) -> None:
    """Run it in a forked child, so that no connection of this process is open at a fork."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            if status:
                traceback.print_exc()
            sys.stderr.flush()
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
