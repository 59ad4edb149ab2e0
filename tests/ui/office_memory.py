"""What screens of the back office remember in tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from jxc_desktop.domain.errors import Refusal


@dataclass
class RefusalMemory:
    """What was refused at the end of a command."""

    refusals: list[str] = field(default_factory=list)

    def show_refusal(self, refusal: Refusal) -> None:
        self.refusals.append(refusal.code)


@dataclass
class OfficeMemory(RefusalMemory):
    """What was said at the end of a command."""

    done: list[str] = field(default_factory=list)

    def show_done(self, text: str) -> None:
        self.done.append(text)


@dataclass
class ProblemMemory:
    """What is wrong with which field."""

    problems: dict[str, str] = field(default_factory=dict)

    def show_problem(self, name: str, refusal: Refusal | None) -> None:
        self.problems.pop(name, None)
        if refusal is not None:
            self.problems[name] = refusal.code
