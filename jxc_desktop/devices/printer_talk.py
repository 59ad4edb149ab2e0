"""How a payload is handed over on any line that answers: ask first, send, hear that it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from jxc_desktop.devices.escpos_encoder import PAPER_QUESTION
from jxc_desktop.devices.ports import Delivery, Paper, PrinterStatus
from jxc_desktop.devices.printer_profile import PrinterProfile
from jxc_desktop.domain.errors import DeviceFault

DEVICE = "receipt_printer"
SLICE_SECONDS = 0.2
"""How long one call of a line waits: so soon a printer is let go when it is told to stop."""
_STATUS_QUESTION = b"\x10\x04"
_REAL_TIME = b"\x10"
_CHUNK = 1024


class Line(Protocol):
    """One open connection. Each call waits for `SLICE_SECONDS` at most."""

    def write(self, data: bytes) -> int:
        """How many bytes were taken; 0 while the printer takes none. Raises `OSError`."""
        ...

    def read(self) -> bytes:
        """What the printer said, nothing if it says nothing. Raises `OSError` when it hung up."""
        ...


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds without progress after which a printer is given up."""

    send: float = 5.0
    status: float = 1.5
    answer: float = 10.0


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation with one printer."""

    line: Line
    profile: PrinterProfile
    waits: Waits
    stopped: Callable[[], bool]

    def hand_over(self, payload: bytes) -> Delivery:
        """Send the payload; see `PrinterPort.send`.

        A printer that answers is asked before the first byte: one that is out of paper, open,
        offline or jammed is a `DeviceFault`, and the payload can safely wait.
        """
        if self.profile.answers_status:
            self._refuse_unready(self.status(), payload)
        taken = 0
        try:
            for taken in self._put(payload):  # noqa: B007 (read when the line breaks)
                pass
        except OSError as error:
            if taken:
                return Delivery.UNKNOWN
            raise DeviceFault(DEVICE, trouble_of(error)) from error
        if not payload.endswith(PAPER_QUESTION):
            return Delivery.SENT
        return self._confirmation()

    def status(self) -> PrinterStatus:
        """Ask with DLE EOT, answered at once even by a printer without paper."""
        try:
            printer, offline, paper = (self._ask(number) for number in (1, 2, 4))
        except OSError as error:
            raise DeviceFault(DEVICE, trouble_of(error)) from error
        return PrinterStatus(
            online=not printer & 0b1000,
            paper=_paper(paper),
            cover_open=bool(offline & 0b100),
            drawer_open=bool(printer & 0b100),
        )

    def _refuse_unready(self, status: PrinterStatus, payload: bytes) -> None:
        if payload.startswith(_REAL_TIME) or status.ready:
            return  # a drawer opened in real time needs no paper
        if status.cover_open:
            raise DeviceFault(DEVICE, "cover_open")
        raise DeviceFault(DEVICE, "paper_out" if status.paper is Paper.OUT else "offline")

    def _ask(self, number: int) -> int:
        for _taken in self._put(_STATUS_QUESTION + bytes([number])):
            pass
        return self._heard(_is_status, self.waits.status)

    def _confirmation(self) -> Delivery:
        try:
            self._heard(_is_paper_answer, self.waits.answer)
        except OSError:
            return Delivery.UNKNOWN
        return Delivery.CONFIRMED

    def _put(self, data: bytes) -> Iterator[int]:
        """Send `data` and tell after each piece how much was taken; raises when it stalls."""
        taken, until = 0, time.monotonic() + self.waits.send
        while taken < len(data):
            more = self.line.write(data[taken : taken + _CHUNK])
            if more:
                taken, until = taken + more, time.monotonic() + self.waits.send
                yield taken
            else:
                self._refuse_late(until)

    def _heard(self, wanted: Callable[[int], bool], seconds: float) -> int:
        """The answer that was asked for; what printers say unasked in between is let pass."""
        until = time.monotonic() + seconds
        while True:
            for byte in self.line.read():
                if wanted(byte):
                    return byte
            self._refuse_late(until)

    def _refuse_late(self, until: float) -> None:
        if self.stopped():
            raise InterruptedError
        if time.monotonic() > until:
            raise TimeoutError


def trouble_of(error: OSError) -> str:
    """The word for a fault: the lamp's sentence is found by it."""
    match error:
        case InterruptedError():
            return "stopped"
        case TimeoutError():
            return "no_answer"
        case ConnectionRefusedError():
            return "refused"
        case ConnectionError():
            return "hung_up"
        case _:
            return "unreachable"


def _is_status(byte: int) -> bool:
    """An answer to DLE EOT: bits 1 and 4 are set, 0 and 7 are not."""
    return byte & 0b1001_0011 == 0b0001_0010


def _is_paper_answer(byte: int) -> bool:
    """An answer to GS r: bits 4 and 7 are not set. XON, XOFF and automatic status differ."""
    return byte & 0b1001_0000 == 0


def _paper(status: int) -> Paper:
    if status & 0b0110_0000:
        return Paper.OUT
    return Paper.NEAR_END if status & 0b0000_1100 else Paper.PLENTY
