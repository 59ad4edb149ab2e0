"""Looking after the print queue: what waits, and what only a person can decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.commands.print_jobs import (
    DismissPrintJob,
    QueuePaper,
    RetryPrintJob,
    dismiss_print_job,
    queue_paper,
    retry_print_job,
)
from jxc_desktop.domain.paper import Paper
from jxc_desktop.queries.list_print_jobs import PrintJobRow, list_print_jobs
from jxc_desktop.ui.language import _
from jxc_desktop.ui.office.screen import OfficeScreen

if TYPE_CHECKING:
    from jxc_desktop.ui.counter.doors import Doors


class PrintQueueScreen(OfficeScreen, Protocol):
    """Shows the queue and how the printer is doing."""

    def show_queue(self, jobs: Sequence[PrintJobRow]) -> None: ...

    def show_printer(self, trouble: str, waiting: int, doubtful: int) -> None: ...


class PrintQueuePresenter:
    """Whatever it hands in wakes the spooler, as every command does."""

    def __init__(self, doors: Doors, screen: PrintQueueScreen) -> None:
        self._doors = doors
        self._screen = screen

    def start(self) -> None:
        """Read the queue; called again whenever the spooler has news."""
        self._doors.desk.ask(list_print_jobs, self._screen.show_queue)

    def hear_news(self, trouble: str, waiting: int, doubtful: int) -> None:
        """The spooler says how it is doing: `trouble` is its code, empty while all is well."""
        self._screen.show_printer(trouble, waiting, doubtful)
        self.start()

    def print_again(self, row: PrintJobRow) -> None:
        """Somebody looked: it is not on paper."""
        self._doors.desk.submit(
            retry_print_job, RetryPrintJob(row.job), self._on_decided, self._screen.show_refusal
        )

    def let_be(self, row: PrintJobRow) -> None:
        """Somebody looked: it is on paper, or nobody wants it any more."""
        command = DismissPrintJob(row.job, self._doors.cashier.person)
        self._doors.desk.submit(
            dismiss_print_job, command, self._on_decided, self._screen.show_refusal
        )

    def print_test_page(self) -> None:
        """A page that shows what the printer can do."""
        command = QueuePaper(Paper.TEST_PAGE, self._doors.cashier.person)

        def queued(nothing: object) -> None:
            self._screen.show_done(_("测试页已交给打印机"))
            self._on_decided(nothing)

        self._doors.desk.submit(queue_paper, command, queued, self._screen.show_refusal)

    def _on_decided(self, _nothing: object) -> None:
        self.start()
