"""The strip that says that nothing can be sold before a shift is opened, and leads there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jxc_desktop.ui.checkout.counter_key import CounterKey
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import Radius, Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.painting import paint_ground
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant


class ShiftBanner(QWidget):
    """Reports `key_pressed` with OPEN_SHIFT."""

    key_pressed = Signal(CounterKey)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.LARGE, Space.HAIR, Space.HAIR, Space.HAIR)
        words = _("还没有开班：可以先扫商品，开班以后才能收款。")
        row.addWidget(TextLabel(words, TextRole.BODY, Tone.WARNING), 1)
        button = TouchButton(_("去开班"), icon="door-open", variant=Variant.PRIMARY)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.key_pressed.emit(CounterKey.OPEN_SHIFT))
        row.addWidget(button)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_ground(
            QPainter(self), self.rect(), Radius.CONTROL, colour("warning_soft"), colour("warning")
        )
