"""Puts the wizard together."""

from __future__ import annotations

from collections.abc import Callable

from jxc_desktop.domain.ids import PersonId
from jxc_desktop.ui.first_run.presenter import FirstRunPresenter, NewTill
from jxc_desktop.ui.first_run.view import FirstRunView
from jxc_desktop.ui.ports import DeskPort


def first_run_page(
    desk: DeskPort,
    till: NewTill,
    finished: Callable[[PersonId], object],
    print_code: Callable[[str], object],
) -> FirstRunView:
    """The wizard at its first step; `print_code` puts the recovery code on paper."""
    view = FirstRunView()
    presenter = FirstRunPresenter(desk, view, till, finished)
    view.keep(presenter)
    view.edited.connect(presenter.edit)
    view.next_pressed.connect(presenter.go_on)
    view.back_pressed.connect(presenter.go_back)
    view.finish_pressed.connect(presenter.finish)
    view.print_pressed.connect(lambda: print_code(till.recovery_code))
    presenter.start()
    return view
