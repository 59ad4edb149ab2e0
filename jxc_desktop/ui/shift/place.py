"""The workplace 交班: the shift screen, and the handing over in its place while it lasts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jxc_desktop.commands.shifts import ShiftWasClosed
from jxc_desktop.ui.approval.presenter import ApprovalPresenter
from jxc_desktop.ui.counter.doors import Doors
from jxc_desktop.ui.page_desk import doors_while_open
from jxc_desktop.ui.shift.closing.presenter import ClosingPresenter
from jxc_desktop.ui.shift.closing.view import ClosingView
from jxc_desktop.ui.shift.presenter import ShiftPresenter
from jxc_desktop.ui.shift.view import ShiftView


class ShiftPlace(QWidget):
    """`changed` hears of each opening and closing; `handed_over` when the cashier is through."""

    def __init__(
        self,
        doors: Doors,
        approval: ApprovalPresenter,
        *,
        zone: tzinfo,
        changed: Callable[[], object],
        handed_over: Callable[[], object],
    ) -> None:
        super().__init__()
        doors = doors_while_open(doors, self)
        self._changed = changed
        self._handed_over = handed_over
        self._shift_view = ShiftView(zone)
        self._closing_view = ClosingView()
        self._shift = ShiftPresenter(doors, self._shift_view, approval, changed)
        self._closing = ClosingPresenter(
            doors, self._closing_view, approval, self._on_closed, self._show_shift
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._shift_view)
        self._pages.addWidget(self._closing_view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setFocusProxy(self._shift_view)
        self._connect_shift()
        self._connect_closing()

    def refresh(self) -> None:
        """Read anew how the till stands; a handing over in progress is left alone."""
        if self._pages.currentWidget() is self._shift_view:
            self._shift.refresh()

    def begin_closing(self) -> None:
        """Go straight to the handing over: the day cannot be closed before it."""
        self._pages.setCurrentWidget(self._closing_view)
        self.setFocusProxy(self._closing_view)
        self._closing.begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _connect_shift(self) -> None:
        view, presenter = self._shift_view, self._shift
        view.open_pressed.connect(presenter.open_shift)
        view.move_pressed.connect(presenter.move_cash)
        view.drawer_pressed.connect(presenter.open_drawer)
        view.x_pressed.connect(presenter.print_x)
        view.hand_over_pressed.connect(self.begin_closing)

    def _connect_closing(self) -> None:
        view, presenter = self._closing_view, self._closing
        view.pieces_typed.connect(presenter.count_pieces)
        view.total_typed.connect(presenter.count_total)
        view.amount_typed.connect(presenter.read_off)
        view.left_typed.connect(presenter.leave)
        view.successor_picked.connect(presenter.hand_to)
        view.remark_typed.connect(presenter.remark)
        view.next_pressed.connect(presenter.go_on)
        view.back_pressed.connect(presenter.go_back)
        view.done_pressed.connect(self._on_done)

    def _on_closed(self, _closed: ShiftWasClosed) -> None:
        self._changed()

    def _on_done(self) -> None:
        self._show_shift()
        self._handed_over()

    def _show_shift(self) -> None:
        self._pages.setCurrentWidget(self._shift_view)
        self.setFocusProxy(self._shift_view)
        self._shift.refresh()
