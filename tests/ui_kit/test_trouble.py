"""Bugs are written down and told; devices report from any thread; sounds never wait."""

from __future__ import annotations

import sys
import threading
import wave
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from jxc_desktop.ui.crash_handler import CrashHandler
from jxc_desktop.ui.crash_sheet import CrashSheet, show_crash
from jxc_desktop.ui.device_bridge import DeviceBridge
from jxc_desktop.ui.sounds import CommandPlayer, Sounds
from jxc_desktop.ui.widgets.touch_button import TouchButton
from tests.ui_kit.windows import shown

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Trouble:
    """A crash handler that is on, over hooks that only remember."""

    def __init__(self, folder: Path) -> None:
        self.passed_on: list[object] = []
        self.told: list[tuple[str, str]] = []
        self.handler = CrashHandler(folder, now=lambda: NOON)
        self.handler.crashed.connect(lambda report, path: self.told.append((report, path)))


@pytest.fixture
def trouble(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trouble]:
    trouble = Trouble(tmp_path / "reports")
    monkeypatch.setattr(sys, "excepthook", lambda *told: trouble.passed_on.append(told[0]))
    monkeypatch.setattr(
        threading, "excepthook", lambda told: trouble.passed_on.append(told.exc_type)
    )
    trouble.handler.install()
    yield trouble
    trouble.handler.remove()


def crash() -> None:
    try:
        raise ZeroDivisionError("柜台")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_a_bug_is_kept_told_and_passed_on(trouble: Trouble, tmp_path: Path) -> None:
    crash()
    report, kept_at = trouble.told[0]
    assert "ZeroDivisionError: 柜台" in report
    assert Path(kept_at).read_text(encoding="utf-8") == report
    assert trouble.passed_on == [ZeroDivisionError]


def test_a_bug_on_another_thread_is_told_on_the_screens_thread(
    trouble: Trouble, qtbot: QtBot
) -> None:
    def fail() -> None:
        raise LookupError("扫码枪")

    thread = threading.Thread(target=fail, name="scanner")
    thread.start()
    thread.join()
    assert trouble.told == [], "not on that thread"
    qtbot.waitUntil(lambda: len(trouble.told) == 1, timeout=2000)
    assert "thread scanner" in trouble.told[0][0]
    assert "LookupError: 扫码枪" in trouble.told[0][0]
    assert trouble.passed_on == [LookupError]


def test_a_full_disk_does_not_turn_one_trouble_into_two(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "reports"
    in_the_way.write_text("a file where the folder should be", encoding="utf-8")
    trouble = Trouble(in_the_way)
    trouble.handler._write_down("a story")
    assert trouble.told[0][1] == ""
    assert "cannot keep the crash report" in capsys.readouterr().err


def test_a_bug_that_repeats_does_not_fill_the_disk(qtbot: QtBot, tmp_path: Path) -> None:
    hours = iter(range(24 * 3))
    handler = CrashHandler(
        tmp_path, now=lambda: NOON.replace(day=1 + (hour := next(hours)) // 24, hour=hour % 24)
    )
    for _ in range(60):
        handler._write_down("again")
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert len(kept) == 50
    assert kept[0] == "crash-20261101-100000-000000.txt"


def test_ctrl_c_at_the_console_is_no_bug(trouble: Trouble) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert trouble.told == []
    assert trouble.passed_on == [KeyboardInterrupt]


def test_a_person_reads_that_the_books_are_safe_and_copies_the_report(
    qtbot: QtBot, dressed: QApplication
) -> None:
    field = QLineEdit()
    window = shown(qtbot, field)
    show_crash(window, "the report", "/somewhere/crash.txt")
    show_crash(window, "another", "")
    sheets = window.findChildren(CrashSheet)
    assert len(sheets) == 1, "one at a time"
    buttons = {button.accessibleName(): button for button in sheets[0].findChildren(TouchButton)}
    details = sheets[0].findChild(QPlainTextEdit)
    assert details is not None
    assert not details.isVisible()
    buttons["详情"].click()
    assert details.isVisible()
    buttons["复制报告"].click()
    assert QGuiApplication.clipboard().text() == "the report"
    buttons["继续"].click()
    assert field.isEnabled()


def test_what_a_device_reports_arrives_on_the_screens_thread(qtbot: QtBot) -> None:
    bridge = DeviceBridge()
    heard: list[object] = []
    threads: set[int] = set()

    def hear(*told: object) -> None:
        threads.add(threading.get_ident())
        heard.append(told)

    scanned, printer = bridge.bring(hear), bridge.bring(hear)

    def report() -> None:
        scanned("6901234567892")
        printer("缺纸")

    thread = threading.Thread(target=report)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=2000)
    assert threads == {threading.get_ident()}
    assert heard == [
        ("6901234567892",),
        ("缺纸",),
    ]


class RemembersSounds:
    def __init__(self, *, works: bool) -> None:
        self.played: list[Path] = []
        self.works = works

    def play(self, path: Path) -> bool:
        self.played.append(path)
        return self.works


@pytest.fixture
def beeps(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    beeps: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append("beep"))
    return beeps


def test_failure_is_heard_each_time(tmp_path: Path, beeps: list[str]) -> None:
    player = RemembersSounds(works=True)
    sounds = Sounds(tmp_path / "sounds", player)
    sounds.play_failed()
    sounds.play_failed()
    assert [path.name for path in player.played] == ["failed.wav", "failed.wav"]
    with wave.open(str(player.played[0])) as file:
        seconds = file.getnframes() / file.getframerate()
    assert seconds == pytest.approx(0.37, abs=0.001)
    assert beeps == []


def test_a_till_without_a_loudspeaker_beeps(tmp_path: Path, beeps: list[str]) -> None:
    Sounds(tmp_path, RemembersSounds(works=False)).play_failed()
    Sounds(tmp_path, CommandPlayer("/no/such/player")).play_failed()
    assert beeps == ["beep", "beep"]


def test_a_full_disk_makes_no_sale_fail(tmp_path: Path, beeps: list[str]) -> None:
    in_the_way = tmp_path / "sounds"
    in_the_way.write_text("", encoding="utf-8")
    Sounds(in_the_way, RemembersSounds(works=True)).play_failed()
    assert beeps == ["beep"]


def test_a_loudspeaker_that_hangs_gathers_no_processes(tmp_path: Path) -> None:
    player = CommandPlayer(sys.executable)
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(30)", encoding="utf-8")
    assert all(player.play(slow) for _ in range(5))
    assert len(player._running) == 2
    for process in player._running:
        process.kill()
        process.wait(10)
