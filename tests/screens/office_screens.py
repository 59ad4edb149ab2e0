"""The screens of the back office for the tour."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from jxc_desktop.domain.machine_settings import MachineSettings
from jxc_desktop.ui.settings.compose import settings_page
from jxc_desktop.ui.settings.view import SettingsView
from tests.screens.office_shop import owner
from tests.screens.registry import Context, screen


def _settings(section: str) -> SettingsView:
    view = settings_page(owner().doors, lambda _machine: None)
    view.show_section(section)
    return view


@screen("office-settings-shop", dark=True)
def settings_shop(_context: Context) -> QWidget:
    """The shop and its receipt."""
    return _settings("shop")


@screen("office-settings-rounding")
def settings_rounding(_context: Context) -> QWidget:
    """抹零."""
    view = _settings("rounding")
    view.edited.emit("rounding_direction", "up")
    return view


@screen("office-settings-methods")
def settings_methods(_context: Context) -> QWidget:
    """The ways to pay."""
    return _settings("methods")


@screen("office-settings-scale")
def settings_scale(_context: Context) -> QWidget:
    """The scale's labels."""
    view = _settings("scale")
    view.scale.label_tried.emit("2112345012347")
    return view


@screen("office-settings-machine")
def settings_machine(_context: Context) -> QWidget:
    """This machine's devices."""
    view = _settings("machine")
    view.show_machine(MachineSettings(printer="tcp", printer_host="192.168.1.87"))
    return view
