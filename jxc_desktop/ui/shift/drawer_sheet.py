"""Why the drawer is opened without a sale: one press answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from jxc_desktop.domain.words import mark
from jxc_desktop.ui.language import _
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import TouchButton

_REASONS = (
    ("F5", "coins", mark("给顾客换零钱")),
    ("F6", "calculator", mark("核对现金")),
    ("F7", "circle-help", mark("其他")),
)


class DrawerSheet(Sheet):
    """Reports `reason_given`, and closes."""

    reason_given = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("为什么开钱箱？"), width=420)
        self.add_text(_("没有销售的开箱会记在报表上。"))
        for shortcut, icon, reason in _REASONS:
            button = TouchButton(_(reason), icon=icon, shortcut=shortcut)
            button.clicked.connect(partial(self._give, _(reason)))
            self.body.addWidget(button)
        self.add_action(_("取消"), self.dismiss, shortcut="Esc")

    def _give(self, reason: str, _checked: bool = False) -> None:
        self.close_sheet()
        self.reason_given.emit(reason)
