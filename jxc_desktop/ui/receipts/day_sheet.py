"""Picking a day: a month of large keys, walked with arrows, fingers or the mouse."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from jxc_desktop.domain.words import mark
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.sheet import Sheet
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_WEEK = (mark("一"), mark("二"), mark("三"), mark("四"), mark("五"), mark("六"), mark("日"))
_WEEKS_MAX = 6
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class DaySheet(Sheet):
    """Gives the day that is pressed, or the marked one at F9; none later than `today`."""

    def __init__(self, day: date, today: date, given: Callable[[date], object]) -> None:
        super().__init__(_("选日期"), width=520)
        self._day = day
        self._today = today
        self._given = given
        self._days: list[date] = []
        self._month = TextLabel("", TextRole.HEADING)
        self._month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._later = TouchButton(_("下个月"), icon="chevron-right", shortcut="PgDown")
        self._keys = [TouchButton("") for _at in range(7 * _WEEKS_MAX)]
        self.body.addLayout(self._head())
        self.body.addWidget(self._month_of_keys())
        self.add_action(_("取消"), self.dismiss, shortcut="Esc")
        self.add_action(
            _("看这一天"),
            lambda: self._give(self._day),
            variant=Variant.PRIMARY,
            icon="check",
            shortcut="F9",
        )
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._mark(self._day + timedelta(days=step))

    def _head(self) -> QHBoxLayout:
        earlier = TouchButton(_("上个月"), icon="chevron-left", shortcut="PgUp")
        earlier.clicked.connect(lambda _on: self._mark(_months_on(self._day, -1)))
        self._later.clicked.connect(lambda _on: self._mark(_months_on(self._day, 1)))
        for button in (earlier, self._later):
            button.keep_focus_elsewhere()
        head = QHBoxLayout()
        head.addWidget(earlier)
        head.addWidget(self._month, 1)
        head.addWidget(self._later)
        return head

    def _month_of_keys(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.HAIR)
        for column, name in enumerate(_WEEK):
            label = TextLabel(_(name), TextRole.SMALL, Tone.MUTED)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(label, 0, column)
        for at, key in enumerate(self._keys):
            key.setCheckable(True)
            key.keep_focus_elsewhere()
            policy = key.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            key.setSizePolicy(policy)
            key.clicked.connect(lambda _on=False, at=at: self._give(self._days[at]))
            grid.addWidget(key, 1 + at // 7, at % 7)
        return page

    def _mark(self, day: date) -> None:
        self._day = min(day, self._today)
        self._show()

    def _show(self) -> None:
        first = self._day.replace(day=1)
        start = first - timedelta(days=first.weekday())
        self._days = [start + timedelta(days=at) for at in range(len(self._keys))]
        text = _("{year} 年 {month} 月")
        self._month.show_text(text.format(year=self._day.year, month=self._day.month))
        self._later.setEnabled(_months_on(first, 1) <= self._today)
        for day, key in zip(self._days, self._keys, strict=True):
            key.show_title(str(day.day))
            key.setVisible(day <= self._today and day.month == self._day.month)
            key.setChecked(day == self._day)
            key.show_variant(Variant.QUIET if day == self._today else Variant.PLAIN)

    def _give(self, day: date) -> None:
        self.close_sheet()
        self._given(day)


def _months_on(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
