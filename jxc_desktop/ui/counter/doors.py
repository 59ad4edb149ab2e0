"""The doors between a presenter of the till and the shop, and who stands at the till."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.ui.ports import DeskPort, Question, R, Reading, answer

if TYPE_CHECKING:
    from jxc_desktop.commands.sign_in import SignedIn
    from jxc_desktop.domain.permissions import Permission


@dataclass(frozen=True, slots=True)
class Doors:
    """What a screen of the till is given: the desk, a way to look things up, and the cashier."""

    desk: DeskPort
    reading: Reading
    cashier: SignedIn

    def look_up(self, question: Question[R]) -> R:
        """The answer, now: only for indexed questions of a few rows; others go to the desk."""
        return answer(self.reading, question)

    def may(self, permission: Permission) -> bool:
        """Whether the cashier's own role allows it; the command checks again."""
        return permission in self.cashier.permissions
