"""The first run of a terminal for the tour: the first question, and joining a company."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.store.recovery_code import recovery_code
from jxc_desktop.ui.joining.compose import join_page
from jxc_desktop.ui.joining.presenter import JoinProgress, JoinStage
from jxc_desktop.ui.joining.view import JoinView
from jxc_desktop.ui.joining.welcome import WelcomeView
from tests.screens.registry import Context, screen
from tests.ui.joining.join_memory import JoinPortMemory

_CODE = recovery_code(bytes(range(32)))


def _page() -> JoinView:
    view, _presenter = join_page(
        JoinPortMemory(), _CODE, lambda: None, lambda _code: None, lambda: None
    )
    return view


@screen("join-welcome", dark=True)
def welcome(_context: Context) -> QWidget:
    """The first question of a new computer."""
    return WelcomeView()


@screen("join-fields", dark=True)
def fields(_context: Context) -> QWidget:
    """A code that the server does not know."""
    view = _page()
    view.pasted.emit("jxc://sync.example.cn:8765/JXC1.ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z2345-67ABC")
    view.show_problem(Refusal("join_code_wrong"))
    return view


@screen("join-loading")
def loading(_context: Context) -> QWidget:
    """Goods and prices are coming."""
    view = _page()
    view.show_progress(JoinProgress(JoinStage.LOADING, 43, "好邻居便利店"))
    return view


@screen("join-code")
def code(_context: Context) -> QWidget:
    """It has joined; its own recovery code is to be kept."""
    view = _page()
    view.show_recovery_code(_CODE)
    return view
