"""The section of language and light: both hold at once, for this machine alone."""

from __future__ import annotations

from PySide6.QtCore import Signal

from jxc_desktop.domain.machine_settings import MachineSettings
from jxc_desktop.ui.language import LANGUAGES, _
from jxc_desktop.ui.office.page import Column
from jxc_desktop.ui.settings.setting_fields import ChoiceSetting
from jxc_desktop.ui.theme.tokens import Mode
from jxc_desktop.ui.widgets.panels import Card


class LookPage(Column):
    """Reports `mode_picked` and `language_picked`."""

    mode_picked = Signal(str)
    language_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._language = ChoiceSetting(
            "language",
            _("语言"),
            list(LANGUAGES.items()),
            hint=_("下次登录时全部换成新的语言"),
        )
        modes = [(Mode.LIGHT.value, _("浅色")), (Mode.DARK.value, _("深色"))]
        self._mode = ChoiceSetting("mode", _("外观"), modes)
        card = Card(_("语言与外观"))
        card.body.addWidget(self._language)
        card.body.addWidget(self._mode)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._language.edited.connect(lambda _name, value: self.language_picked.emit(value))
        self._mode.edited.connect(lambda _name, value: self.mode_picked.emit(value))

    def show_machine(self, machine: MachineSettings) -> None:
        """Show what is on."""
        self._language.show_value(machine.language)
        self._mode.show_value(machine.mode)
