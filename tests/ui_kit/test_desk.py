"""Commands go in by the desk, answers come back on the screen's thread, and bugs rise."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.desk import Desk
from jxc_desktop.ui.ports import C, Handle, R
from tests.ui.instant_desk import InstantDesk


class OneWriter:
    """A runner with one thread, as the real one; its session is a word."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(max_workers=1)

    def submit(self, handle: Handle[C, R], command: C) -> Future[R]:
        return self.pool.submit(handle, "session", command)


@contextmanager
def reading() -> Iterator[str]:
    yield "reading session"


class Remembers:
    """A presenter that remembers what it was told, and on which thread."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Any]] = []
        self.threads: set[int] = set()

    def then(self, result: object) -> None:
        self.threads.add(threading.get_ident())
        self.heard.append(("then", result))

    def refused(self, refusal: Refusal) -> None:
        self.threads.add(threading.get_ident())
        self.heard.append(("refused", refusal.code))


def sell(session: str, pieces: int) -> str:
    assert session == "session"
    if pieces == 0:
        raise Refusal("basket_empty")
    if pieces < 0:
        raise ZeroDivisionError(pieces)
    return f"{pieces} sold on {threading.current_thread().name != 'MainThread'}"


@pytest.fixture
def writer() -> Iterator[OneWriter]:
    writer = OneWriter()
    yield writer
    writer.pool.shutdown()


@pytest.fixture
def desk(qtbot: QtBot, writer: OneWriter) -> Iterator[Desk]:
    desk = Desk(writer, reading)
    yield desk
    desk.close()


def test_answers_come_back_on_the_screens_thread(qtbot: QtBot, desk: Desk) -> None:
    screen = Remembers()
    desk.submit(sell, 3, screen.then, screen.refused)
    desk.submit(sell, 0, screen.then, screen.refused)
    desk.ask(lambda session: session, screen.then)
    qtbot.waitUntil(lambda: len(screen.heard) == 3, timeout=3000)
    assert screen.threads == {threading.get_ident()}
    assert sorted(screen.heard) == [
        ("refused", "basket_empty"),
        ("then", "3 sold on True"),
        ("then", "reading session"),
    ]


def test_nobody_waits_at_the_screen_while_a_command_runs(
    qtbot: QtBot, desk: Desk, writer: OneWriter
) -> None:
    go = threading.Event()
    screen = Remembers()

    def slow(_session: str, _command: int) -> str:
        assert go.wait(3)
        return "slow"

    began = time.monotonic()
    desk.submit(slow, 1, screen.then, screen.refused)
    desk.submit(sell, 1, screen.then, screen.refused)
    assert time.monotonic() - began < 1
    assert screen.heard == []
    go.set()
    qtbot.waitUntil(lambda: len(screen.heard) == 2, timeout=3000)
    assert [result for _, result in screen.heard] == ["slow", "1 sold on True"]


def test_a_bug_in_a_command_rises_on_the_screens_thread(qtbot: QtBot, desk: Desk) -> None:
    screen = Remembers()
    with qtbot.captureExceptions() as caught:
        desk.submit(sell, -1, screen.then, screen.refused)
        qtbot.waitUntil(lambda: bool(caught), timeout=3000)
    assert caught[0][0] is ZeroDivisionError
    assert screen.heard == []


def test_a_question_refused_without_an_ear_for_it_is_a_bug(qtbot: QtBot, desk: Desk) -> None:
    def refuse(_session: str) -> str:
        raise Refusal("basket_empty")

    screen = Remembers()
    with qtbot.captureExceptions() as caught:
        desk.ask(refuse, screen.then)
        qtbot.waitUntil(lambda: bool(caught), timeout=3000)
    assert caught[0][0] is Refusal


def test_a_window_that_is_gone_hears_nothing_more_but_the_sale_is_made(
    qtbot: QtBot, desk: Desk, writer: OneWriter
) -> None:
    made: list[int] = []
    screen = Remembers()

    def make(_session: str, command: int) -> int:
        time.sleep(0.05)
        made.append(command)
        return command

    desk.submit(make, 7, screen.then, screen.refused)
    desk.close()
    qtbot.waitUntil(lambda: made == [7], timeout=3000)
    qtbot.wait(20)
    assert screen.heard == []


def test_the_desk_of_the_tests_answers_before_it_returns(writer: OneWriter) -> None:
    desk = InstantDesk(writer, reading)
    screen = Remembers()
    desk.submit(sell, 2, screen.then, screen.refused)
    desk.submit(sell, 0, screen.then, screen.refused)
    desk.ask(lambda session: session, screen.then)
    assert screen.heard == [
        ("then", "2 sold on True"),
        ("refused", "basket_empty"),
        ("then", "reading session"),
    ]
    with pytest.raises(ZeroDivisionError):
        desk.submit(sell, -1, screen.then, screen.refused)
