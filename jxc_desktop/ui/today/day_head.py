"""Which date is looked at and how it stands, above everything else of the owner's home."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jxc_desktop.domain.formats import time_text
from jxc_desktop.ui.language import _
from jxc_desktop.ui.receipts.day_keys import DayKeys
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.today.figure_words import day_title
from jxc_desktop.ui.today.today_now import TodayNow
from jxc_desktop.ui.widgets.labels import Badge, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.touch_button import TouchButton


class DayHead(QWidget):
    """Reports that the figures are wanted anew or on paper; `days` reports which date is wanted."""

    refresh_pressed = Signal()
    report_pressed = Signal()

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._title = TextLabel("", TextRole.TITLE)
        self._badge = Badge()
        self._asked = TextLabel("", TextRole.SMALL, Tone.MUTED)
        self.days = DayKeys()
        self._refresh = TouchButton(_("刷新"), icon="refresh-cw", shortcut="F5")
        self._report = TouchButton(_("A4 报表"), icon="file-text", shortcut="F8")
        self._lay_out()
        self._refresh.clicked.connect(lambda _on: self.refresh_pressed.emit())
        self._report.clicked.connect(lambda _on: self.report_pressed.emit())

    def show_day(self, now: TodayNow) -> None:
        """The date and whether it is closed, and since when its figures stand."""
        self.days.show_day(now.day, now.today)
        self._title.show_text(day_title(now.day))
        if now.is_closed:
            self._badge.show_badge(_("已日结"), Tone.SUCCESS)
        elif now.day == now.today:
            self._badge.show_badge(_("营业中"), Tone.ACCENT)
        else:
            self._badge.show_badge(_("未日结"), Tone.WARNING)
        moment = time_text(now.facts.asked_at, self._zone)
        self._asked.show_text(_("截至 {time}").format(time=moment))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.days)
        row.addSpacing(Space.MEDIUM)
        row.addWidget(self._title)
        row.addWidget(self._badge)
        row.addStretch(1)
        row.addWidget(self._asked)
        row.addSpacing(Space.SMALL)
        row.addWidget(self._refresh)
        row.addWidget(self._report)
