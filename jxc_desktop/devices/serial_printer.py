"""A printer on a serial line or a USB-serial cable."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import serial

from jxc_desktop.devices.ports import Delivery, PrinterStatus, never
from jxc_desktop.devices.printer_talk import DEVICE, SLICE_SECONDS, Talk, Waits
from jxc_desktop.devices.serial_trouble import LINE_TROUBLE
from jxc_desktop.domain.errors import DeviceFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.devices.printer_profile import PrinterProfile

_PIECE = 32


@dataclass(frozen=True, slots=True)
class SerialPrinter:
    """`port` is COM3, /dev/ttyUSB0 or a pyserial URL. A stalled line is never waited for."""

    port: str
    profile: PrinterProfile
    baud: int = 9600
    waits: Waits = field(default_factory=Waits)

    def send(self, payload: bytes, stopped: Callable[[], bool] = never) -> Delivery:
        """Hand the payload over; see `PrinterPort.send`."""
        with closing(self._open()) as line:
            return self._talk(line, stopped).hand_over(payload)

    def status(self) -> PrinterStatus | None:
        """What the printer says; None for one, or a cable, that does not answer."""
        if not self.profile.answers_status:
            return None
        with closing(self._open()) as line:
            return self._talk(line, never).status()

    def _talk(self, line: serial.SerialBase, stopped: Callable[[], bool]) -> Talk:
        return Talk(_SerialLine(line), self.profile, self.waits, stopped)

    def _open(self) -> serial.SerialBase:
        try:
            return serial.serial_for_url(
                self.port,
                baudrate=self.baud,
                timeout=SLICE_SECONDS,
                write_timeout=self.waits.send,
            )
        except LINE_TROUBLE as error:
            raise DeviceFault(DEVICE, "unreachable") from error


@dataclass(slots=True)
class _SerialLine:
    """Writes in small pieces: of a piece that stalls, nobody knows how much was taken."""

    line: serial.SerialBase
    piece: int = 1

    def write(self, data: bytes) -> int:
        try:
            taken = self.line.write(data[: self.piece]) or 0
        except LINE_TROUBLE as error:
            raise _broken(error) from error
        self.piece = _PIECE
        return taken

    def read(self) -> bytes:
        try:
            return self.line.read(1)
        except LINE_TROUBLE as error:
            raise _broken(error) from error


def _broken(error: Exception) -> OSError:
    stalled = isinstance(error, serial.SerialTimeoutException)
    return TimeoutError() if stalled else ConnectionAbortedError()
