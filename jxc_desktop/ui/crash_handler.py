"""A bug is written down and told calmly: the report is kept, the books are safe, work goes on."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from jxc_desktop import __version__

_REPORTS_MAX = 50
"""Older reports are removed, so that a bug that repeats cannot fill the disk."""
_SERIOUS = {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}


class CrashHandler(QObject):
    """Hears what nobody caught, on any thread, and serious messages of Qt.

    Emits `crashed` with the report and where it is kept; the signal brings it to the screen's
    thread. Whoever listened before (a test, the console) is told as before: nothing is swallowed.
    """

    crashed = Signal(str, str)

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self._folder = folder
        self._now = now
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """From now on nothing is lost that nobody caught."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(self._on_qt_message)

    def remove(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self._write_down("".join(traceback.format_exception(kind, error, trace)))
        self._before[0](kind, error, trace)

    def _on_thread_exception(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            lines = traceback.format_exception(told.exc_type, told.exc_value, told.exc_traceback)
            name = told.thread.name if told.thread is not None else "?"
            self._write_down(f"thread {name}\n{''.join(lines)}")
        self._before[1](told)

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        sys.stderr.write(f"{text}\n")
        if kind in _SERIOUS:
            self._write_down(f"Qt {kind.name}: {text}\n{context.file}:{context.line}\n")

    def _write_down(self, story: str) -> None:
        now = self._now()
        report = (
            f"jxc {__version__} · {now.isoformat(timespec='seconds')}\n"
            f"Python {platform.python_version()} · {platform.platform()}\n\n{story}"
        )
        self.crashed.emit(report, str(self._keep(report, now) or ""))

    def _keep(self, report: str, now: datetime) -> Path | None:
        """Write the report; a full disk must not turn one trouble into two."""
        path = self._folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(report, encoding="utf-8")
            for old in sorted(self._folder.glob("crash-*.txt"))[:-_REPORTS_MAX]:
                old.unlink(missing_ok=True)
        except OSError as error:
            sys.stderr.write(f"cannot keep the crash report: {error}\n{report}\n")
            return None
        return path
