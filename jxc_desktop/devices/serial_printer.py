"""A printer on a serial line or a USB-serial cable."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import serial

from jxc_desktop.devices.ports import Delivery
from jxc_desktop.devices.serial_trouble import LINE_TROUBLE
from jxc_desktop.domain.errors import DeviceFault

if TYPE_CHECKING:
    from jxc_desktop.devices.printer_profile import PrinterProfile

DEVICE = "receipt_printer"
_CHUNK = 256


@dataclass(frozen=True, slots=True)
class SerialPrinter:
    """`port` is COM3, /dev/ttyUSB0 or a pyserial URL; times in seconds."""

    port: str
    profile: PrinterProfile
    baud: int = 9600
    send_seconds: float = 5.0
    answer_seconds: float = 10.0

    def send(self, payload: bytes) -> Delivery:
        """Hand the payload over; see `PrinterPort.send`. A stalled line is never waited for."""
        taken = 0
        with closing(self._open()) as line:
            try:
                for start in range(0, len(payload), _CHUNK):
                    taken += line.write(payload[start : start + _CHUNK]) or 0
                if not (self.profile.confirms and payload.endswith(b"\x1dr\x01")):
                    return Delivery.SENT
                return Delivery.CONFIRMED if line.read(1) else Delivery.UNKNOWN
            except LINE_TROUBLE as error:
                if taken:
                    return Delivery.UNKNOWN
                raise DeviceFault(DEVICE, "no_answer") from error

    def status(self) -> None:
        """Not asked on a serial line: many cables carry one direction only."""

    def _open(self) -> serial.SerialBase:
        try:
            return serial.serial_for_url(
                self.port,
                baudrate=self.baud,
                timeout=self.answer_seconds,
                write_timeout=self.send_seconds,
            )
        except LINE_TROUBLE as error:
            raise DeviceFault(DEVICE, "unreachable") from error
