"""The section of the recovery code and the versions: what helps when the computer is gone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.page import Column
from jxc_desktop.ui.office.recovery_lines import code_in_lines
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.touch_button import TouchButton


class CodeSection(Column):
    """Reports `show_pressed`, `hide_pressed` and `print_pressed`."""

    show_pressed = Signal()
    hide_pressed = Signal()
    print_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = False
        self._code = TextLabel("", TextRole.TITLE)
        self._toggle = TouchButton(_("显示恢复码"), icon="eye", shortcut="Ctrl+E")
        self._toggle.clicked.connect(self._on_toggled)
        print_it = TouchButton(_("打印恢复码"), icon="printer", shortcut="Ctrl+P")
        print_it.clicked.connect(lambda _checked: self.print_pressed.emit())
        card = Card(_("恢复码"))
        why = _(
            "数据是加密保存的。换电脑、重装系统时，要用恢复码才能打开备份。"
            "请打印或抄下来，和营业执照放在一起，不要拍照放在网上。"
        )
        card.body.addWidget(TextLabel(why, TextRole.SMALL, Tone.MUTED).wrapped())
        card.body.addWidget(self._code)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self._toggle)
        row.addWidget(print_it)
        row.addStretch(1)
        card.body.addLayout(row)
        self._versions = TextLabel("", TextRole.BODY, Tone.MUTED).wrapped()
        versions = Card(_("版本"))
        versions.body.addWidget(self._versions)
        self.body.addWidget(card)
        self.body.addWidget(versions)
        self.body.addStretch(1)
        self._code.hide()

    def show_versions(self, version: str, database_version: int) -> None:
        """Which program, and which kind of database."""
        self._versions.show_text(
            _("程序 {version}，数据库格式 {database}").format(
                version=version, database=database_version
            )
        )

    def show_code(self, code: str) -> None:
        """Show the code, or hide it when it is empty."""
        self._shown = bool(code)
        self._code.setVisible(self._shown)
        self._code.show_text(code_in_lines(code))
        self._toggle.show_title(_("隐藏恢复码") if self._shown else _("显示恢复码"))
        self._toggle.show_icon("eye-off" if self._shown else "eye")

    def _on_toggled(self, _checked: bool) -> None:
        (self.hide_pressed if self._shown else self.show_pressed).emit()
