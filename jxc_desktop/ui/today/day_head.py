"""Which date is looked at and how it stands, above everything else of the owner's home."""

from __future__ import annotations

from datetime import timedelta, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jxc_desktop.domain.formats import date_text, time_text
from jxc_desktop.ui.language import _
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.today.figure_words import day_title
from jxc_desktop.ui.today.today_now import TodayNow
from jxc_desktop.ui.widgets.labels import Badge, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.touch_button import TouchButton


class DayHead(QWidget):
    """Reports which date is wanted, and that the figures are wanted anew or on paper."""

    today_pressed = Signal()
    yesterday_pressed = Signal()
    other_day_pressed = Signal()
    refresh_pressed = Signal()
    report_pressed = Signal()

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._other = False
        self._title = TextLabel("", TextRole.TITLE)
        self._badge = Badge()
        self._asked = TextLabel("", TextRole.SMALL, Tone.MUTED)
        self.today = TouchButton(_("今天"), shortcut="F2")
        self._yesterday = TouchButton(_("昨天"), shortcut="F3")
        self._other_day = TouchButton(_("选日期"), icon="calendar", shortcut="F4")
        self._refresh = TouchButton(_("刷新"), icon="refresh-cw", shortcut="F5")
        self._report = TouchButton(_("A4 报表"), icon="file-text", shortcut="F8")
        for button in (self.today, self._yesterday, self._other_day):
            button.setCheckable(True)
        self._lay_out()
        self.today.clicked.connect(lambda _on: self.today_pressed.emit())
        self._yesterday.clicked.connect(lambda _on: self.yesterday_pressed.emit())
        self._other_day.clicked.connect(self._on_other_day)
        self._refresh.clicked.connect(lambda _on: self.refresh_pressed.emit())
        self._report.clicked.connect(lambda _on: self.report_pressed.emit())

    def show_day(self, now: TodayNow) -> None:
        """The date and whether it is closed, and since when its figures stand."""
        yesterday = now.today - timedelta(days=1)
        self._other = now.day not in {now.today, yesterday}
        self.today.setChecked(now.day == now.today)
        self._yesterday.setChecked(now.day == yesterday)
        self._other_day.setChecked(self._other)
        self._other_day.show_title(date_text(now.day) if self._other else _("选日期"))
        self._title.show_text(day_title(now.day))
        if now.is_closed:
            self._badge.show_badge(_("已日结"), Tone.SUCCESS)
        elif now.day == now.today:
            self._badge.show_badge(_("营业中"), Tone.ACCENT)
        else:
            self._badge.show_badge(_("未日结"), Tone.WARNING)
        moment = time_text(now.facts.asked_at, self._zone)
        self._asked.show_text(_("截至 {time}").format(time=moment))

    def _on_other_day(self) -> None:
        self._other_day.setChecked(self._other)  # a press alone chooses nothing yet
        self.other_day_pressed.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        for button in (self.today, self._yesterday, self._other_day):
            row.addWidget(button)
        row.addSpacing(Space.MEDIUM)
        row.addWidget(self._title)
        row.addWidget(self._badge)
        row.addStretch(1)
        row.addWidget(self._asked)
        row.addSpacing(Space.SMALL)
        row.addWidget(self._refresh)
        row.addWidget(self._report)
