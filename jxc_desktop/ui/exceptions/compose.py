"""Puts the list of exceptions together."""

from __future__ import annotations

from datetime import tzinfo

from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.exceptions.presenter import ExceptionsPresenter, ExceptionWays
from jxc_desktop.ui.exceptions.view import ExceptionsView
from jxc_desktop.ui.page_desk import doors_while_open


def exceptions_page(
    doors: Doors, ways: ExceptionWays, zone: tzinfo
) -> tuple[ExceptionsView, ExceptionsPresenter]:
    """The list, read whenever it is shown; `refresh` wants to be called with the server's news."""
    view = ExceptionsView(zone, ways.lead_from)
    presenter = ExceptionsPresenter(doors_while_open(doors, view), view, ways, zone)
    view.keep(presenter)
    view.opened.connect(presenter.refresh)
    view.filtered.connect(lambda settled: presenter.filter(settled=settled))
    view.chosen.connect(presenter.choose)
    view.settle_pressed.connect(presenter.settle)
    view.open_pressed.connect(presenter.open)
    view.refresh_pressed.connect(presenter.refresh)
    return view, presenter
