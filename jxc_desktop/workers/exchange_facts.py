"""What an exchange with the server came to, and what it asks of its surroundings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from jxc_desktop.store.opening import Store
    from jxc_desktop.store.session import Till
    from jxc_desktop.sync.ports import ServerPort


class ExchangeStopped(Exception):
    """Somebody asked to stop; what was done so far stands."""


class EpochMoved(Exception):
    """The server began a new life in the middle of the exchange: begin anew with a hello."""


@dataclass(slots=True)
class ExchangeDone:
    """What happened, summed up over one run."""

    pushed: int = 0
    """Documents that the server said it has now."""
    pulled: int = 0
    """Documents from elsewhere that were new here."""
    to_pull: int = 0
    branched_off: int = 0
    """Own documents that were posted again because another copy of this disk went on."""
    new_incarnation: bool = False
    refused: dict[int, str] = field(default_factory=dict)
    """By key: documents that the server holds back or does not take, and why. Nothing is lost."""
    mismatched: tuple[int, ...] = ()
    """Streams that did not add up, were pulled anew, and still do not."""
    too_old: bool = False
    """The server is too new for this program to pull from; pushing went on."""
    clock_ahead_seconds: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything in this shop's book is new."""
        return bool(self.pulled or self.branched_off or self.new_incarnation)


@dataclass(slots=True)
class Errand:
    """One run of an exchange: whom it is for, and what came of it so far."""

    store: Store
    port: ServerPort
    clock: Callable[[], datetime]
    stopping: Callable[[], bool]
    progress: Callable[[int], None]
    done: ExchangeDone = field(default_factory=ExchangeDone)
    epoch: str = ""
    streams: tuple[int, ...] = ()
    lives_on: bool = False
    """Another copy of this terminal posts in the same chain: begin a new life."""

    @property
    def till(self) -> Till:
        """The terminal that exchanges."""
        till = self.store.till
        assert till is not None, "a shop that is not set up exchanges nothing"
        return till

    def check(self, epoch: str | None = None) -> None:
        """Between two steps: raise where somebody wants to stop or the server is another one."""
        if self.stopping():
            raise ExchangeStopped
        if epoch is not None and epoch != self.epoch:
            raise EpochMoved
