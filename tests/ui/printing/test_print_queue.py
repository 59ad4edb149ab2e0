"""Paper that is owed: seen, decided on, and never printed twice by itself."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from jxc_desktop.domain.paper import JobState, Paper
from jxc_desktop.models.till import PrintJob
from jxc_desktop.queries.list_print_jobs import PrintJobRow, list_print_jobs
from jxc_desktop.ui.printing.compose import print_queue_page
from jxc_desktop.ui.printing.job_words import (
    PAPER_NAMES,
    STATE_NAMES,
    TROUBLE_NAMES,
    paper_text,
    trouble_text,
)
from jxc_desktop.ui.printing.presenter import PrintQueuePresenter
from tests.shop import COLA_CODE, NOODLES_CODE, Shop
from tests.tidy.house import python_files, tree_of
from tests.ui.at_the_till import Counter
from tests.ui.office_memory import OfficeMemory


@dataclass
class QueueMemory(OfficeMemory):
    """The queue as tests see it."""

    jobs: tuple[PrintJobRow, ...] = ()
    printer: list[tuple[str, int, int]] = field(default_factory=list)

    def show_queue(self, jobs: Sequence[PrintJobRow]) -> None:
        self.jobs = tuple(jobs)

    def show_printer(self, trouble: str, waiting: int, doubtful: int) -> None:
        self.printer.append((trouble, waiting, doubtful))


@pytest.fixture
def sales(shop: Shop) -> Shop:
    """Three receipts: one printed, one in doubt, one that waits."""
    for code in (COLA_CODE, NOODLES_CODE, COLA_CODE):
        shop.sell(shop.basket(code))
    ids = [row.job for row in shop.ask(list_print_jobs) if row.paper is Paper.RECEIPT]
    for job, state, trouble in (
        (ids[0], JobState.CONFIRMED, ""),
        (ids[1], JobState.UNKNOWN, "unconfirmed"),
    ):
        with shop.store.transaction() as session:
            session.execute(
                update(PrintJob)
                .where(PrintJob.id == job)
                .values(state=state.value, trouble=trouble)
            )
    return shop


@pytest.fixture
def screen() -> QueueMemory:
    return QueueMemory()


@pytest.fixture
def presenter(sales: Shop, counter: Counter, screen: QueueMemory) -> PrintQueuePresenter:
    assert sales is counter.shop
    presenter = PrintQueuePresenter(counter.doors, screen)
    presenter.start()
    return presenter


def receipts(screen: QueueMemory) -> list[PrintJobRow]:
    return [row for row in screen.jobs if row.paper is Paper.RECEIPT]


def test_what_a_person_must_decide_comes_first_and_what_is_done_last(
    presenter: PrintQueuePresenter, screen: QueueMemory
) -> None:
    presenter.start()
    states = [row.state for row in receipts(screen)]
    assert states == [JobState.UNKNOWN, JobState.QUEUED, JobState.CONFIRMED]


def test_each_receipt_in_the_queue_is_called_by_its_number(
    presenter: PrintQueuePresenter, screen: QueueMemory
) -> None:
    presenter.start()
    numbers = {row.number for row in receipts(screen)}
    assert len(numbers) == 3
    assert all(paper_text(row) == f"销售小票 {row.number}" for row in receipts(screen))


def test_a_receipt_that_is_not_on_paper_is_printed_again(
    presenter: PrintQueuePresenter, screen: QueueMemory
) -> None:
    doubtful = receipts(screen)[0]
    presenter.print_again(doubtful)

    assert {row.state for row in receipts(screen) if row.job == doubtful.job} == {JobState.QUEUED}


def test_a_receipt_that_is_on_paper_is_let_be_and_cannot_be_decided_twice(
    presenter: PrintQueuePresenter, screen: QueueMemory
) -> None:
    doubtful = receipts(screen)[0]
    presenter.let_be(doubtful)
    presenter.print_again(doubtful)

    assert screen.refusals == ["job_done"]
    assert {row.state for row in receipts(screen) if row.job == doubtful.job} == {
        JobState.DISMISSED
    }


def test_a_test_page_waits_like_any_other_paper(
    presenter: PrintQueuePresenter, screen: QueueMemory
) -> None:
    presenter.print_test_page()

    assert Paper.TEST_PAGE in {row.paper for row in screen.jobs}
    assert screen.done == ["测试页已交给打印机"]


def test_news_of_the_printer_are_shown_with_the_queue_as_it_is_then(
    presenter: PrintQueuePresenter, screen: QueueMemory, sales: Shop
) -> None:
    before = len(screen.jobs)
    sales.sell(sales.basket(COLA_CODE))
    presenter.hear_news("paper_out", 2, 1)

    assert screen.printer == [("paper_out", 2, 1)]
    assert len(screen.jobs) > before


def test_every_paper_and_every_state_has_its_word() -> None:
    assert set(PAPER_NAMES) == set(Paper)
    assert set(STATE_NAMES) == set(JobState)


def _troubles() -> set[str]:
    """Every code that the drivers, the spooler and the maker of papers can give."""
    found: set[str] = set()
    for path in python_files("jxc_desktop/devices", "jxc_desktop/workers", "jxc_desktop/app"):
        for node in ast.walk(tree_of(path)):
            match node:
                case ast.Call(func=ast.Name(id="DeviceFault"), args=[_, reason]):
                    found |= _words_in(reason)
                case ast.Call(func=ast.Attribute(attr="_settle"), args=[_, _, reason]):
                    found |= _words_in(reason)
                case ast.keyword(arg="trouble", value=reason):
                    found |= _words_in(reason)
                case ast.FunctionDef(name="trouble_of" | "_print_all"):
                    returned = [each for each in ast.walk(node) if isinstance(each, ast.Return)]
                    found |= {word for each in returned for word in _words_in(each)}
                case ast.Call(func=ast.Name(id="Refusal"), args=[code]) if path.stem == "papers":
                    found |= _words_in(code)
    return found - {""}


def _words_in(node: ast.AST) -> set[str]:
    """The texts that stand there as they are."""
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }


def test_every_trouble_of_printing_has_its_sentence() -> None:
    troubles = _troubles()
    assert {"paper_gone", "unconfirmed", "interrupted", "no_printer", "hung_up"} <= troubles
    assert troubles == set(TROUBLE_NAMES)


def test_a_trouble_that_nobody_foresaw_is_shown_by_its_code() -> None:
    assert trouble_text("") == ""
    assert trouble_text("paper_out") == "打印机缺纸"
    assert "on_fire" in trouble_text("on_fire")


def test_a_doubtful_job_is_decided_by_keyboard(qtbot: QtBot, sales: Shop, counter: Counter) -> None:
    view, presenter = print_queue_page(counter.doors, UTC)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    QTest.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    presenter.start()

    states = [row.state for row in sales.ask(list_print_jobs) if row.paper is Paper.RECEIPT]
    assert JobState.UNKNOWN not in states
    assert JobState.DISMISSED in states
