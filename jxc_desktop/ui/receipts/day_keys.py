"""The keys for a day: today, yesterday, or another one."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jxc_desktop.domain.formats import date_text
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.touch_button import TouchButton


class DayKeys(QWidget):
    """Reports which day is wanted; `DaySheet` asks for the other one."""

    today_pressed = Signal()
    yesterday_pressed = Signal()
    other_day_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._other = False
        self._today = TouchButton(_("今天"), shortcut="F2")
        self._yesterday = TouchButton(_("昨天"), shortcut="F3")
        self._other_day = TouchButton(_("选日期"), icon="calendar", shortcut="F4")
        self._keys = (self._today, self._yesterday, self._other_day)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        for key in self._keys:
            key.setCheckable(True)
            row.addWidget(key)
        self.setFocusProxy(self._today)
        self._today.clicked.connect(lambda _on: self.today_pressed.emit())
        self._yesterday.clicked.connect(lambda _on: self.yesterday_pressed.emit())
        self._other_day.clicked.connect(self._on_other_day)

    def show_day(self, day: date | None, today: date) -> None:
        """Which day is looked at; None for all of them."""
        yesterday = today - timedelta(days=1)
        self._other = day is not None and day not in {today, yesterday}
        self._today.setChecked(day == today)
        self._yesterday.setChecked(day == yesterday)
        self._other_day.setChecked(self._other)
        text = date_text(day) if day is not None and self._other else _("选日期")
        self._other_day.show_title(text)

    def keep_focus_elsewhere(self) -> None:
        """A press leaves the keyboard where it is."""
        for key in self._keys:
            key.keep_focus_elsewhere()

    def _on_other_day(self, _on: bool) -> None:
        self._other_day.setChecked(self._other)  # a press alone chooses nothing yet
        self.other_day_pressed.emit()
