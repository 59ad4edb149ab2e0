"""The screens of the tie to the server for the tour: every state that a person may find."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.domain.sync_facts import NetworkTroubleKind, SyncNews, SyncState
from jxc_desktop.ui.sync.compose import sync_page
from jxc_desktop.ui.sync.tie import InviteOrder
from jxc_desktop.ui.sync.view import SyncView
from tests.screens.office_shop import owner
from tests.screens.registry import Context, screen
from tests.ui.sync.tie_memory import ALONE, INVITED, TERMINALS, TieMemory

ZONE = ZoneInfo("Asia/Shanghai")
_NOW = datetime(2026, 11, 24, 6, 32, 7, tzinfo=UTC)
_ONLINE = SyncNews(SyncState.ONLINE, online_since=_NOW - timedelta(hours=4), last_exchange=_NOW)
_OFFLINE = SyncNews(
    SyncState.OFFLINE,
    backlog=37,
    second_copies=35,
    oldest_unsent=_NOW - timedelta(hours=2),
    last_exchange=_NOW - timedelta(hours=2),
    next_try=_NOW + timedelta(seconds=40),
    trouble=NetworkTroubleKind.UNREACHABLE,
    detail="ConnectError: [Errno 113] No route to host",
    clock_ahead_seconds=2,
)
_STOPPED = replace(
    _OFFLINE, state=SyncState.STOPPED, next_try=None, trouble=NetworkTroubleKind.REVOKED
)
_LOADING = replace(_ONLINE, state=SyncState.WORKING, loaded_percent=43, to_pull=113_900)


def _page(news: SyncNews) -> SyncView:
    tie = TieMemory(shown=news)
    if news.state is SyncState.ALONE:
        tie.known, tie.rows = ALONE, []
    view, _presenter = sync_page(owner().doors, tie, ZONE)
    return view


@screen("sync-online", dark=True)
def online(_context: Context) -> QWidget:
    """All is well."""
    return _page(_ONLINE)


@screen("sync-offline", dark=True)
def offline(_context: Context) -> QWidget:
    """The server cannot be reached; the shop goes on."""
    return _page(_OFFLINE)


@screen("sync-stopped")
def stopped(_context: Context) -> QWidget:
    """This terminal was revoked."""
    return _page(replace(_STOPPED, clock_ahead_seconds=-960, forks=1, parked=3))


@screen("sync-paused")
def paused(_context: Context) -> QWidget:
    """Offline on purpose."""
    return _page(replace(_OFFLINE, state=SyncState.PAUSED, trouble=None, next_try=None))


@screen("sync-alone")
def alone(_context: Context) -> QWidget:
    """A shop without a server."""
    return _page(SyncNews(SyncState.ALONE))


@screen("sync-loading")
def loading(_context: Context) -> QWidget:
    """A new terminal that already sells while its history comes."""
    return _page(_LOADING)


def _pressed_invite(view: QWidget) -> None:
    assert isinstance(view, SyncView)
    view.terminals.invite_pressed.emit()
    view.show_sheet_problem(Refusal("store_name_needed"))


@screen("sync-invite", after_show=_pressed_invite)
def invite(_context: Context) -> QWidget:
    """Who shall come in."""
    return _page(_ONLINE)


def _invited(view: QWidget) -> None:
    assert isinstance(view, SyncView)
    view.show_invited(INVITED, InviteOrder(2, "2 号收银台"))


@screen("sync-invited", after_show=_invited)
def invited(_context: Context) -> QWidget:
    """The code for the new terminal."""
    return _page(_ONLINE)


def _pressed_revoke(view: QWidget) -> None:
    assert isinstance(view, SyncView)
    view.terminals.revoke_pressed.emit(TERMINALS[2])


@screen("sync-revoke", after_show=_pressed_revoke)
def revoke(_context: Context) -> QWidget:
    """Letting one in no more."""
    return _page(_ONLINE)


def _pressed_pause(view: QWidget) -> None:
    assert isinstance(view, SyncView)
    view.state.pause_pressed.emit()


@screen("sync-pause", after_show=_pressed_pause)
def pause(_context: Context) -> QWidget:
    """What being offline on purpose means."""
    return _page(_OFFLINE)


def _pressed_connect(view: QWidget) -> None:
    assert isinstance(view, SyncView)
    view.state.connect_pressed.emit()
    view.show_sheet_problem(Refusal("network_unreachable"))


@screen("sync-connect", after_show=_pressed_connect)
def connect(_context: Context) -> QWidget:
    """A shop that stood alone joins a company."""
    return _page(SyncNews(SyncState.ALONE))


def _pressed_details(view: QWidget) -> None:
    assert isinstance(view, SyncView)
    view.details_pressed.emit()


@screen("sync-details", after_show=_pressed_details)
def details(_context: Context) -> QWidget:
    """For the person who helps."""
    return _page(_OFFLINE)
