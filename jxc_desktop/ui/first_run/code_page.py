"""The last page of a first run: the recovery code, to be printed or written down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.recovery_lines import code_in_lines
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.picking import TickBox
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant


class CodePage(QWidget):
    """Reports `print_pressed`, and `finish_pressed` once the owner says that it is kept."""

    print_pressed = Signal()
    finish_pressed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self._code = TextLabel("", TextRole.TITLE)
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._kept = TickBox(_("我已经打印或抄好，放在安全的地方"))
        self._print = TouchButton(_("打印恢复码"), icon="printer", shortcut="Ctrl+P")
        self._finish = TouchButton(
            _("开始使用"), icon="check", variant=Variant.PRIMARY, shortcut="F12"
        )
        self._finish.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.LARGE)
        layout.addWidget(TextLabel(title, TextRole.TITLE))
        layout.addWidget(TextLabel(_reason(), TextRole.BODY, Tone.MUTED).wrapped())
        layout.addWidget(self._code)
        layout.addWidget(self._kept)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self._print)
        row.addWidget(self._finish)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)
        self._kept.toggled.connect(self._finish.setEnabled)
        self._print.clicked.connect(lambda _checked: self.print_pressed.emit())
        self._finish.clicked.connect(lambda _checked: self.finish_pressed.emit())

    def show_code(self, code: str) -> None:
        """Show the code in lines that are easy to copy by hand."""
        self._code.show_text(code_in_lines(code))
        self._code.setAccessibleName(_("恢复码 {code}").format(code=code))
        self._kept.setFocus()


def _reason() -> str:
    return _(
        "数据是加密保存的。电脑坏了、重装了系统，或者密钥丢了，只有这串恢复码能打开备份。"
        "请打印或抄下来，不要拍照放在网上。"
    )
