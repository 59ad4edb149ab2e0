"""Puts the safety screen together."""

from __future__ import annotations

from datetime import tzinfo

from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.page_desk import doors_while_open
from jxc_desktop.ui.safety.presenter import SafetyPlace, SafetyPresenter
from jxc_desktop.ui.safety.view import SafetyView


def safety_page(
    doors: Doors, place: SafetyPlace, zone: tzinfo
) -> tuple[SafetyView, SafetyPresenter]:
    """The screen, read and shown; the presenter's `hear_backup` wants the keeper's news."""
    view = SafetyView(zone)
    doors = doors_while_open(doors, view)
    presenter = SafetyPresenter(doors, view, place)
    view.keep(presenter)
    view.backups.backup_pressed.connect(presenter.back_up_now)
    view.book.check_pressed.connect(presenter.check_book)
    view.code.show_pressed.connect(presenter.show_code)
    view.code.hide_pressed.connect(presenter.hide_code)
    view.code.print_pressed.connect(presenter.print_code)
    presenter.start()
    return view, presenter
