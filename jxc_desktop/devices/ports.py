"""What a device promises to the rest of the shop; which one keeps it is decided in `app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Delivery(StrEnum):
    """What is known of a payload after it was handed to a printer."""

    SENT = "sent"
    """Every byte was taken; this printer does not say more."""
    CONFIRMED = "confirmed"
    """The printer answered after the last byte: it worked through all of it."""
    UNKNOWN = "unknown"
    """It may or may not be on paper: a person must look."""


class Paper(StrEnum):
    """How much paper a printer has."""

    PLENTY = "plenty"
    NEAR_END = "near_end"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What a printer says of itself."""

    online: bool
    paper: Paper
    cover_open: bool = False
    drawer_open: bool | None = None
    """None where the printer or its cable does not tell."""

    @property
    def ready(self) -> bool:
        """Whether it would print now."""
        return self.online and self.paper is not Paper.OUT and not self.cover_open


def never() -> bool:
    """Nobody tells to stop."""
    return False


class PrinterPort(Protocol):
    """Puts payloads on paper. Connects for each one, so that a replugged printer just works."""

    def send(self, payload: bytes, stopped: Callable[[], bool] = never) -> Delivery:
        """Hand the payload over; every wait is bounded, and ends soon when `stopped` says so.

        Raises `DeviceFault` when not one byte was taken; after the first byte the answer is
        `Delivery.UNKNOWN`, never an exception.
        """
        ...

    def status(self) -> PrinterStatus | None:
        """What the printer says of itself; None when this kind cannot be asked.

        Raises `DeviceFault` when it cannot be reached.
        """
        ...


class ScannerPort(Protocol):
    """Reads codes until it is told to stop."""

    def run(self, heard: Callable[[str], None], trouble: Callable[[str], None]) -> None:
        """Call `heard` with each whole code, and `trouble` with a reason while there is one.

        Returns only after `stop`; a pulled cable is trouble, not an end.
        """
        ...

    def stop(self) -> None:
        """End `run` within a second."""
        ...
