"""The threads behind the window: the one writer, paper, backups, the server, the scanner."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jxc_desktop.app.devices import printing_of, scanner_of
from jxc_desktop.app.joining import bring_shop
from jxc_desktop.app.open_shop import system_clock
from jxc_desktop.app.papers import PaperMaker
from jxc_desktop.workers.backup_keeper import BackupKeeper, BackupNews, BackupPlan
from jxc_desktop.workers.command_runner import CommandRunner
from jxc_desktop.workers.print_spooler import PrinterNews, PrintSpooler
from jxc_desktop.workers.sync_courier import CourierEars, SyncCourier

if TYPE_CHECKING:
    from jxc_desktop.app.joining import ServerDoor
    from jxc_desktop.app.neighbourhood import Neighbourhood
    from jxc_desktop.app.open_shop import OpenedShop
    from jxc_desktop.devices.serial_scanner import SerialScanner
    from jxc_desktop.domain.machine_settings import MachineSettings
    from jxc_desktop.domain.sync_facts import SyncNews
    from jxc_desktop.domain.words import Words
    from jxc_desktop.queries.find_sync import SyncTie
    from jxc_desktop.store.keys import TillKeys
    from jxc_desktop.sync.ports import ServerPort

DoorMaker = Callable[["TillKeys"], "ServerDoor"]
"""Makes a line to the server for a till with these keys."""


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears what the threads report; each is called from the thread that reports."""

    printer: Callable[[PrinterNews], None]
    backup: Callable[[BackupNews], None]
    scan: Callable[[str], None]
    scanner_trouble: Callable[[str], None]
    sync: Callable[[SyncNews], None]
    changed: Callable[[], None]
    """Something came from elsewhere, or the till began a new life."""


class Machinery:
    """Everything that works beside the screen; start it once the shop is set up."""

    def __init__(self, shop: OpenedShop, words: Words, ears: Ears, make_door: DoorMaker) -> None:
        """`words` is the language of paper.

        Each who speaks to the server has a door of their own, so that nobody breaks off another's
        call.
        """
        self._shop = shop
        self._ears = ears
        self._make_door = make_door
        maker = PaperMaker(shop.store, words)
        self.spooler = PrintSpooler(shop.store, maker.ticket_of, None, ears.printer)
        self.runner = CommandRunner(shop.store, self._after_commit)
        places = shop.places
        self.keeper = BackupKeeper(
            BackupPlan(places.database, shop.keys.database_key, places.backups, system_clock),
            ears.backup,
        )
        self.courier = SyncCourier(
            shop.store,
            make_door(shop.keys),
            CourierEars(self._on_sync, self._after_hearing),
            places.folder,
        )
        self._neighbourhood: Neighbourhood | None = None
        self._scanner: SerialScanner | None = None
        self._scanner_thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the threads that work by themselves; the devices are known by now."""
        self.spooler.start()
        self.keeper.start()
        self.courier.start()

    def start_neighbours(self) -> None:
        """Once the shop belongs to a company; again does no harm."""
        if self._neighbourhood is not None:
            return
        # 0.04 s of zeroconf and asyncio, which a shop that stands alone never needs.
        from jxc_desktop.app.neighbourhood import Neighbourhood  # noqa: PLC0415

        door = self._make_door(self._shop.keys)
        self._neighbourhood = Neighbourhood(
            self._shop.store, door, lambda _news: self._on_sync(self.courier.last_news)
        )
        self._neighbourhood.start()

    def sync_news(self) -> SyncNews:
        """What the courier told last, with the copies that neighbours keep."""
        return self._with_copies(self.courier.last_news)

    def server(self, tie: SyncTie) -> AbstractContextManager[ServerPort]:
        """A line to the server for a question of the screen, from any thread but the screen's."""
        return _asked(self._make_door(self._shop.keys), tie)

    def join_company(self, address: str, code: str) -> None:
        """Tie this shop to a company; from any thread but the screen's and the writer's.

        Refuses with what is wrong: the code, the certificate, the network.
        """
        door = self._make_door(self._shop.keys)
        try:
            bring_shop(self._shop, door, self.runner, address, code)
        finally:
            door.close()
        self.courier.exchange_now()

    def use_devices(self, settings: MachineSettings) -> None:
        """Take the printer and the scanner that the machine's settings name."""
        self.spooler.use(printing_of(settings))
        self._stop_scanner()
        self._scanner = scanner_of(settings)
        if self._scanner is not None:
            self._scanner_thread = threading.Thread(
                target=self._scanner.run,
                args=(self._ears.scan, self._ears.scanner_trouble),
                name="serial-scanner",
                daemon=True,
            )
            self._scanner_thread.start()

    def _after_commit(self) -> None:
        self._shop.note_progress()
        self.spooler.look()
        self.courier.look()
        if self._neighbourhood is not None:
            self._neighbourhood.look()

    def _on_sync(self, news: SyncNews) -> None:
        self._ears.sync(self._with_copies(news))

    def _with_copies(self, news: SyncNews) -> SyncNews:
        """The neighbours count by themselves: what arrived in this moment is no copy any more."""
        known = self._neighbourhood
        copies = 0 if known is None else min(known.copies(), news.backlog)
        return replace(news, second_copies=copies)

    def _after_hearing(self) -> None:
        self._shop.note_progress()
        self._ears.changed()

    def _stop_scanner(self) -> None:
        if self._scanner is not None and self._scanner_thread is not None:
            self._scanner.stop()
            self._scanner_thread.join(1)
        self._scanner = self._scanner_thread = None

    def stop(self) -> None:
        """End in order: nothing more comes from outside, the writer finishes, then the rest."""
        self._stop_scanner()
        self.courier.stop()
        if self._neighbourhood is not None:
            self._neighbourhood.stop()
        self.runner.stop()
        self.spooler.stop()
        self.keeper.stop()
        self._shop.note_progress()


@contextmanager
def _asked(door: ServerDoor, tie: SyncTie) -> Iterator[ServerPort]:
    try:
        yield door.open(tie)
    finally:
        door.close()
