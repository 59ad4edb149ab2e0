"""A desk that answers at once, for tests of presenters and for the headless demo; knows no Qt."""

from __future__ import annotations

from concurrent.futures import Future

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.ports import C, Handle, Question, R, Reader, Refused, Runner, Then


class InstantDesk:
    """Carries out each command before `submit` returns; whatever goes wrong is raised there."""

    def __init__(self, runner: Runner, reader: Reader) -> None:
        self._runner = runner
        self._reader = reader

    def submit(self, handle: Handle[C, R], command: C, then: Then[R], refused: Refused) -> None:
        """Carry out `command` now and call back now."""
        future: Future[R] = self._runner.submit(handle, command)
        try:
            result = future.result()
        except Refusal as refusal:
            refused(refusal)
        else:
            then(result)

    def ask(self, question: Question[R], then: Then[R], refused: Refused | None = None) -> None:
        """Answer `question` now."""
        try:
            result = self._reader.read(question)
        except Refusal as refusal:
            if refused is None:
                raise
            refused(refusal)
        else:
            then(result)
