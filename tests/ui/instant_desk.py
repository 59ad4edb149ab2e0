"""A desk that answers at once: presenters are tried on it without threads and without Qt."""

from __future__ import annotations

from concurrent.futures import Future

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.ports import C, Handle, Question, R, Reading, Refused, Runner, Then, answer


class InstantDesk:
    """Carries out each command before `submit` returns; whatever goes wrong is raised there."""

    def __init__(self, runner: Runner, reading: Reading) -> None:
        self._runner = runner
        self._reading = reading

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
            result = answer(self._reading, question)
        except Refusal as refusal:
            if refused is None:
                raise
            refused(refusal)
        else:
            then(result)
