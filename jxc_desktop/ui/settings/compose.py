"""Puts the settings together: one page, and a presenter for each kind of setting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.language import use_language
from jxc_desktop.ui.page_desk import doors_while_open
from jxc_desktop.ui.settings.machine_presenter import MachinePresenter
from jxc_desktop.ui.settings.methods_presenter import MethodsPresenter
from jxc_desktop.ui.settings.shop_presenter import ShopSettingsPresenter
from jxc_desktop.ui.settings.stores_presenter import StoresPresenter
from jxc_desktop.ui.settings.view import SettingsView
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.tokens import Mode


def settings_page(
    doors: Doors, shop_changed: Callable[[], object], machine_changed: Callable[[], object]
) -> SettingsView:
    """The settings, read and shown; the two hear when the shop's or the machine's are kept."""
    view = SettingsView()
    doors = doors_while_open(doors, view)
    shop = ShopSettingsPresenter(doors, view, shop_changed)
    machine = MachinePresenter(doors, view, machine_changed)
    methods = MethodsPresenter(doors, view)
    stores = StoresPresenter(doors, view.stores)
    view.keep(shop, machine, methods, stores)
    _connect_shop(view, shop)
    _connect_machine(view, machine)
    _connect_methods(view, methods)
    view.stores.open_pressed.connect(stores.open)
    for presenter in (shop, machine, methods, stores):
        presenter.start()
    return view


def _put_on(mode: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, Mode(mode))


def _connect_shop(view: SettingsView, shop: ShopSettingsPresenter) -> None:
    view.edited.connect(shop.edit)
    view.save_pressed.connect(shop.save)
    view.revert_pressed.connect(shop.revert)
    view.scale.label_tried.connect(shop.try_label)


def _connect_machine(view: SettingsView, machine: MachinePresenter) -> None:
    view.machine.edited.connect(machine.edit)
    view.machine.test_pressed.connect(machine.print_test_page)
    view.look.mode_picked.connect(lambda mode: machine.choose_look(mode=mode))
    view.look.language_picked.connect(lambda language: machine.choose_look(language=language))
    # The light holds at once, the language for every screen that is made from now on.
    view.look.mode_picked.connect(_put_on)
    view.look.language_picked.connect(use_language)
    view.save_pressed.connect(machine.save)
    view.revert_pressed.connect(machine.revert)


def _connect_methods(view: SettingsView, methods: MethodsPresenter) -> None:
    page = view.methods
    page.add_pressed.connect(methods.add)
    page.open_pressed.connect(methods.open)
    page.move_pressed.connect(methods.move)
    page.archive_pressed.connect(lambda row, archived: methods.archive(row, archived=archived))
