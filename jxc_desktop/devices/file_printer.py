"""A printer behind a file: a device node such as /dev/usb/lp0, or a plain file for trials."""

from __future__ import annotations

import os
import select
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from jxc_desktop.devices.ports import Delivery
from jxc_desktop.domain.errors import DeviceFault

DEVICE = "receipt_printer"


@dataclass(frozen=True, slots=True)
class FilePrinter:
    """Appends each payload; a node that takes nothing for `send_seconds` is given up."""

    path: Path
    send_seconds: float = 5.0

    def send(self, payload: bytes) -> Delivery:
        """Hand the payload over; see `PrinterPort.send`."""
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)
        if not self.path.exists() and self.path.parent != Path("/dev"):
            flags |= os.O_CREAT
        try:
            node = os.open(self.path, flags, 0o600)
        except OSError as error:
            raise DeviceFault(DEVICE, "unreachable") from error
        with closing(os.fdopen(node, "wb", buffering=0)) as written:
            return self._write(written.fileno(), payload)

    def _write(self, node: int, payload: bytes) -> Delivery:
        taken = 0
        last = time.monotonic()
        while taken < len(payload):
            _read, ready, _wrong = select.select([], [node], [], 0.2)
            try:
                more = os.write(node, payload[taken:]) if ready else 0
            except BlockingIOError:
                more = 0
            except OSError as error:
                if taken:
                    return Delivery.UNKNOWN
                raise DeviceFault(DEVICE, "unreachable") from error
            if more:
                taken, last = taken + more, time.monotonic()
            elif time.monotonic() - last > self.send_seconds:
                if taken:
                    return Delivery.UNKNOWN
                raise DeviceFault(DEVICE, "no_answer")
        return Delivery.SENT

    def status(self) -> None:
        """A file cannot be asked."""
