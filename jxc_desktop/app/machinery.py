"""The threads behind the window: the one writer, the print spooler, the backups, the scanner."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.app.devices import printing_of, scanner_of
from jxc_desktop.app.open_shop import system_clock
from jxc_desktop.app.papers import PaperMaker
from jxc_desktop.workers.backup_keeper import BackupKeeper, BackupNews, BackupPlan
from jxc_desktop.workers.command_runner import CommandRunner
from jxc_desktop.workers.print_spooler import PrinterNews, PrintSpooler

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.app.open_shop import OpenedShop
    from jxc_desktop.devices.serial_scanner import SerialScanner
    from jxc_desktop.domain.machine_settings import MachineSettings
    from jxc_desktop.domain.words import Words


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears what the threads report; each is called from the thread that reports."""

    printer: Callable[[PrinterNews], None]
    backup: Callable[[BackupNews], None]
    scan: Callable[[str], None]
    scanner_trouble: Callable[[str], None]


class Machinery:
    """Everything that works beside the screen; start it once the shop is set up."""

    def __init__(self, shop: OpenedShop, words: Words, ears: Ears) -> None:
        """`words` is the language of paper."""
        self._shop = shop
        self._ears = ears
        maker = PaperMaker(shop.store, words)
        self.spooler = PrintSpooler(shop.store, maker.ticket_of, None, ears.printer)
        self.runner = CommandRunner(shop.store, self._after_commit)
        places = shop.places
        self.keeper = BackupKeeper(
            BackupPlan(places.database, shop.keys.database_key, places.backups, system_clock),
            ears.backup,
        )
        self._scanner: SerialScanner | None = None
        self._scanner_thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the threads that work by themselves; the devices are known by now."""
        self.spooler.start()
        self.keeper.start()

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

    def _stop_scanner(self) -> None:
        if self._scanner is not None and self._scanner_thread is not None:
            self._scanner.stop()
            self._scanner_thread.join(1)
        self._scanner = self._scanner_thread = None

    def stop(self) -> None:
        """End in order: the writer finishes, then the spooler; at most a few seconds."""
        self._stop_scanner()
        self.runner.stop()
        self.spooler.stop()
        self.keeper.stop()
        self._shop.note_progress()
