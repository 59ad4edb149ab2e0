"""The way from a cold start to an open shop: its keys, or the first run of a new computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMessageBox

from jxc_desktop.app.joining import must_load
from jxc_desktop.app.open_shop import OpenedShop, first_keys, open_shop
from jxc_desktop.app.recovery import keys_of_code
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.store.keys import KeyPlace, TillKeys, keep_keys, key_place, open_keys
from jxc_desktop.store.system_keyring import keyring_works
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.tokens import Mode

if TYPE_CHECKING:
    from jxc_desktop.app.machinery import DoorMaker
    from jxc_desktop.app.places import Places

_TRIES = 5


def opened_for_window(app: QApplication, places: Places, make_door: DoorMaker) -> OpenedShop | None:
    """The shop of this machine, set up now if there is none; None when the person gave up."""
    apply_theme(app, Mode.LIGHT)
    try:
        keys = known_keys(places)
        shop = None if keys is None else open_shop(places, keys)
    except Refusal as refusal:
        QMessageBox.critical(None, _("打不开店铺"), refusal_text(refusal))
        return None
    if shop is not None and shop.set_up and not must_load(shop):
        return shop
    # Every start but the first does without the wizard: 0.04 s.
    from jxc_desktop.app.first_run import FirstRun  # noqa: PLC0415

    if shop is None:
        shop = _new_store(places)
    return None if shop is None else FirstRun(places, shop, make_door).run()


def _new_store(places: Places) -> OpenedShop | None:
    """Keys that are kept before the first byte is encrypted with them."""
    passphrase = _new_passphrase()
    if passphrase is None:
        return None
    keys = first_keys(places)
    try:
        keep_keys(places.key_file, keys, passphrase)
    except Refusal as refusal:
        QMessageBox.warning(None, _("口令"), refusal_text(refusal))
        return _new_store(places)
    return open_shop(places, keys)


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
