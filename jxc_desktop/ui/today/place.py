"""The workplace 今天: the owner's home with its presenter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo

from PySide6.QtGui import QShowEvent

from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.page_desk import doors_while_open
from jxc_desktop.ui.today.presenter import TodayPresenter, TodayWays
from jxc_desktop.ui.today.view import TodayView


class TodayPlace(TodayView):
    """Reads the date anew whenever it is shown."""

    def __init__(
        self,
        doors: Doors,
        ways: TodayWays,
        *,
        zone: tzinfo,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(zone)
        doors = doors_while_open(doors, self)
        self._presenter = TodayPresenter(doors, self, ways, now)
        presenter = self._presenter
        self.head.days.today_pressed.connect(presenter.look_at_today)
        self.head.days.yesterday_pressed.connect(presenter.look_at_yesterday)
        self.head.days.other_day_pressed.connect(presenter.choose_day)
        self.head.refresh_pressed.connect(presenter.refresh)
        self.head.report_pressed.connect(presenter.open_report)
        self.day_picked.connect(presenter.look_at)
        self.opened.connect(presenter.go)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presenter.refresh()
