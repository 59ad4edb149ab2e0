"""The window itself: it shows workplaces, people and lamps, and reports what was pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from jxc_desktop.ui.language import _
from jxc_desktop.ui.shell.bars import LampBar, TopBar
from jxc_desktop.ui.shell.idle import IdleWatch
from jxc_desktop.ui.shell.rail import Rail
from jxc_desktop.ui.shell.scan_ear import scan_ear
from jxc_desktop.ui.shell.workplace import Workplace
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.in_use import mode_in_use, set_density
from jxc_desktop.ui.theme.tokens import Mode
from jxc_desktop.ui.widgets.lamp import LampState
from jxc_desktop.ui.widgets.toast import Level, show_notice

_SMALLEST = (1024, 720)


def _local_now() -> datetime:
    return datetime.now().astimezone()


class ShellWindow(QWidget):
    """Everything that the shop does happens inside this one window."""

    lock_pressed = Signal()
    idled = Signal()
    lamp_pressed = Signal(str)
    mode_changed = Signal(object)
    scan_unwanted = Signal(str)
    """A scanner read something while nothing that takes scans is open."""
    close_pressed = Signal()
    """The person closes the window."""

    def __init__(self, *, now: Callable[[], datetime] = _local_now) -> None:
        super().__init__()
        self._workplaces: dict[str, Workplace] = {}
        self._screens: dict[str, QWidget] = {}
        self._cover: QWidget | None = None
        self._left_at: QWidget | None = None
        """Where the keys went when the cover came."""
        self.setMinimumSize(*_SMALLEST)
        self._rail = Rail()
        self._top = TopBar(now)
        self._lamps = LampBar()
        self._stack = QStackedWidget()
        self._pages = QStackedWidget()
        self._work = self._work_page()
        self._pages.addWidget(self._work)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._idle = IdleWatch(self)
        self._connect()

    def show_workplaces(self, workplaces: Sequence[Workplace]) -> None:
        """Offer `workplaces` on the rail; screens of those who worked here before are gone."""
        for screen in self._screens.values():
            self._stack.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()
        self._workplaces = {workplace.id: workplace for workplace in workplaces}
        self._rail.show_workplaces(workplaces)

    def show_workplace(self, workplace_id: str) -> None:
        """Open a workplace; its screen is made the first time. Not everybody is offered each."""
        workplace = self._workplaces.get(workplace_id)
        if workplace is None:
            self.show_notice(Level.WARN, _("这里要有权限才能进，请换有权限的人登录"))
            return
        screen = self._screens.get(workplace_id)
        if screen is None:
            screen = workplace.factory()
            set_density(screen, workplace.density)
            self._screens[workplace_id] = screen
            self._stack.addWidget(screen)
        self._rail.show_chosen(workplace_id)
        self._stack.setCurrentWidget(screen)
        screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_cover(self, cover: QWidget) -> None:
        """Put one screen in place of everything: signing in, the lock, the first run."""
        self.hide_cover()
        self._cover = cover
        self._pages.addWidget(cover)
        self._pages.setCurrentWidget(cover)
        # A workplace below may get its answer now: disabled, it cannot take the keys back.
        self._left_at = self._work.focusWidget()
        self._work.setEnabled(False)
        cover.setFocus(Qt.FocusReason.OtherFocusReason)

    def hide_cover(self) -> None:
        """Take the cover away; the workplaces are as they were left."""
        if self._cover is not None:
            self._pages.removeWidget(self._cover)
            self._cover.deleteLater()
            self._cover = None
        self._pages.setCurrentIndex(0)
        self._work.setEnabled(True)
        if self._left_at is not None and isValid(self._left_at):
            self._left_at.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left_at = None

    def show_shop(self, shop: str, terminal: str) -> None:
        """Whose till this is, above and in the title of the window."""
        self.setWindowTitle(f"{shop} · {terminal}")
        self._top.show_shop(shop, terminal)

    def show_person(self, name: str, role: str = "") -> None:
        """Who works here now."""
        self._top.show_person(name, role)

    def show_lamp(
        self, lamp_id: str, name: str, state: LampState, text: str = "", tip: str = ""
    ) -> None:
        """How a device or worker is doing."""
        self._lamps.show_lamp(lamp_id, name, state, text, tip)

    def show_notice(self, level: Level, text: str) -> None:
        """A notice over whatever is open."""
        show_notice(self, level, text)

    def wants_scan(self) -> bool:
        """Whether whatever is open takes scans wherever the keyboard is; for the WedgeFilter."""
        return scan_ear(self, self._open_screen()) is not None

    def hear_scan(self, code: str) -> None:
        """Pass a scan on to the sheet, cover or workplace that is open; report it if none does."""
        ear = scan_ear(self, self._open_screen())
        if ear is None:
            self.scan_unwanted.emit(code)
        else:
            ear.hear_scan(code)

    def lock_after(self, minutes: float) -> None:
        """Report `idled` after so many minutes without a touch; 0 means never."""
        self._idle.expect_touch_within(minutes)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_pressed.emit()
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            self._idle.watch(handle)

    def _open_screen(self) -> QWidget | None:
        return self._cover if self._cover is not None else self._stack.currentWidget()

    def _work_page(self) -> QWidget:
        page = QWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._top)
        right.addWidget(self._stack, 1)
        right.addWidget(self._lamps)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)
        return page

    def _connect(self) -> None:
        self._rail.workplace_pressed.connect(self.show_workplace)
        self._top.lock_pressed.connect(self.lock_pressed)
        self._top.mode_pressed.connect(self._on_mode_pressed)
        self._lamps.lamp_pressed.connect(self.lamp_pressed)
        self._idle.idled.connect(self.idled)
        full_screen = QShortcut(QKeySequence("F11"), self)
        full_screen.activated.connect(self._on_full_screen)

    def _on_mode_pressed(self) -> None:
        mode = Mode.LIGHT if mode_in_use() is Mode.DARK else Mode.DARK
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, mode)
        self._top.show_mode()
        self.mode_changed.emit(mode)

    def _on_full_screen(self) -> None:
        if self.isFullScreen():
            self.showMaximized()
        else:
            self.showFullScreen()
