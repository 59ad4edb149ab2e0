"""The screens of the back office for the tour."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.machine_settings import MachineSettings
from jxc_desktop.domain.words import mark
from jxc_desktop.store.recovery_code import recovery_code
from jxc_desktop.ui.first_run.compose import first_run_page
from jxc_desktop.ui.first_run.presenter import FirstRunDraft, NewTill, Step
from jxc_desktop.ui.first_run.view import FirstRunView
from jxc_desktop.ui.help.compose import help_page
from jxc_desktop.ui.people.compose import people_page
from jxc_desktop.ui.people.view import PeopleView
from jxc_desktop.ui.printing.compose import print_queue_page
from jxc_desktop.ui.safety.compose import safety_page
from jxc_desktop.ui.safety.presenter import BackupRow, SafetyPlace
from jxc_desktop.ui.safety.view import SafetyView
from jxc_desktop.ui.settings.compose import settings_page
from jxc_desktop.ui.settings.view import SettingsView
from tests.screens.office_shop import owner
from tests.screens.registry import Context, screen

ZONE = ZoneInfo("Asia/Shanghai")
_NEW_TILL = NewTill(bytes(32), recovery_code(bytes(range(32))), mark)


def _settings(section: str) -> SettingsView:
    view = settings_page(owner().doors, lambda: None, lambda: None)
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


def _wizard(step: Step) -> FirstRunView:
    view = first_run_page(owner().doors.desk, _NEW_TILL, lambda _owner: None, lambda _code: None)
    view.show_step(step, FirstRunDraft(shop_name="老王便利店", owner_name="老王"))
    return view


@screen("office-wizard-shop", dark=True)
def wizard_shop(_context: Context) -> QWidget:
    """The first step of a new shop."""
    return _wizard(Step.SHOP)


@screen("office-wizard-owner")
def wizard_owner(_context: Context) -> QWidget:
    """The owner, with two PINs that differ."""
    view = _wizard(Step.OWNER)
    view.show_problem("secret_again", Refusal("secrets_differ"))
    view.show_easily_guessed(guessed=True)
    return view


@screen("office-wizard-paper")
def wizard_paper(_context: Context) -> QWidget:
    """Printer and paper."""
    return _wizard(Step.PAPER)


@screen("office-wizard-code")
def wizard_code(_context: Context) -> QWidget:
    """The recovery code."""
    view = _wizard(Step.CODE)
    view.show_recovery_code(recovery_code(bytes(range(32))))
    return view


@screen("office-printing", dark=True)
def printing(_context: Context) -> QWidget:
    """The print queue with a doubtful job and a printer without paper."""
    view, presenter = print_queue_page(owner().doors, ZONE)
    presenter.hear_news("paper_out", 2, 1)
    return view


def _safety(section: str) -> SafetyView:
    days = [datetime(2026, 11, day, 2, 15, tzinfo=UTC) for day in (24, 23, 22, 21)]
    rows = [BackupRow(at, f"jxc-{at:%Y%m%dT%H%M%S}Z.jxcbackup", 3_200_000) for at in days]
    place = SafetyPlace(
        folder="D:\\jxc\\backups",
        version="0.1.0",
        database_version=1,
        list_backups=lambda: rows,
        back_up_now=lambda: None,
        recovery_code=lambda: _NEW_TILL.recovery_code,
        print_code=lambda _code: None,
    )
    view, presenter = safety_page(owner().doors, place, ZONE)
    if section == "book":
        presenter.check_book()
    if section == "code":
        presenter.show_code()
    view.show_section(section)
    return view


@screen("office-safety-backups")
def safety_backups(_context: Context) -> QWidget:
    """The backups."""
    return _safety("backups")


@screen("office-safety-book")
def safety_book(_context: Context) -> QWidget:
    """A sound book."""
    return _safety("book")


@screen("office-safety-code")
def safety_code(_context: Context) -> QWidget:
    """The recovery code."""
    return _safety("code")


@screen("office-people")
def people(_context: Context) -> QWidget:
    """Everybody."""
    return people_page(owner().doors)


def _take_on(view: QWidget) -> None:
    assert isinstance(view, PeopleView)
    view.people.add_pressed.emit()


@screen("office-people-new", after_show=_take_on)
def people_new(_context: Context) -> QWidget:
    """Somebody new."""
    return people_page(owner().doors)


@screen("office-people-roles", dark=True)
def people_roles(_context: Context) -> QWidget:
    """What a role may do."""
    view = people_page(owner().doors)
    view.sections.show_section("roles")
    return view


@screen("office-help", dark=True)
def help_keys(_context: Context) -> QWidget:
    """The keys of the till."""
    view = help_page()
    view.open_page("02-till-keys")
    return view


def _add_method(view: QWidget) -> None:
    assert isinstance(view, SettingsView)
    view.methods.add_pressed.emit()


@screen("office-settings-method-new", after_show=_add_method)
def settings_method_new(_context: Context) -> QWidget:
    """A new way to pay."""
    return _settings("methods")


@screen("office-settings-look")
def settings_look(_context: Context) -> QWidget:
    """Language and light."""
    return _settings("look")
