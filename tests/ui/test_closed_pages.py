"""A page is closed while its answer is on the way: nothing happens, nothing breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtWidgets import QApplication

from jxc_desktop.app.devices import FONTS
from jxc_desktop.queries.find_settings import find_settings
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.customer_money.view import CustomerMoney
from jxc_desktop.ui.people.compose import people_page
from jxc_desktop.ui.printing.compose import print_queue_page
from jxc_desktop.ui.receipts.preview import PaperHere
from jxc_desktop.ui.receipts.view import Receipts
from jxc_desktop.ui.settings.compose import settings_page
from jxc_desktop.ui.shift.place import ShiftPlace
from tests.shop import OWNER_ID, Shop
from tests.ui.at_the_till import ApprovalMemory, Counter, stand_at


@dataclass
class SlowDesk:
    """Answers only when it is told to."""

    counter: Counter
    waiting: list[Callable[[], None]] = field(default_factory=list)

    def submit(self, handle: Any, command: Any, then: Any, refused: Any) -> None:
        self.waiting.append(lambda: self.counter.doors.desk.submit(handle, command, then, refused))

    def ask(self, question: Any, then: Any, refused: Any = None) -> None:
        self.waiting.append(lambda: self.counter.doors.desk.ask(question, then, refused))

    def answer_all(self) -> None:
        waiting, self.waiting = self.waiting, []
        for answer in waiting:
            answer()


def slow_desk(shop: Shop) -> tuple[SlowDesk, Counter]:
    counter = stand_at(shop, OWNER_ID)
    desk = SlowDesk(counter)
    return desk, replace(counter, doors=replace(counter.doors, desk=desk))


def _approval(counter: Counter) -> ApprovalPresenter:
    return ApprovalPresenter(counter.doors, ApprovalMemory())


def _receipts(counter: Counter) -> Receipts:
    paper = PaperHere(FONTS, lambda: 48, Path())
    return Receipts(
        counter.doors,
        _approval(counter),
        paper,
        open_return=lambda _sale: None,
        failed_sound=lambda: None,
    )


def _shift(counter: Counter) -> ShiftPlace:
    return ShiftPlace(
        counter.doors,
        _approval(counter),
        zone=UTC,
        changed=lambda: None,
        handed_over=lambda: None,
    )


def test_somebody_signs_out_while_a_page_is_being_read(qapp: QApplication, shop: Shop) -> None:
    assert qapp.thread().isCurrentThread()
    desk, counter = slow_desk(shop)
    for page in (
        settings_page(counter.doors, lambda: None, lambda: None),
        people_page(counter.doors),
        print_queue_page(counter.doors, UTC)[0],
        _receipts(counter),
        _shift(counter),
        CustomerMoney(counter.doors, _approval(counter), failed_sound=lambda: None),
    ):
        page.show()
        shiboken6.delete(page)
    assert len(desk.waiting) > 3
    desk.answer_all()


def test_what_was_saved_before_the_page_closed_is_saved(qapp: QApplication, shop: Shop) -> None:
    assert qapp.thread().isCurrentThread()
    desk, counter = slow_desk(shop)
    page = settings_page(counter.doors, lambda: None, lambda: None)
    desk.answer_all()
    page.edited.emit("phone", "0571-88880000")
    page.save_pressed.emit()
    shiboken6.delete(page)
    desk.answer_all()

    assert shop.ask(find_settings).phone == "0571-88880000"
