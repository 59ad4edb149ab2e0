"""The first run of a computer: a new shop made in four steps, or one more terminal of a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWidgets import QMessageBox

from jxc_desktop.app.joining import NewTerminal, must_load
from jxc_desktop.app.open_shop import OpenedShop, open_shop
from jxc_desktop.app.recovery_paper import recovery_pdf
from jxc_desktop.ui.desk import Desk
from jxc_desktop.ui.device_bridge import DeviceBridge
from jxc_desktop.ui.first_run.compose import first_run_page
from jxc_desktop.ui.first_run.presenter import NewTill
from jxc_desktop.ui.joining.compose import join_page
from jxc_desktop.ui.joining.welcome import WelcomeView
from jxc_desktop.ui.language import _, words
from jxc_desktop.ui.shell.window import ShellWindow
from jxc_desktop.workers.command_runner import CommandRunner

if TYPE_CHECKING:
    from jxc_desktop.app.machinery import DoorMaker
    from jxc_desktop.app.places import Places


class FirstRun(QObject):
    """The first question and what follows from it, in the window, until there is a shop."""

    def __init__(self, places: Places, shop: OpenedShop, make_door: DoorMaker) -> None:
        """`shop` has its store; its set-up is still to come, or was interrupted."""
        super().__init__()
        self._places = places
        self._shop = shop
        self._bridge = DeviceBridge()
        self._terminal = NewTerminal(shop, make_door(shop.keys), self._bridge)
        self._runner = CommandRunner(shop.store)
        self._desk = Desk(self._runner, shop.store.reading)
        self._loop = QEventLoop()
        self._made = False
        self.window = ShellWindow()

    def run(self) -> OpenedShop | None:
        """Show it until there is a shop, or the window is closed."""
        self.window.show_shop(_("新店铺"), "")
        if must_load(self._shop):
            self.show_joining()
        else:
            self.show_welcome()
        self.window.close_pressed.connect(self._loop.quit)
        self.window.showMaximized()
        self._loop.exec()
        self._terminal.stop()
        self._desk.close()
        self._runner.stop()
        self.window.deleteLater()
        self._shop.store.close()
        return open_shop(self._places, self._shop.keys) if self._made else None

    def show_welcome(self) -> None:
        """Ask which it shall be: a new shop, or one more terminal."""
        view = WelcomeView()
        view.new_pressed.connect(self.show_wizard)
        view.join_pressed.connect(self.show_joining)
        self.window.show_cover(view)

    def show_wizard(self) -> None:
        """A new shop in four steps."""
        keys = self._shop.keys
        till = NewTill(keys.public_key, keys.recovery_code, words())
        page = first_run_page(self._desk, till, lambda _owner: self._finish(), self._print_code)
        self.window.show_cover(page)

    def show_joining(self) -> None:
        """One more terminal; where that was interrupted, it goes on by itself."""
        page, presenter = join_page(
            self._terminal,
            self._shop.keys.recovery_code,
            self._finish,
            self._print_code,
            self.show_welcome,
        )
        self.window.show_cover(page)
        if must_load(self._shop):
            presenter.go_on()

    def _finish(self) -> None:
        self._made = True
        self._loop.quit()

    def _print_code(self, code: str) -> None:
        """The recovery code as a PDF to print and lock away; the file is the person's own."""
        self._places.paper.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = self._places.paper / "recovery-code.pdf"
        target.write_bytes(recovery_pdf(code))
        QMessageBox.information(
            None, _("恢复码"), _("已保存为 {path}，打印后请删除").format(path=target)
        )
