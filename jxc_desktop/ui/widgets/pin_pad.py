"""Entering a PIN: dots and digits, by finger or by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from jxc_desktop.domain.typed_text import is_digits
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.in_use import colour
from jxc_desktop.ui.theme.tokens import Radius, Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.number_pad import NumberPad, PadKeys
from jxc_desktop.ui.widgets.painting import paint_focus_ring, paint_ground

PIN_LENGTH_MAX = 12
_DOTS_MIN = 4
_DOT = 14


class _Dots(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.typed = 0
        self.ringed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ground(painter, self.rect(), Radius.CONTROL, colour("surface"), colour("line_strong"))
        places = max(_DOTS_MIN, self.typed)
        step = min(_DOT + Space.MEDIUM, (self.width() - 2 * Space.LARGE) // places)
        left = (self.width() - step * (places - 1)) // 2
        for place in range(places):
            filled = place < self.typed
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent" if filled else "line"))
            radius = _DOT // 2 if filled else 4
            middle = QPoint(left + place * step, self.height() // 2)
            painter.drawEllipse(middle, radius, radius)
        if self.ringed:
            paint_focus_ring(painter, self.rect(), Radius.CONTROL)


class PinPad(QWidget):
    """Reports `pin_entered` with the digits, at Enter or at the button, and forgets them."""

    pin_entered = Signal(str)

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._pin = ""
        self.setAccessibleName(name or _("PIN 码"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._dots = _Dots()
        self._problem = TextLabel("", TextRole.SMALL, Tone.DANGER).wrapped()
        self._problem.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._problem.setMinimumHeight(20)
        pad = NumberPad(PadKeys.WHOLE, enter=_("确定"), types=False)
        pad.key_pressed.connect(self._on_key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SMALL)
        layout.addWidget(self._dots)
        layout.addWidget(self._problem)
        layout.addWidget(pad, 1)

    def show_problem(self, sentence: str) -> None:
        """Say what was wrong with the last PIN and wait for another."""
        self._problem.show_text(sentence)
        self.setAccessibleDescription(sentence)
        self._keep("")

    def typed_state(self) -> str:
        """What is typed so far, for the scanner filter to put back."""
        return self._pin

    def restore_typed(self, typed: str) -> None:
        """Take back what a scanner typed."""
        self._keep(typed)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        return False if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_key("enter")
        elif event.key() == Qt.Key.Key_Backspace:
            self._on_key("backspace")
        elif is_digits(event.text()):
            self._on_key(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, _event: object) -> None:
        self._ring(seen=True)

    def focusOutEvent(self, _event: object) -> None:
        self._ring(seen=False)

    def _on_key(self, key: str) -> None:
        match key:
            case "enter":
                self._enter()
            case "backspace":
                self._keep(self._pin[:-1])
            case _:
                self._problem.show_text("")
                self._keep((self._pin + key)[: PIN_LENGTH_MAX + 1])

    def _enter(self) -> None:
        pin = self._pin
        self._keep("")
        if len(pin) > PIN_LENGTH_MAX:
            self.show_problem(_("PIN 码最多 {count} 位").format(count=PIN_LENGTH_MAX))
        elif pin:
            self.pin_entered.emit(pin)

    def _keep(self, pin: str) -> None:
        self._pin = pin
        self._dots.typed = len(pin)
        self._dots.update()

    def _ring(self, *, seen: bool) -> None:
        self._dots.ringed = seen
        self._dots.update()
