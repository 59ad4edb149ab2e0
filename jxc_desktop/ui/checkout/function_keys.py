"""The keys beside the basket: each with its shortcut painted on it, in a grid of equal places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from jxc_desktop.ui.checkout.counter_key import CounterKey
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant


@dataclass(frozen=True, slots=True)
class FunctionKey:
    """One key: what it does and says, and the key on the keyboard that does the same."""

    key: CounterKey
    title: str
    icon: str
    shortcut: str = ""
    variant: Variant = Variant.QUIET
    name: str = ""
    """What it is called by a screen reader, where it shows a drawing only."""


class FunctionKeys(QWidget):
    """Reports `key_pressed`; a press by finger or mouse leaves the keyboard in the code field."""

    key_pressed = Signal(CounterKey)

    def __init__(self, keys: Sequence[FunctionKey], columns: int) -> None:
        super().__init__()
        self._buttons: dict[CounterKey, TouchButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.SMALL)
        for at, key in enumerate(keys):
            button = self._button(key)
            self._buttons[key.key] = button
            grid.addWidget(button, at // columns, at % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    def enable(self, keys: Sequence[CounterKey], *, on: bool) -> None:
        """Switch keys on or off, where there is nothing that they could be about."""
        for key in keys:
            self._buttons[key].setEnabled(on)

    def show_title(self, key: CounterKey, title: str) -> None:
        """Put other words on a key."""
        self._buttons[key].show_title(title)

    def _button(self, key: FunctionKey) -> TouchButton:
        button = TouchButton(key.title, icon=key.icon, variant=key.variant, shortcut=key.shortcut)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if key.name:
            button.setAccessibleName(key.name)
            button.setToolTip(key.name)
        button.clicked.connect(lambda: self.key_pressed.emit(key.key))
        return button


def line_keys() -> tuple[FunctionKey, ...]:
    """About the marked line."""
    return (
        FunctionKey(CounterKey.LESS, "", "minus", name=_("少一件")),
        FunctionKey(CounterKey.MORE, "", "plus", name=_("多一件")),
        FunctionKey(CounterKey.QUANTITY, _("数量"), "", "F3"),
        FunctionKey(CounterKey.DISCOUNT, _("优惠"), "", "F4"),
        FunctionKey(CounterKey.REMOVE, _("删除"), "", "Del"),
    )


def sale_keys() -> tuple[FunctionKey, ...]:
    """About the whole sale, and what else a till does."""
    return (
        FunctionKey(CounterKey.ORDER_DISCOUNT, _("整单优惠"), "", "F5"),
        FunctionKey(CounterKey.HOLD, _("挂单"), "", "F6"),
        FunctionKey(CounterKey.RECALL, _("取单"), "", "F7"),
        FunctionKey(CounterKey.RETURN, _("退换货"), "", "F8"),
        FunctionKey(CounterKey.DRAWER, _("钱箱"), "", "F9"),
        FunctionKey(CounterKey.REPRINT, _("补打"), "", "F10"),
        FunctionKey(CounterKey.ROUNDING, _("抹零"), "", "Ctrl+0"),
        FunctionKey(CounterKey.RECEIPTS, _("查小票"), "", "Ctrl+R"),
        FunctionKey(CounterKey.CANCEL, _("整单取消"), "", "Ctrl+Del", Variant.DANGER),
    )
