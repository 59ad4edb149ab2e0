"""Handing over, step by step, in a real window with made-up figures."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from jxc_desktop.commands.shifts import ShiftWasClosed
from jxc_desktop.domain.ids import PersonId, RoleId
from jxc_desktop.domain.numbers import Money
from jxc_desktop.queries.list_people import PersonRow
from jxc_desktop.ui.shift.closing.count import CountingUp
from jxc_desktop.ui.shift.closing.presenter import ClosingSight, Step, Unfinished
from jxc_desktop.ui.shift.closing.view import ClosingView
from tests.screens.registry import Context, screen
from tests.screens.shift_screens import NOW, SHIFT, in_window

PIECES = {
    Money(10_000): 15,
    Money(5_000): 4,
    Money(2_000): 3,
    Money(1_000): 8,
    Money(500): 7,
    Money(100): 20,
    Money(50): 2,
}
COUNT = CountingUp(SHIFT, NOW.read_off, PIECES)
SIGHT = ClosingSight(
    step=Step.COUNT,
    steps=(Step.COUNT, Step.METHODS, Step.CONFIRM),
    count=COUNT,
    expected_shown=False,
    unfinished=Unfinished(3, ("张师傅", "李小红")),
    successors=(
        PersonRow(
            PersonId(3), "1002", "赵敏", RoleId(2), "收银员", has_secret=True, archived=False
        ),
    ),
)


def _at(sight: ClosingSight) -> QWidget:
    view = ClosingView()
    view.show_step(sight)
    return in_window(view)


@screen("closing-count", dark=True)
def count(_context: Context) -> QWidget:
    """Counting blind, with baskets that wait."""
    return _at(SIGHT)


@screen("closing-count-open")
def count_open(_context: Context) -> QWidget:
    """Counting openly."""
    return _at(replace(SIGHT, expected_shown=True, unfinished=Unfinished(0, ())))


@screen("closing-methods")
def methods(_context: Context) -> QWidget:
    """Comparing with phone and card machine; one does not agree."""
    wechat = COUNT.methods[0]
    counted = COUNT.with_read_off(wechat.method, wechat.amount - Money(1_250))
    return _at(replace(SIGHT, step=Step.METHODS, count=counted))


@screen("closing-confirm")
def confirm(_context: Context) -> QWidget:
    """The last look, with the difference shown."""
    return _at(replace(SIGHT, step=Step.CONFIRM, expected_shown=True))


@screen("closing-confirm-blind")
def confirm_blind(_context: Context) -> QWidget:
    """The last look of a blind count."""
    return _at(replace(SIGHT, step=Step.CONFIRM))


@screen("closing-result")
def result(_context: Context) -> QWidget:
    """It is done."""
    view = ClosingView()
    view.show_step(SIGHT)
    counted, expected = COUNT.counted, SHIFT.drawer_cash
    view.show_result(ShiftWasClosed(SHIFT.shift, expected, counted, counted - expected, 2), COUNT)
    return in_window(view)
