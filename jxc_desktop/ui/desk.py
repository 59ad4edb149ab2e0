"""The door between the screen and the threads that work: commands go in, answers come back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QObject, QThread, Signal, Slot

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.ports import C, Handle, Question, R, Reading, Refused, Runner, Then, answer


class Desk(QObject):
    """Lives on the screen's thread; each answer crosses over by a signal to a slot bound to it.

    A `Refusal` goes to `refused`. Any other exception is a bug: it is raised again on the
    screen's thread, where the crash handler hears it.
    """

    _answered = Signal(object)

    def __init__(self, runner: Runner, reading: Reading) -> None:
        super().__init__()
        self._runner = runner
        self._reading = reading
        self._readers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self._closed = False
        self._answered.connect(self._on_answered)

    def submit(self, handle: Handle[C, R], command: C, then: Then[R], refused: Refused) -> None:
        """Hand `command` to the writer; `then` or `refused` is called when it is through."""
        self._bring_back(self._runner.submit(handle, command), then, refused)

    def ask(self, question: Question[R], then: Then[R], refused: Refused | None = None) -> None:
        """Have a long question answered on the reading thread, one after another."""
        self._bring_back(self._readers.submit(answer, self._reading, question), then, refused)

    def close(self) -> None:
        """Take nothing more back: the window is going. Commands handed in are still carried out."""
        self._closed = True
        self._readers.shutdown(cancel_futures=True)

    def _bring_back(self, future: Future[R], then: Then[R], refused: Refused | None) -> None:
        def through(done: Future[R]) -> None:
            if not self._closed and not done.cancelled():
                self._answered.emit(partial(_answer, done, then, refused))

        future.add_done_callback(through)

    @Slot(object)
    def _on_answered(self, give: Callable[[], None]) -> None:
        assert QThread.currentThread() is self.thread()
        if not self._closed:
            give()


def _answer(done: Future[R], then: Then[R], refused: Refused | None) -> None:
    trouble = done.exception()
    if trouble is None:
        then(done.result())
    elif isinstance(trouble, Refusal) and refused is not None:
        refused(trouble)
    else:
        raise trouble
