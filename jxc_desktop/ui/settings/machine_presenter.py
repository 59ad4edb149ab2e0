"""Connecting this machine: its printer, its scanner, the language and the light."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Protocol

from jxc_desktop.commands.local_settings import (
    ChangeLocalSettings,
    ChangeLook,
    change_local_settings,
    change_look,
)
from jxc_desktop.commands.print_jobs import QueuePaper, queue_paper
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.machine_settings import MachineSettings, refuse_unfit_machine
from jxc_desktop.domain.paper import Paper
from jxc_desktop.domain.typed_text import half_width, is_digits
from jxc_desktop.queries.find_local_settings import find_local_settings
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.screen import OfficeScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.ui.counter.doors import Doors

_KINDS = {field.name: str(field.type) for field in fields(MachineSettings)}
_PLACES = {
    "printer_address_needed": "printer_host",
    "printer_line_needed": "printer_line",
    "printer_name_needed": "printer_name",
    "printer_file_needed": "printer_file",
    "port_range": "printer_port",
    "scan_signs_unfit": "scan_prefix",
}


class MachineScreen(OfficeScreen, Protocol):
    """Shows what this machine is connected to."""

    def show_machine(self, machine: MachineSettings) -> None: ...

    def show_machine_problem(self, name: str, refusal: Refusal | None) -> None: ...

    def show_machine_unsaved(self, *, unsaved: bool) -> None: ...


class MachinePresenter:
    """`changed` hears that the devices' settings are kept: the app then connects anew."""

    def __init__(self, doors: Doors, screen: MachineScreen, changed: Callable[[], object]) -> None:
        self._doors = doors
        self._screen = screen
        self._changed = changed
        self._stored = MachineSettings()
        self._draft = MachineSettings()
        self._problem = ""

    def start(self) -> None:
        """Read the settings and show them."""
        self._doors.desk.ask(find_local_settings, self._on_settings)

    def edit(self, name: str, value: str | int) -> None:
        """A setting was typed or picked; it is checked as a whole when it is saved."""
        self._take_problem_back()
        if _KINDS[name] == "int":
            typed = half_width(str(value)).strip()
            value = int(typed) if is_digits(typed) and len(typed) < 9 else 0
        change: dict[str, Any] = {name: value}
        self._draft = replace(self._draft, **change)
        self._screen.show_machine_unsaved(unsaved=self._draft != self._stored)

    def save(self) -> None:
        """Keep what changed, or say beside the setting what is missing."""
        if self._draft != self._stored:
            self._save(lambda: self._screen.show_done(_("本机设备已保存")))

    def revert(self) -> None:
        """Forget what was typed."""
        self._on_settings(self._stored)

    def print_test_page(self) -> None:
        """Save what was typed and print a page that shows what the printer can do."""
        self._save(self._queue_test_page)

    def choose_look(self, *, mode: str | None = None, language: str | None = None) -> None:
        """Keep the light or the language; it holds at once, other changes stay unsaved."""
        command = ChangeLook(mode or self._stored.mode, language or self._stored.language)
        self._doors.desk.submit(change_look, command, self._on_look, self._screen.show_refusal)

    def _save(self, then: Callable[[], object]) -> None:
        self._take_problem_back()
        try:
            refuse_unfit_machine(self._draft)
        except Refusal as refusal:
            self._problem = _PLACES.get(refusal.code, "")
            if self._problem:
                self._screen.show_machine_problem(self._problem, refusal)
            self._screen.show_refusal(refusal)
            return

        def kept(settings: MachineSettings) -> None:
            self._on_settings(settings)
            self._changed()
            then()

        if self._draft == self._stored:
            then()
        else:
            command = ChangeLocalSettings(self._doors.cashier.person, self._draft)
            self._doors.desk.submit(change_local_settings, command, kept, self._screen.show_refusal)

    def _queue_test_page(self) -> None:
        command = QueuePaper(Paper.TEST_PAGE, self._doors.cashier.person)

        def queued(_none: object) -> None:
            self._screen.show_done(_("测试页已交给打印机"))

        self._doors.desk.submit(queue_paper, command, queued, self._screen.show_refusal)

    def _on_settings(self, settings: MachineSettings) -> None:
        self._take_problem_back()
        self._stored = self._draft = settings
        self._screen.show_machine(settings)
        self._screen.show_machine_unsaved(unsaved=False)

    def _on_look(self, settings: MachineSettings) -> None:
        mode, language = settings.mode, settings.language
        self._stored = replace(self._stored, mode=mode, language=language)
        self._draft = replace(self._draft, mode=mode, language=language)

    def _take_problem_back(self) -> None:
        if self._problem:
            self._screen.show_machine_problem(self._problem, None)
            self._problem = ""
