"""Handing over as the cashier sees it: a path of steps with one key forward and one back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jxc_desktop.commands.shifts import ShiftWasClosed
from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.language import _
from jxc_desktop.ui.messages import refusal_text
from jxc_desktop.ui.shift.closing.confirm_page import ConfirmPage
from jxc_desktop.ui.shift.closing.count import CountingUp
from jxc_desktop.ui.shift.closing.count_page import CountPage
from jxc_desktop.ui.shift.closing.methods_page import MethodsPage
from jxc_desktop.ui.shift.closing.presenter import ClosingSight, Step
from jxc_desktop.ui.shift.closing.result_page import ResultPage
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import Badge, TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.toast import Level, show_notice
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant


class ClosingView(QWidget):
    """Shows one step at a time and reports what was typed."""

    pieces_typed = Signal(object, object)
    total_typed = Signal(object)
    amount_typed = Signal(object, object)
    left_typed = Signal(object)
    successor_picked = Signal(object)
    remark_typed = Signal(str)
    next_pressed = Signal()
    back_pressed = Signal()
    done_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._step = Step.COUNT
        self._count = CountPage()
        self._methods = MethodsPage()
        self._confirm = ConfirmPage()
        self._result = ResultPage()
        self._pages = QStackedWidget()
        for page in (self._count, self._methods, self._confirm, self._result):
            self._pages.addWidget(page)
        self._title = TextLabel("", TextRole.TITLE)
        self._path = QHBoxLayout()
        self._path.setSpacing(Space.SMALL)
        self._badges = {step: Badge() for step in (Step.COUNT, Step.METHODS, Step.CONFIRM)}
        self._back = TouchButton("", icon="arrow-left", shortcut="Esc")
        self._next = TouchButton("", variant=Variant.PRIMARY, icon="arrow-right", shortcut="F12")
        self._head = QWidget()
        self._fill_head()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        layout.setSpacing(Space.MEDIUM)
        layout.addWidget(self._head)
        layout.addWidget(self._pages, 1)
        self._connect()

    def show_step(self, sight: ClosingSight) -> None:
        """Come to this step."""
        self._step = sight.step
        shift = sight.count.shift
        title = _("交班 · 第 {number} 班 · {cashier}")
        self._title.show_text(title.format(number=shift.number, cashier=shift.cashier_name))
        self._show_path(sight)
        self._back.show_title(_("先不交班") if sight.step is sight.steps[0] else _("上一步"))
        last = sight.step is Step.CONFIRM
        self._next.show_title(_("确认交班") if last else _("下一步"))
        self._next.show_icon("check" if last else "arrow-right")
        self._head.show()
        match sight.step:
            case Step.COUNT:
                self._go_to(self._count)
                self._count.show_step(sight)
            case Step.METHODS:
                self._methods.show_step(sight)
                self._go_to(self._methods)
            case _:
                self._go_to(self._confirm)
                self._confirm.show_step(sight)

    def show_count(self, sight: ClosingSight) -> None:
        """The sums of the step that is open moved."""
        match sight.step:
            case Step.COUNT:
                self._count.show_count(sight)
            case Step.METHODS:
                self._methods.show_count(sight)
            case _:
                self._confirm.show_count(sight)

    def show_result(self, closed: ShiftWasClosed, count: CountingUp) -> None:
        """The shift is closed."""
        self._result.show_result(closed, count)
        self._head.hide()
        self._go_to(self._result)

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why not."""
        show_notice(self, Level.ERROR, refusal_text(refusal))

    def _fill_head(self) -> None:
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._title)
        row.addSpacing(Space.MEDIUM)
        for badge in self._badges.values():
            self._path.addWidget(badge)
        row.addLayout(self._path)
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self._next)

    def _show_path(self, sight: ClosingSight) -> None:
        names = {
            Step.COUNT: _("数现金"),
            Step.METHODS: _("核对其他方式"),
            Step.CONFIRM: _("确认"),
        }
        for step, badge in self._badges.items():
            if step in sight.steps:
                place = sight.steps.index(step) + 1
                tone = Tone.ACCENT if step is sight.step else Tone.PLAIN
                badge.show_badge(f"{place}  {names[step]}", tone)
            else:
                badge.hide()

    def _go_to(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()

    def _connect(self) -> None:
        self._count.pieces_typed.connect(self.pieces_typed)
        self._count.total_typed.connect(self.total_typed)
        self._count.finished.connect(self.next_pressed)
        self._methods.amount_typed.connect(self.amount_typed)
        self._methods.finished.connect(self.next_pressed)
        self._confirm.left_typed.connect(self.left_typed)
        self._confirm.successor_picked.connect(self.successor_picked)
        self._confirm.remark_typed.connect(self.remark_typed)
        self._result.done_pressed.connect(self.done_pressed)
        self._next.clicked.connect(self.next_pressed)
        self._back.clicked.connect(self.back_pressed)
