"""The window of a shop: who is at the till, which workplaces they have, and what the lamps say."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from jxc_desktop.app.http_door import HttpDoor
from jxc_desktop.app.lamps import backup_lamp, break_notice, forked_notice, printer_lamp
from jxc_desktop.app.machinery import DoorMaker, Ears, Machinery
from jxc_desktop.app.no_door import NoDoor
from jxc_desktop.app.open_shop import OpenedShop, system_clock
from jxc_desktop.app.opening_keys import opened_for_window
from jxc_desktop.app.places import Places
from jxc_desktop.commands.local_settings import ChangeLook, change_look
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.sync_facts import SyncState
from jxc_desktop.queries.find_local_settings import find_local_settings
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.shop_header import shop_zone
from jxc_desktop.queries.terminal_name import terminal_name
from jxc_desktop.ui.crash_handler import CrashHandler
from jxc_desktop.ui.crash_sheet import show_crash
from jxc_desktop.ui.desk import Desk
from jxc_desktop.ui.device_bridge import DeviceBridge
from jxc_desktop.ui.language import _, use_language, words
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.scan_detector import ScanRule
from jxc_desktop.ui.shell.window import ShellWindow
from jxc_desktop.ui.sign_in.plate import ShopPlate
from jxc_desktop.ui.sign_in.view import SignIn
from jxc_desktop.ui.sounds import Sounds
from jxc_desktop.ui.sync.sync_words import sync_lamp
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.tokens import Mode
from jxc_desktop.ui.wedge_filter import WedgeFilter
from jxc_desktop.ui.widgets.lamp import LampState
from jxc_desktop.ui.widgets.toast import Level

if TYPE_CHECKING:
    from datetime import datetime

    from jxc_desktop.app.company import Company
    from jxc_desktop.app.tie import CourierTie
    from jxc_desktop.commands.sign_in import SignedIn
    from jxc_desktop.domain.sync_facts import SyncNews
    from jxc_desktop.workers.backup_keeper import BackupNews
    from jxc_desktop.workers.print_spooler import PrinterNews


_PAINTED_MILLISECONDS = 200
"""By then the sign-in is on the screen, and nobody has typed a PIN yet."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is special about this start: the demo tells its PINs beside the sign-in."""

    note: str = ""
    make_door: DoorMaker = NoDoor
    """How a server is reached; the demo reaches none."""


class ShopWindow(QObject):
    """Brings people, screens and machinery together; lives as long as the window is open."""

    def __init__(self, shop: OpenedShop, occasion: Occasion) -> None:
        """The shop is set up; nothing is started yet."""
        super().__init__()
        self._shop = shop
        self._occasion = occasion
        self._person: SignedIn | None = None
        self._asking = False
        self._zone: tzinfo = UTC
        self._company: Company | None = None
        self._offered: frozenset[str] = frozenset()
        self._bugs_told: set[str] = set()
        self._forks = 0
        self._tie: CourierTie | None = None
        self.window = ShellWindow(now=self._local_now)
        self._bridge = DeviceBridge()
        ears = Ears(
            printer=self._bridge.bring(self._on_printer),
            backup=self._bridge.bring(self._on_backup),
            scan=self._bridge.bring(self.window.hear_scan),
            scanner_trouble=self._bridge.bring(self._on_scanner),
            sync=self._bridge.bring(self._on_sync),
            changed=partial(self._bridge.bring(self._on_changed), None),
        )
        self.machinery = Machinery(shop, words(), ears, occasion.make_door)
        self.desk = Desk(self.machinery.runner, shop.store.reading)
        self._sounds = Sounds(shop.places.folder / "sounds")
        self._wedge = WedgeFilter(wanted=self.window.wants_scan)
        self._connect()

    def start(self) -> None:
        """Show the sign-in and start the threads behind it."""
        self._show_shop()
        self._use_machine()
        self._on_sync(self.machinery.courier.last_news)
        self.window.show_lamp("printer", _("打印机"), LampState.OK)
        self.window.show_lamp("backup", _("备份"), LampState.OK)
        self.ask_who()
        self.machinery.start()
        QTimer.singleShot(_PAINTED_MILLISECONDS, _load_workplaces)
        if self._shop.found_break is not None:
            self.window.show_notice(Level.WARN, break_notice(self._shop.found_break))

    def somebody_works(self) -> bool:
        """Whether a person is at the till, and not the sign-in over it."""
        return self._person is not None and not self._asking

    def ask_who(self, *, locked: bool = False) -> None:
        """Put the sign-in over everything; what is open stays as it is behind it."""
        with self._shop.store.reading() as session:
            settings, name = find_settings(session), terminal_name(session)
        plate = ShopPlate(settings.shop_name, name, self._occasion.note)
        person = self._person.person if locked and self._person is not None else None
        cover = SignIn(self.desk, plate, self._signed_in, now=self._local_now, locked_for=person)
        self._asking = True
        self.window.show_cover(cover)

    @Slot(str, str)
    def tell_crash(self, report: str, kept_at: str) -> None:
        """Tell of a bug over the window, each one once: one that repeats must not stop the work."""
        story = report.partition("\n\n")[2]
        if story not in self._bugs_told:
            self._bugs_told.add(story)
            show_crash(self.window, report, kept_at)

    def stop(self) -> None:
        """Finish what was handed in and let everything go."""
        self._wedge.stop()
        if self._tie is not None:
            self._tie.close()
        self.desk.close()
        self.machinery.stop()
        self._shop.store.close()

    def _connect(self) -> None:
        self._wedge.scanned.connect(self.window.hear_scan)
        self._wedge.unwanted.connect(self._on_unwanted_scan)
        self.window.scan_unwanted.connect(self._on_unwanted_scan)
        self.window.lock_pressed.connect(self._on_lock)
        self.window.idled.connect(self._on_lock)
        self.window.lamp_pressed.connect(self._on_lamp_pressed)
        self.window.mode_changed.connect(self._on_mode_changed)

    def _show_shop(self) -> None:
        with self._shop.store.reading() as session:
            settings, name = find_settings(session), terminal_name(session)
        self._zone = shop_zone(settings)
        self.window.show_shop(settings.shop_name, name)
        self.window.lock_after(settings.idle_lock_minutes)

    def _signed_in(self, person: SignedIn) -> None:
        same = self._person is not None and self._person.person == person.person
        self._person = person
        self._asking = False
        self.window.hide_cover()
        self.window.show_person(person.name, person.role_name)
        if same:
            return
        # See below why only now.
        from jxc_desktop.app.company import Company  # noqa: PLC0415
        from jxc_desktop.app.tie import CourierTie  # noqa: PLC0415
        from jxc_desktop.app.workplaces import offered_to, workplaces_of  # noqa: PLC0415

        if self._tie is not None:
            self._tie.close()
        self._tie = CourierTie(self._shop, self.machinery, self._bridge, person.person)

        company = Company(
            shop=self._shop,
            desk=self.desk,
            machinery=self.machinery,
            person=person,
            window=self.window,
            now=self._local_now,
            shop_changed=self._show_shop,
            machine_changed=self._use_machine,
            leave=self.ask_who,
            sounds=self._sounds,
            tie=self._tie,
        )
        self._company = company
        workplaces = workplaces_of(company)
        self._offered = offered_to(person)
        self.window.show_workplaces(workplaces)
        self.window.show_workplace(workplaces[0].id)

    def _use_machine(self) -> None:
        """Connect what the machine's settings name, and know its scanner by its signs."""
        with self._shop.store.reading() as session:
            machine = find_local_settings(session)
        self._wedge.use_rule(ScanRule(prefix=machine.scan_prefix, suffix=machine.scan_suffix))
        self.machinery.use_devices(machine)

    def _local_now(self) -> datetime:
        till = self._shop.store.till
        now = system_clock() if till is None else till.clock()
        return now.astimezone(self._zone)

    @Slot()
    def _on_lock(self) -> None:
        if self._person is not None:
            self.ask_who(locked=True)

    @Slot(str)
    def _on_unwanted_scan(self, _code: str) -> None:
        self._sounds.play_failed()
        self.window.show_notice(Level.WARN, refusal_text(Refusal("scan_not_now")))

    @Slot(object)
    def _on_mode_changed(self, mode: Mode) -> None:
        with self._shop.store.reading() as session:
            language = find_local_settings(session).language
        self.desk.submit(
            change_look,
            ChangeLook(mode.value, language),
            then=lambda _kept: None,
            refused=lambda why: self.window.show_notice(Level.WARN, refusal_text(why)),
        )

    @Slot(str)
    def _on_lamp_pressed(self, lamp: str) -> None:
        target = {"sync": "sync", "printer": "printing", "backup": "safety"}.get(lamp, "")
        if target in self._offered:
            self.window.show_workplace(target)

    def _on_printer(self, news: PrinterNews) -> None:
        self.window.show_lamp("printer", _("打印机"), *printer_lamp(news))
        for heard in () if self._company is None else self._company.printer_heard:
            heard(news)

    def _on_backup(self, news: BackupNews) -> None:
        self.window.show_lamp("backup", _("备份"), *backup_lamp(news, self._zone))
        for heard in () if self._company is None else self._company.backup_heard:
            heard(news)

    def _on_sync(self, news: SyncNews) -> None:
        self.window.show_lamp("sync", _("同步"), *sync_lamp(news, self._zone))
        if news.state is not SyncState.ALONE:
            self.machinery.start_neighbours()
        if news.forks > self._forks:
            self.window.show_notice(Level.WARN, forked_notice())
        self._forks = news.forks
        self._tell_synced()

    def _on_changed(self, _nothing: None) -> None:
        """What another till or the office did is in the book: names, prices, people."""
        self._show_shop()
        self._tell_synced()

    def _tell_synced(self) -> None:
        for heard in () if self._company is None else self._company.sync_heard:
            heard()

    def _on_scanner(self, trouble: str) -> None:
        state = LampState.FAULT if trouble else LampState.OK
        self.window.show_lamp("scanner", _("扫码枪"), state, "", trouble)


def _load_workplaces() -> None:
    """Load the screens once the sign-in is painted: they take 0.15 s that nobody should wait."""
    importlib.import_module("jxc_desktop.app.workplaces")


def dress(app: QApplication, shop: OpenedShop) -> None:
    """Language and look as this machine has them."""
    with shop.store.reading() as session:
        settings = find_local_settings(session)
    use_language(settings.language)
    apply_theme(app, Mode(settings.mode))


def the_application() -> QApplication:
    """The one Qt application of this process."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("jxc")
    return app


def run_window(places: Places) -> int:
    """Open the shop of this machine in its window, setting it up where there is none yet."""
    app = the_application()
    crashes = CrashHandler(places.crashes)
    crashes.install()
    shop = opened_for_window(app, places, HttpDoor)
    return 1 if shop is None else show_shop(app, shop, Occasion(make_door=HttpDoor), crashes)


def show_shop(
    app: QApplication, shop: OpenedShop, occasion: Occasion, crashes: CrashHandler
) -> int:
    """Run the window of a shop that is set up until it is closed."""
    dress(app, shop)
    shown = ShopWindow(shop, occasion)
    # Queued: a bug may show while something is painted, where no sheet can be put up.
    crashes.crashed.connect(shown.tell_crash, Qt.ConnectionType.QueuedConnection)
    shown.start()
    # A till without a window manager maximizes nothing: the window comes at full size by itself.
    shown.window.resize(app.primaryScreen().availableSize())
    shown.window.showMaximized()
    code = app.exec()
    shown.stop()
    return code
