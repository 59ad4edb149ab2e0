"""Joining as tests see it: what was asked of the server, and what the page showed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from jxc_desktop.domain.errors import Refusal
from jxc_desktop.ui.joining.presenter import JoinProgress
from jxc_desktop.ui.sync.join_line import JoinLine


@dataclass
class JoinPortMemory:
    """Reports and fails when the test says so."""

    lines: list[JoinLine] = field(default_factory=list)
    heard: Callable[[JoinProgress], object] = lambda _progress: None
    failed: Callable[[Refusal], object] = lambda _refusal: None

    def join(
        self,
        line: JoinLine,
        heard: Callable[[JoinProgress], object],
        failed: Callable[[Refusal], object],
    ) -> None:
        self.lines.append(line)
        self.heard, self.failed = heard, failed


@dataclass
class JoinMemory:
    """The page as tests see it."""

    line: JoinLine | None = None
    problems: list[str] = field(default_factory=list)
    progress: list[JoinProgress] = field(default_factory=list)
    fields_shown: int = 0
    codes: list[str] = field(default_factory=list)

    def show_line(self, line: JoinLine) -> None:
        self.line = line

    def show_problem(self, refusal: Refusal) -> None:
        self.problems.append(refusal.code)

    def show_progress(self, progress: JoinProgress) -> None:
        self.progress.append(progress)

    def show_fields(self) -> None:
        self.fields_shown += 1

    def show_recovery_code(self, code: str) -> None:
        self.codes.append(code)
