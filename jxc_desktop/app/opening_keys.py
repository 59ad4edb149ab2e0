"""The way from a cold start to an open shop: its keys, or a new shop made in four steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMessageBox

from jxc_desktop.app.open_shop import OpenedShop, first_keys, open_shop
from jxc_desktop.app.recovery import keys_of_code
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.store.keys import KeyPlace, TillKeys, keep_keys, key_place, open_keys
from jxc_desktop.store.system_keyring import keyring_works
from jxc_desktop.ui.desk import Desk
from jxc_desktop.ui.language import _, words
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.shell.window import ShellWindow
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.tokens import Mode
from jxc_desktop.workers.command_runner import CommandRunner

if TYPE_CHECKING:
    from jxc_desktop.app.places import Places

_TRIES = 5


def opened_for_window(app: QApplication, places: Places) -> OpenedShop | None:
    """The shop of this machine, set up now if there is none; None when the person gave up."""
    apply_theme(app, Mode.LIGHT)
    try:
        keys = known_keys(places)
        shop = None if keys is None else open_shop(places, keys)
    except Refusal as refusal:
        QMessageBox.critical(None, _("打不开店铺"), refusal_text(refusal))
        return None
    if shop is not None and shop.set_up:
        return shop
    return FirstRun(places, shop).run()


def known_keys(places: Places) -> TillKeys | None:
    """The keys that this machine has, or those of the recovery code; None at a first run.

    Raises `Refusal` when they are lost and nobody has the code.
    """
    place = key_place(places.key_file)
    if place is KeyPlace.NOWHERE:
        return _recovered(places, Refusal("keys_missing")) if places.database.exists() else None
    try:
        return _asked_keys(places) if place is KeyPlace.PASSPHRASE else open_keys(places.key_file)
    except Refusal as lost:
        return _recovered(places, lost)


def _recovered(places: Places, lost: Refusal) -> TillKeys:
    """Ask for the recovery code until it fits; raises `lost` when nobody has it."""
    told = refusal_text(lost)
    while True:
        question = _("{trouble}\n\n请输入打印在纸上的恢复码").format(trouble=told)
        typed, given = QInputDialog.getText(None, _("恢复码"), question)
        if not given:
            raise lost
        try:
            keys = keys_of_code(places, typed)
            keep_keys(places.key_file, keys, _new_passphrase() or "")
        except Refusal as refusal:
            told = refusal_text(refusal)
        else:
            return keys


def _new_passphrase() -> str | None:
    """Empty where the system's keyring works; None when the person gave up."""
    if keyring_works():
        return ""
    question = _("这台电脑没有可用的系统钥匙串。请设一个数据口令，每次开机要输入（至少 8 位）")
    return _ask_passphrase(question)


def _asked_keys(places: Places) -> TillKeys:
    for _try in range(_TRIES):
        passphrase = _ask_passphrase(_("请输入本机的数据口令"))
        if passphrase is None:
            break
        try:
            return open_keys(places.key_file, passphrase)
        except Refusal as refusal:
            QMessageBox.warning(None, _("口令"), refusal_text(refusal))
    raise Refusal("passphrase_wrong")


def _ask_passphrase(question: str) -> str | None:
    typed, given = QInputDialog.getText(None, _("口令"), question, QLineEdit.EchoMode.Password)
    return typed if given else None


class FirstRun(QObject):
    """The wizard in its window, from nothing to a shop that can open."""

    def __init__(self, places: Places, begun: OpenedShop | None) -> None:
        """`begun` is a store whose set-up was interrupted before the shop was made."""
        super().__init__()
        self._places = places
        self._begun = begun

    def run(self) -> OpenedShop | None:
        """Show the wizard until the shop is made, or the window closed."""
        # Every start but the first does without the wizard: 0.04 s.
        from jxc_desktop.ui.first_run.compose import first_run_page  # noqa: PLC0415
        from jxc_desktop.ui.first_run.presenter import NewTill  # noqa: PLC0415

        shop = self._begun or self._new_store()
        if shop is None:
            return None
        runner = CommandRunner(shop.store)
        desk = Desk(runner, shop.store.reading)
        window = ShellWindow()
        window.show_shop(_("新店铺"), "")
        till = NewTill(shop.keys.public_key, shop.keys.recovery_code, words())
        loop = QEventLoop()
        made: list[object] = []

        def finished(owner: object) -> None:
            made.append(owner)
            loop.quit()

        window.show_cover(first_run_page(desk, till, finished, self._print_code))
        window.close_pressed.connect(loop.quit)
        window.showMaximized()
        loop.exec()
        desk.close()
        runner.stop()
        window.deleteLater()
        shop.store.close()
        return open_shop(self._places, shop.keys) if made else None

    def _new_store(self) -> OpenedShop | None:
        """Keys that are kept before the first byte is encrypted with them."""
        passphrase = _new_passphrase()
        if passphrase is None:
            return None
        keys = first_keys(self._places)
        try:
            keep_keys(self._places.key_file, keys, passphrase)
        except Refusal as refusal:
            QMessageBox.warning(None, _("口令"), refusal_text(refusal))
            return self._new_store()
        return open_shop(self._places, keys)

    def _print_code(self, code: str) -> None:
        """The recovery code as a PDF to print and lock away; the file is the person's own."""
        from jxc_desktop.app.recovery_paper import recovery_pdf  # noqa: PLC0415 (reportlab)

        self._places.paper.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = self._places.paper / "recovery-code.pdf"
        target.write_bytes(recovery_pdf(code))
        QMessageBox.information(
            None, _("恢复码"), _("已保存为 {path}，打印后请删除").format(path=target)
        )
