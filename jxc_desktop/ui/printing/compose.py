"""Puts the print queue together."""

from __future__ import annotations

from datetime import tzinfo

from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.page_desk import doors_while_open
from jxc_desktop.ui.printing.presenter import PrintQueuePresenter
from jxc_desktop.ui.printing.view import PrintQueueView


def print_queue_page(doors: Doors, zone: tzinfo) -> tuple[PrintQueueView, PrintQueuePresenter]:
    """The queue, read and shown; the presenter's `hear_news` wants the spooler's news."""
    view = PrintQueueView(zone)
    doors = doors_while_open(doors, view)
    presenter = PrintQueuePresenter(doors, view)
    view.keep(presenter)
    view.again_pressed.connect(presenter.print_again)
    view.let_be_pressed.connect(presenter.let_be)
    view.test_pressed.connect(presenter.print_test_page)
    view.refresh_pressed.connect(presenter.start)
    presenter.start()
    return view, presenter
