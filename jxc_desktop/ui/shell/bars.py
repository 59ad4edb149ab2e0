"""The slim bar above the workplace (where, who, when) and the bar of lamps below it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.in_use import colour, mode_in_use
from jxc_desktop.ui.theme.tokens import TOUCH_TARGET_MIN, Mode, Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.lamp import Lamp, LampState
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_TOP_HEIGHT = 52
_CLOCK_MS = 1000


class _Bar(QWidget):
    """A strip of surface with a line at the edge that faces the workplace."""

    def __init__(self, height: int, *, line_below: bool) -> None:
        super().__init__()
        self._line_below = line_below
        self.setFixedHeight(height)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(Space.LARGE, 0, Space.SMALL, 0)
        self.row.setSpacing(Space.SMALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        at = self.height() - 1 if self._line_below else 0
        painter.fillRect(0, at, self.width(), 1, colour("line"))


class TopBar(_Bar):
    """Shop, terminal, time and person; reports `lock_pressed` and `mode_pressed`."""

    lock_pressed = Signal()
    mode_pressed = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(_TOP_HEIGHT, line_below=True)
        self._now = now
        self._shop = TextLabel("", TextRole.HEADING)
        self._terminal = TextLabel("", TextRole.SMALL, Tone.MUTED)
        self._clock = TextLabel("", TextRole.LARGE)
        self._day = TextLabel("", TextRole.SMALL, Tone.MUTED)
        self._person = TouchButton("", icon="user", variant=Variant.PLAIN, shortcut="Ctrl+L")
        self._person.clicked.connect(self.lock_pressed)
        self._person.hide()
        self._mode = TouchButton("", icon="moon", variant=Variant.PLAIN)
        self._mode.clicked.connect(self.mode_pressed)
        for label in (self._shop, self._terminal):
            self.row.addWidget(label)
        self.row.addStretch(1)
        for label in (self._day, self._clock):
            self.row.addWidget(label)
        self.row.addSpacing(Space.SMALL)
        self.row.addWidget(self._person)
        self.row.addWidget(self._mode)
        self.show_mode()
        self._tick()
        timer = QTimer(self)
        timer.timeout.connect(self._tick)
        timer.start(_CLOCK_MS)

    def show_shop(self, shop: str, terminal: str) -> None:
        """Whose till this is."""
        self._shop.show_text(shop)
        self._terminal.show_text(terminal)

    def show_person(self, name: str, role: str) -> None:
        """Who works here now; without a name nobody does."""
        self._person.show_title(f"{name} · {role}" if role else name)
        self._person.setToolTip(_("锁定或换人"))
        self._person.setVisible(bool(name))

    def show_mode(self) -> None:
        """Offer the mode that is not on."""
        dark = mode_in_use() is Mode.DARK
        self._mode.show_icon("sun" if dark else "moon")
        self._mode.setAccessibleName(_("浅色") if dark else _("深色"))
        self._mode.setToolTip(self._mode.accessibleName())

    def _tick(self) -> None:
        now = self._now()
        clock = f"{now:%H:%M}"
        if self._clock.text() != clock:
            self._clock.show_text(clock)
            self._day.show_text(f"{now:%Y-%m-%d}")


class LampBar(_Bar):
    """Reports `lamp_pressed` with the id of the lamp."""

    lamp_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__(TOUCH_TARGET_MIN, line_below=False)
        self.row.setContentsMargins(Space.HAIR, 0, Space.LARGE, 0)
        self.row.setSpacing(0)
        self._lamps: dict[str, Lamp] = {}
        self.row.addStretch(1)

    def show_lamp(
        self, lamp_id: str, name: str, state: LampState, text: str = "", tip: str = ""
    ) -> None:
        """Show the lamp, which appears when it is first spoken of."""
        lamp = self._lamps.get(lamp_id)
        if lamp is None:
            lamp = self._lamps[lamp_id] = Lamp(name)
            lamp.clicked.connect(lambda: self.lamp_pressed.emit(lamp_id))
            self.row.insertWidget(len(self._lamps) - 1, lamp)
        lamp.show_state(state, text, tip)
