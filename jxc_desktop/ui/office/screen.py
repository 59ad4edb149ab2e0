"""What every screen of the back office can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from jxc_desktop.domain.errors import Refusal


class OfficeScreen(Protocol):
    """Says that something is done, or why it is not."""

    def show_done(self, text: str) -> None: ...

    def show_refusal(self, refusal: Refusal) -> None: ...
