"""Puts the screen of the tie together."""

from __future__ import annotations

from datetime import tzinfo

from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.page_desk import doors_while_open
from jxc_desktop.ui.sync.page_tie import PageTie
from jxc_desktop.ui.sync.presenter import SyncPresenter
from jxc_desktop.ui.sync.tie import TiePort
from jxc_desktop.ui.sync.view import SyncView


def sync_page(doors: Doors, tie: TiePort, zone: tzinfo) -> tuple[SyncView, SyncPresenter]:
    """The screen, read and shown; the presenter's `start` wants to be called with all news."""
    view = SyncView(zone)
    presenter = SyncPresenter(doors_while_open(doors, view), PageTie(tie, view), view)
    view.keep(presenter)
    view.state.now_pressed.connect(presenter.exchange_now)
    view.state.pause_pressed.connect(presenter.pause)
    view.state.resume_pressed.connect(presenter.resume)
    view.state.connect_pressed.connect(presenter.connect)
    view.terminals.invite_pressed.connect(presenter.invite)
    view.terminals.revoke_pressed.connect(presenter.revoke)
    view.state.copies_ticked.connect(lambda on: presenter.keep_copies(on=on))
    view.details_pressed.connect(presenter.show_details)
    view.opened.connect(presenter.start)
    presenter.start()
    return view, presenter
