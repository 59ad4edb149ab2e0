"""Puts the page together on which a new terminal joins a company."""

from __future__ import annotations

from collections.abc import Callable

from jxc_desktop.ui.joining.presenter import JoinPort, JoinPresenter
from jxc_desktop.ui.joining.view import JoinView


def join_page(
    port: JoinPort,
    recovery_code: str,
    finished: Callable[[], object],
    print_code: Callable[[str], object],
    back: Callable[[], object],
) -> tuple[JoinView, JoinPresenter]:
    """The page with its two fields; `back` leads to the first question."""
    view = JoinView()
    presenter = JoinPresenter(port, view, recovery_code, finished)
    view.keep(presenter)
    view.pasted.connect(presenter.paste)
    view.join_pressed.connect(presenter.join)
    view.back_pressed.connect(lambda: back())  # noqa: PLW0108 (a signal wants nothing back)
    view.print_pressed.connect(lambda: print_code(recovery_code))
    view.finish_pressed.connect(presenter.finish)
    return view, presenter
