"""The settings as the owner sees them: sections at the left, one way to save at the top."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.machine_settings import MachineSettings
from jxc_desktop.domain.scale_label import ScaleLabel
from jxc_desktop.domain.settings import ShopSettings
from jxc_desktop.queries.list_method_rows import MethodRow
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.office.page import OfficePage
from jxc_desktop.ui.office.sections import Section, Sections
from jxc_desktop.ui.settings import shop_pages
from jxc_desktop.ui.settings.look_page import LookPage
from jxc_desktop.ui.settings.machine_page import MachinePage
from jxc_desktop.ui.settings.methods_page import MethodsPage
from jxc_desktop.ui.settings.methods_presenter import MethodDraft
from jxc_desktop.ui.settings.scale_page import ScalePage
from jxc_desktop.ui.settings.stores_page import StoresPage
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant


class SettingsView(OfficePage):
    """Shows what its presenters say; reports each edit by the name of its setting."""

    edited = Signal(str, object)
    save_pressed = Signal()
    revert_pressed = Signal()

    def __init__(self) -> None:
        super().__init__(_("设置"))
        self._fields = shop_pages.shop_fields()
        for field in self._fields.values():
            field.edited.connect(self.edited)
        self.scale = ScalePage()
        self.scale.layouts.edited.connect(self.edited)
        self.methods = MethodsPage()
        self.stores = StoresPage()
        self.machine = MachinePage()
        self.look = LookPage()
        self.sections = Sections(_("设置"), self._all_sections())
        self.body.addWidget(self.sections, 1)
        self.setFocusProxy(self.sections)
        self._unsaved = {"shop": False, "machine": False}
        self._add_tools()

    def show_section(self, section: str) -> None:
        """Open the section of that id, such as `shop`, `rounding` or `machine`."""
        self.sections.show_section(section)

    def show_settings(self, settings: ShopSettings) -> None:
        """Show all settings of the shop."""
        for name, field in self._fields.items():
            field.show_value(getattr(settings, name))
        self.scale.layouts.show_value(settings.scale_layouts)

    def show_setting(self, name: str, value: str | int | bool) -> None:
        """Show one setting again: what was picked is refused."""
        self._fields[name].show_value(value)

    def show_problem(self, name: str, refusal: Refusal | None) -> None:
        """Say beside the setting what is wrong with it."""
        sentence = "" if refusal is None else refusal_text(refusal)
        if name == "scale_layouts":
            self.scale.layouts.show_problem(sentence)
            return
        self._fields[name].show_problem(sentence)

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Offer to save the shop's settings, or not."""
        self._offer("shop", unsaved=unsaved)

    def show_label(self, label: ScaleLabel | None, refusal: Refusal | None) -> None:
        """What the tried label says."""
        self.scale.show_label(label, refusal)

    def show_machine(self, machine: MachineSettings) -> None:
        """Show what this machine is connected to and how it looks."""
        self.machine.show_machine(machine)
        self.look.show_machine(machine)

    def show_machine_problem(self, name: str, refusal: Refusal | None) -> None:
        """Say beside a device's setting what is wrong."""
        self.machine.show_problem(name, "" if refusal is None else refusal_text(refusal))

    def show_machine_unsaved(self, *, unsaved: bool) -> None:
        """Offer to save the machine's settings, or not."""
        self._offer("machine", unsaved=unsaved)

    def show_methods(self, rows: Sequence[MethodRow]) -> None:
        """Show the ways to pay."""
        self.methods.show_rows(rows)

    def ask_method(
        self, draft: MethodDraft, *, is_new: bool, answer: Callable[[MethodDraft], object]
    ) -> None:
        """Ask for one way to pay on a sheet."""
        self.methods.ask_method(draft, is_new=is_new, answer=answer)

    def show_sheet_problem(self, refusal: Refusal) -> None:
        """Say on the sheet why it is not kept."""
        self.methods.show_sheet_problem(refusal)

    def close_sheet(self) -> None:
        """The way to pay is kept."""
        self.methods.close_sheet()

    def _offer(self, part: str, *, unsaved: bool) -> None:
        self._unsaved[part] = unsaved
        for button in (self._save, self._revert):
            button.setEnabled(any(self._unsaved.values()))

    def _add_tools(self) -> None:
        self._revert = TouchButton(_("还原"), icon="undo-2", shortcut="Ctrl+Z")
        self._save = TouchButton(_("保存"), icon="save", variant=Variant.PRIMARY, shortcut="Ctrl+S")
        self._revert.clicked.connect(lambda _checked: self.revert_pressed.emit())
        self._save.clicked.connect(lambda _checked: self.save_pressed.emit())
        for button in (self._revert, self._save):
            button.setEnabled(False)
            self.tools.addWidget(button)

    def _all_sections(self) -> list[Section]:
        fields = self._fields
        return [
            Section("shop", _("店铺与小票"), "store", shop_pages.receipt_page(fields)),
            Section("day", _("营业日"), "calendar", shop_pages.day_page(fields)),
            Section("till", _("收银"), "shopping-cart", shop_pages.till_page(fields)),
            Section("rounding", _("抹零"), "coins", shop_pages.rounding_page(fields)),
            Section("stores", _("门店"), "house", self.stores),
            Section("methods", _("收款方式"), "wallet", self.methods),
            Section("scale", _("电子秤条码"), "scale", self.scale),
            Section("machine", _("本机设备"), "printer", self.machine),
            Section("look", _("语言与外观"), "languages", self.look),
        ]
