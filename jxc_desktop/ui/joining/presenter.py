"""Joining a company: address and code, then goods and prices come; the rest while it sells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.sync.join_line import JoinLine, read_join, read_line

if TYPE_CHECKING:
    from jxc_desktop.ui.sync.tie import Failed


class JoinStage(IntEnum):
    """How far the new terminal has come."""

    ENROLLING = 0
    """Certificate and code are being checked."""
    LOADING = 1
    """People, goods and prices come."""
    READY = 2
    """Somebody may sign in; the history goes on behind."""


@dataclass(frozen=True, slots=True)
class JoinProgress:
    """The stage, how much of it is done, and whom the terminal belongs to now."""

    stage: JoinStage
    percent: int = 0
    shop: str = ""


class JoinPort(Protocol):
    """Joins on a thread of its own; what it reports arrives on the screen's."""

    def join(self, line: JoinLine, heard: Callable[[JoinProgress], object], failed: Failed) -> None:
        """Join; safe to repeat with the same code after a failure on the way.

        Whoever was let in before goes on loading, whatever `line` says.
        """
        ...


class JoinScreen(Protocol):
    """Two fields, then how far it has come, then the recovery code."""

    def show_line(self, line: JoinLine) -> None:
        """What was pasted, put into its fields."""
        ...

    def show_problem(self, refusal: Refusal) -> None: ...

    def show_progress(self, progress: JoinProgress) -> None: ...

    def show_fields(self) -> None:
        """Back to the fields: it did not come about."""
        ...

    def show_recovery_code(self, code: str) -> None: ...


class JoinPresenter:
    """`finished` is called once the recovery code was written down."""

    def __init__(
        self,
        port: JoinPort,
        screen: JoinScreen,
        recovery_code: str,
        finished: Callable[[], object],
    ) -> None:
        self._port = port
        self._screen = screen
        self._recovery_code = recovery_code
        self._finished = finished
        self._busy = False
        self._ready = False

    def paste(self, text: str) -> None:
        """Something stands in a field; a whole line goes to where it belongs."""
        line = read_line(text)
        if line is not None:
            self._screen.show_line(line)

    def join(self, address: str, code: str) -> None:
        """Ask the server to let this terminal in."""
        if self._busy:
            return
        try:
            line = read_join(address, code)
        except Refusal as refusal:
            self._screen.show_problem(refusal)
            return
        self._join(line)

    def go_on(self) -> None:
        """It was interrupted after it was let in: the server knows this terminal already."""
        self._join(JoinLine("", ""))

    def finish(self) -> None:
        """The code is written down: sign in."""
        if self._ready:
            self._finished()

    def _join(self, line: JoinLine) -> None:
        self._busy = True
        self._screen.show_progress(JoinProgress(JoinStage.ENROLLING))
        self._port.join(line, self._on_heard, self._on_failed)

    def _on_heard(self, progress: JoinProgress) -> None:
        self._screen.show_progress(progress)
        if progress.stage is JoinStage.READY and not self._ready:
            self._ready = True
            self._screen.show_recovery_code(self._recovery_code)

    def _on_failed(self, refusal: Refusal) -> None:
        self._busy = False
        self._screen.show_fields()
        self._screen.show_problem(refusal)
