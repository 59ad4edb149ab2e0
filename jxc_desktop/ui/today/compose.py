"""Puts the owner's home together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.today.presenter import TodayPresenter
from jxc_desktop.ui.today.view import TodayView


def today_page(
    doors: Doors,
    last_backup: Callable[[], datetime | None],
    now: Callable[[], datetime],
    opened: Callable[[str, str], object],
) -> TodayView:
    """The home; it reads the day when it is shown. `opened` hears workplace and section."""
    view = TodayView()
    presenter = TodayPresenter(doors, view, last_backup, now)
    view.keep(presenter)
    view.refresh_wanted.connect(presenter.look_again)
    view.ways.opened.connect(opened)
    return view
