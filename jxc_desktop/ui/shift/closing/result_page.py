"""The shift is closed: exact, over or short, said once and calmly."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jxc_desktop.commands.shifts import ShiftWasClosed
from jxc_desktop.domain.formats import money_text
from jxc_desktop.ui.language import _
from jxc_desktop.ui.shift.closing.count import CountingUp
from jxc_desktop.ui.shift.closing.notices import difference_text, difference_tone
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.touch_button import Shape, TouchButton, Variant

_WIDTH = 560


class ResultPage(QWidget):
    """Reports `done_pressed`."""

    done_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = TextLabel("", TextRole.TITLE)
        self._difference = TextLabel("", TextRole.FIGURE)
        self._lines = TextLabel("", TextRole.LARGE).wrapped()
        self._paper = TextLabel("", TextRole.BODY, Tone.MUTED).wrapped()
        done = TouchButton(
            _("完成"), icon="check", variant=Variant.PRIMARY, shape=Shape.LARGE, shortcut="F12"
        )
        done.clicked.connect(self.done_pressed)
        card = Card(padding=Space.VAST)
        card.setFixedWidth(_WIDTH)
        for label in (self._title, self._difference, self._lines, self._paper):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            card.body.addWidget(label)
        card.body.addSpacing(Space.MEDIUM)
        card.body.addWidget(done)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.setFocusProxy(done)

    def show_result(self, closed: ShiftWasClosed, count: CountingUp) -> None:
        """How the shift ended."""
        self._title.show_text(_("第 {number} 班已交班").format(number=count.shift.number))
        self._difference.show_text(
            difference_text(closed.difference), difference_tone(closed.difference)
        )
        drawer = _("应有 {expected} · 点出 {counted}").format(
            expected=money_text(closed.expected), counted=money_text(closed.counted)
        )
        rest = _("留下备用金 {left} · 交保险柜 {safe}").format(
            left=money_text(count.stays), safe=money_text(count.to_safe)
        )
        self._lines.show_text(f"{drawer}\n{rest}")
        words = _("交班单已送去打印，请一起签字。")
        if closed.difference:
            words += _("差额已记入长短款，别着急，明天再查。")
        self._paper.show_text(words)
