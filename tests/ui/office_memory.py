"""What every screen of the back office remembers in tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from jxc_desktop.domain.errors import Refusal


@dataclass
class OfficeMemory:
    """What was said at the end of a command."""

    done: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def show_done(self, text: str) -> None:
        self.done.append(text)

    def show_refusal(self, refusal: Refusal) -> None:
        self.refusals.append(refusal.code)
