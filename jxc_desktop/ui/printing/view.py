"""The print queue as whoever stands beside the printer sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from jxc_desktop.domain.formats import instant_text
from jxc_desktop.domain.paper import JobState
from jxc_desktop.queries.list_print_jobs import PrintJobRow
from jxc_desktop.ui.language import _, ngettext_
from jxc_desktop.ui.office.page import OfficePage
from jxc_desktop.ui.printing.job_words import (
    paper_text,
    state_text,
    state_tone,
    trouble_text,
)
from jxc_desktop.ui.theme.tokens import Space
from jxc_desktop.ui.widgets.labels import TextLabel, TextRole, Tone
from jxc_desktop.ui.widgets.lamp import Lamp, LampState
from jxc_desktop.ui.widgets.panels import Card
from jxc_desktop.ui.widgets.rows_table import Column, RowsTable
from jxc_desktop.ui.widgets.touch_button import TouchButton, Variant

_OPEN = {JobState.QUEUED, JobState.UNKNOWN}


class PrintQueueView(OfficePage):
    """Reports what was pressed with the job that it concerns."""

    again_pressed = Signal(object)
    let_be_pressed = Signal(object)
    test_pressed = Signal()
    refresh_pressed = Signal()

    def __init__(self, zone: tzinfo) -> None:
        super().__init__(
            _("打印队列"),
            _("打印机关着、卡纸或没纸都不影响收款：小票在这里排队，打印机好了自动打。"),
        )
        self._zone = zone
        self._marked: PrintJobRow | None = None
        self._lamp = Lamp(_("打印机"))
        self._doubt = TextLabel("", TextRole.BODY, Tone.DANGER).wrapped()
        self._table = RowsTable(
            _("打印队列"), self._columns(), empty=_("没有要打印的"), key=lambda row: row.job
        )
        card = Card()
        card.body.addWidget(self._doubt)
        card.body.addWidget(self._table, 1)
        card.body.addLayout(self._buttons())
        self.body.addWidget(card, 1)
        self.setFocusProxy(self._table)
        self._table.row_marked.connect(self._on_marked)
        self._add_tools()
        self.show_printer("", 0, 0)

    def show_queue(self, jobs: Sequence[PrintJobRow]) -> None:
        """Show the jobs; the marked one stays marked."""
        self._table.show_rows(jobs)
        if self._marked is None and jobs:
            self._table.mark_row(0)
            self._marked = jobs[0]
        marked = None if self._marked is None else self._marked.job
        self._on_marked(next((row for row in jobs if row.job == marked), None))
        self._show_doubt(sum(row.needs_a_person for row in jobs))

    def show_printer(self, trouble: str, waiting: int, doubtful: int) -> None:
        """How the printer is doing."""
        if trouble == "no_printer":
            state = LampState.OFF
        elif trouble:
            state = LampState.FAULT
        else:
            state = LampState.WARN if doubtful else LampState.OK
        words = trouble_text(trouble) or _("正常")
        if waiting:
            more = ngettext_("{count} 张在等", "{count} 张在等", waiting).format(count=waiting)
            words = f"{words} · {more}"
        self._lamp.show_state(state, words)

    def _show_doubt(self, doubtful: int) -> None:
        self._doubt.setVisible(bool(doubtful))
        self._doubt.show_text(
            ngettext_(
                "有 {count} 张不确定打没打出来：请看一下打印机上的纸，再决定。",
                "有 {count} 张不确定打没打出来：请看一下打印机上的纸，再决定。",
                doubtful,
            ).format(count=doubtful)
        )

    def _on_marked(self, row: PrintJobRow | None) -> None:
        self._marked = row
        open_job = row is not None and row.state in _OPEN
        self._again.setEnabled(row is not None and row.needs_a_person)
        self._let_be.setEnabled(open_job)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        self._again = TouchButton(
            _("再打一次"), icon="printer", variant=Variant.PRIMARY, shortcut="Ctrl+P"
        )
        self._let_be = TouchButton(_("不用打了"), icon="ban", shortcut="Ctrl+D")
        self._again.clicked.connect(lambda _checked: self._press(self.again_pressed.emit))
        self._let_be.clicked.connect(lambda _checked: self._press(self.let_be_pressed.emit))
        row.addWidget(self._again)
        row.addWidget(self._let_be)
        row.addStretch(1)
        row.addWidget(self._lamp)
        return row

    def _press(self, report: Callable[[PrintJobRow], object]) -> None:
        if self._marked is not None:
            report(self._marked)

    def _add_tools(self) -> None:
        refresh = TouchButton(_("刷新"), icon="refresh-cw", shortcut="F5")
        refresh.clicked.connect(lambda _checked: self.refresh_pressed.emit())
        test = TouchButton(_("打印测试页"), icon="printer-check", shortcut="Ctrl+T")
        test.clicked.connect(lambda _checked: self.test_pressed.emit())
        for button in (refresh, test):
            self.tools.addWidget(button)

    def _columns(self) -> list[Column[PrintJobRow]]:
        return [
            Column(
                _("时间"),
                lambda row: instant_text(row.queued_at, self._zone, seconds=True),
                width=180,
            ),
            Column(_("内容"), paper_text, bold=True),
            Column(_("状态"), state_text, width=190, tone=state_tone),
            Column(_("原因"), lambda row: trouble_text(row.trouble), width=360),
            Column(_("次数"), lambda row: str(row.attempts or ""), width=72, right=True),
        ]
