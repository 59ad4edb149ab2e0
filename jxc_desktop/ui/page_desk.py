"""A desk for as long as a page is open: an answer that comes after it was closed is dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.ports import C, DeskPort, Handle, Question, R, Refused, Then


def doors_while_open(doors: Doors, page: QWidget) -> Doors:
    """The same doors, for as long as `page` is there to hear what comes back."""
    return replace(doors, desk=PageDesk(doors.desk, page))


class PageDesk:
    """Somebody may sign out while a long question is answered; its page is gone by then."""

    def __init__(self, desk: DeskPort, page: QWidget) -> None:
        self._desk = desk
        self._page = page

    def submit(self, handle: Handle[C, R], command: C, then: Then[R], refused: Refused) -> None:
        """Have the command carried out in any case; tell the page if it is still there."""
        page = self._page
        self._desk.submit(handle, command, while_open(page, then), while_open(page, refused))

    def ask(self, question: Question[R], then: Then[R], refused: Refused | None = None) -> None:
        """Have a long question answered for the page."""
        told = None if refused is None else while_open(self._page, refused)
        self._desk.ask(question, while_open(self._page, then), told)


def while_open(page: QWidget, tell: Callable[[Any], object]) -> Callable[[Any], object]:
    """`tell` for as long as `page` is there to hear it."""

    def told(answer: Any) -> None:
        if isValid(page):
            tell(answer)

    return told


def while_shown(page: QWidget, tell: Callable[[], object]) -> None:
    """Tell a page that is there and looked at; any other reads anew when it is opened."""
    if isValid(page) and page.isVisible():
        tell()
