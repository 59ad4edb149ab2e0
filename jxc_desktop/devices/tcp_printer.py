"""A network printer on port 9100: connects for each payload, waits for no longer than it says."""

from __future__ import annotations

import socket
import time
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jxc_desktop.devices.ports import Delivery, PrinterStatus, never
from jxc_desktop.devices.printer_talk import DEVICE, SLICE_SECONDS, Talk, Waits, trouble_of
from jxc_desktop.domain.errors import DeviceFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from jxc_desktop.devices.printer_profile import PrinterProfile

_GOODBYE_SECONDS = 0.5
_CONNECT_SECONDS = 1.5
"""For each address that the host has."""


@dataclass(frozen=True, slots=True)
class TcpPrinter:
    """`host` is a name or an address in the shop's network."""

    host: str
    profile: PrinterProfile
    port: int = 9100
    waits: Waits = field(default_factory=Waits)

    def send(self, payload: bytes, stopped: Callable[[], bool] = never) -> Delivery:
        """Hand the payload over; see `PrinterPort.send`."""
        with closing(self._connect()) as connection:
            line = _TcpLine(connection)
            delivery = Talk(line, self.profile, self.waits, stopped).hand_over(payload)
            return line.goodbye() if delivery is Delivery.SENT else delivery

    def status(self) -> PrinterStatus | None:
        """What the printer says; None for one that does not answer such questions."""
        if not self.profile.answers_status:
            return None
        with closing(self._connect()) as connection:
            return Talk(_TcpLine(connection), self.profile, self.waits, never).status()

    def _connect(self) -> socket.socket:
        try:
            connection = socket.create_connection((self.host, self.port), _CONNECT_SECONDS)
        except OSError as error:
            raise DeviceFault(DEVICE, trouble_of(error)) from error
        connection.settimeout(SLICE_SECONDS)
        return connection


@dataclass(frozen=True, slots=True)
class _TcpLine:
    connection: socket.socket

    def write(self, data: bytes) -> int:
        try:
            return self.connection.send(data)
        except TimeoutError:
            return 0

    def read(self) -> bytes:
        try:
            heard = self.connection.recv(64)
        except TimeoutError:
            return b""
        if not heard:
            raise ConnectionResetError
        return heard

    def goodbye(self) -> Delivery:
        """Say that nothing more comes, and listen for a moment.

        Closing at once would throw away what is still on its way, when the printer has said
        something that nobody read. One that resets the connection has lost the payload.
        """
        until = time.monotonic() + _GOODBYE_SECONDS
        try:
            self.connection.shutdown(socket.SHUT_WR)
            while time.monotonic() < until:
                if not self._peer_talks():
                    break
        except OSError:
            return Delivery.UNKNOWN
        return Delivery.SENT

    def _peer_talks(self) -> bool:
        try:
            return bool(self.connection.recv(64))
        except TimeoutError:
            return True
