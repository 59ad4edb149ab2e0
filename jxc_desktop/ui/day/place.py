"""The workplace 日结: the day screen with its presenter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtGui import QShowEvent

from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.day.presenter import DayPapers, DayPresenter
from jxc_desktop.ui.day.view import DayView
from jxc_desktop.ui.page_desk import doors_while_open


class DayPlace(DayView):
    """`to_shift` leads to the handing over that must come first."""

    def __init__(
        self,
        doors: Doors,
        approval: ApprovalPresenter,
        papers: DayPapers,
        *,
        zone: tzinfo,
        to_shift: Callable[[], object],
    ) -> None:
        super().__init__(zone)
        doors = doors_while_open(doors, self)
        self._presenter = DayPresenter(doors, self, approval, papers, to_shift)
        self.go_on_pressed.connect(self._presenter.close_next)
        self.day_looked_at.connect(self._presenter.look_at)
        self.print_pressed.connect(self._presenter.print_again)
        self.pdf_pressed.connect(self._presenter.open_pdf)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presenter.refresh()
