"""What a workplace is given: the shop, the person who works there, and the ways between screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.queries.shop_header import shop_zone
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.approval.view import ApprovalSheets
from jxc_desktop.ui.counter.doors import Doors

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from jxc_desktop.app.machinery import Machinery
    from jxc_desktop.app.open_shop import OpenedShop
    from jxc_desktop.commands.sign_in import SignedIn
    from jxc_desktop.domain.ids import CustomerId, DocumentKey
    from jxc_desktop.ui.ports import DeskPort
    from jxc_desktop.ui.shell.window import ShellWindow
    from jxc_desktop.ui.shift.place import ShiftPlace
    from jxc_desktop.ui.sounds import Sounds
    from jxc_desktop.ui.sync.tie import TiePort
    from jxc_desktop.workers.backup_keeper import BackupNews
    from jxc_desktop.workers.print_spooler import PrinterNews


@dataclass
class Company:
    """Everything that a workplace may need, for the person who signed in."""

    shop: OpenedShop
    desk: DeskPort
    machinery: Machinery
    person: SignedIn
    window: ShellWindow
    now: Callable[[], datetime]
    shop_changed: Callable[[], object]
    """The shop's settings were saved."""
    machine_changed: Callable[[], object]
    """This machine's settings were saved."""
    leave: Callable[[], object]
    """The person is through: ask who comes next."""
    sounds: Sounds
    tie: TiePort
    """The tie to the server."""
    shift_changed: Callable[[], object] = lambda: None
    """A shift was opened or closed; the till wants to know."""
    open_return: Callable[[DocumentKey], object] = lambda _sale: None
    """Leads to the till with a receipt to take back."""
    shift_place: ShiftPlace | None = None
    backup_heard: list[Callable[[BackupNews], object]] = field(default_factory=list)
    """Screens that want to know how backups go."""
    printer_heard: list[Callable[[PrinterNews], object]] = field(default_factory=list)
    """Screens that want to know how printing goes."""
    sync_heard: list[Callable[[], object]] = field(default_factory=list)
    """Screens that want to know how the tie to the server stands, and of what came from there."""
    open_receipt: Callable[[DocumentKey], object] = lambda _sale: None
    """Shows one receipt."""
    open_customer: Callable[[CustomerId], object] = lambda _customer: None
    """Shows one customer's money."""

    @property
    def doors(self) -> Doors:
        """The doors between screens and shop."""
        return Doors(self.desk, self.shop.store.reading, self.person)

    @property
    def approval(self) -> ApprovalPresenter:
        """Asks somebody for a permission over the window."""
        return ApprovalPresenter(self.doors, ApprovalSheets(self.window))

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone."""
        return shop_zone(self.doors.look_up(find_settings))

    def begin_closing(self) -> None:
        """Lead to the handing over of the running shift."""
        self.window.show_workplace("shift")
        if self.shift_place is not None:
            self.shift_place.begin_closing()

    def keep_pdf(self, name: str, content: bytes) -> None:
        """Write a PDF beside the shop's files and show it with the system's own program."""
        folder = self.shop.places.paper
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = folder / name
        target.write_bytes(content)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
