"""A network printer on port 9100: connects for each payload, waits for no longer than it says."""

from __future__ import annotations

import socket
from contextlib import closing
from dataclasses import dataclass

from jxc_desktop.devices.ports import Delivery, Paper, PrinterStatus
from jxc_desktop.devices.printer_profile import PrinterProfile
from jxc_desktop.domain.errors import DeviceFault

DEVICE = "receipt_printer"
_DLE_EOT = b"\x10\x04"
_CHUNK = 1024


@dataclass(frozen=True, slots=True)
class TcpPrinter:
    """Seconds are upper bounds: for the connection, for each stretch sent, for the answer."""

    host: str
    profile: PrinterProfile
    port: int = 9100
    connect_seconds: float = 2.0
    send_seconds: float = 5.0
    answer_seconds: float = 10.0

    def send(self, payload: bytes) -> Delivery:
        """Hand the payload over; see `PrinterPort.send`."""
        with closing(self._connect()) as line:
            try:
                line.settimeout(self.send_seconds)
                line.sendall(payload[:1])
            except OSError as error:
                raise DeviceFault(DEVICE, _what(error)) from error
            try:
                for start in range(1, len(payload), _CHUNK):
                    line.sendall(payload[start : start + _CHUNK])
                return self._answer(line) if self._asks(payload) else self._hang_up(line)
            except OSError:
                return Delivery.UNKNOWN

    def _asks(self, payload: bytes) -> bool:
        """Whether the payload ends with a question: a drawer kick on its own does not."""
        return self.profile.confirms and payload.endswith(b"\x1dr\x01")

    def _answer(self, line: socket.socket) -> Delivery:
        """The printer answers after it has worked through what came before the question."""
        line.settimeout(self.answer_seconds)
        return Delivery.CONFIRMED if line.recv(1) else Delivery.UNKNOWN

    def _hang_up(self, line: socket.socket) -> Delivery:
        """No more will come; a printer that closes in peace has taken everything."""
        line.shutdown(socket.SHUT_WR)
        return Delivery.SENT

    def status(self) -> PrinterStatus:
        """Ask with DLE EOT, answered at once; raises `DeviceFault` when it is not."""
        with closing(self._connect()) as line:
            line.settimeout(self.send_seconds)
            try:
                printer, offline, paper = (self._ask(line, number) for number in (1, 2, 4))
            except OSError as error:
                raise DeviceFault(DEVICE, _what(error)) from error
        return PrinterStatus(
            online=not printer & 0b1000,
            paper=_paper(paper),
            cover_open=bool(offline & 0b100),
            drawer_open=bool(printer & 0b100),
        )

    def _ask(self, line: socket.socket, number: int) -> int:
        line.sendall(_DLE_EOT + bytes([number]))
        answer = line.recv(1)
        if not answer:
            raise DeviceFault(DEVICE, "no_answer")
        return answer[0]

    def _connect(self) -> socket.socket:
        try:
            return socket.create_connection((self.host, self.port), self.connect_seconds)
        except OSError as error:
            raise DeviceFault(DEVICE, _what(error)) from error


def _paper(status: int) -> Paper:
    if status & 0b0110_0000:
        return Paper.OUT
    return Paper.NEAR_END if status & 0b0000_1100 else Paper.PLENTY


def _what(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "no_answer"
    return "refused" if isinstance(error, ConnectionRefusedError) else "unreachable"
