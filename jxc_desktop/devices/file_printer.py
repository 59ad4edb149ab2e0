"""A printer behind a file: a device node such as /dev/usb/lp0, or a plain file for trials."""

from __future__ import annotations

import os
import select
import stat
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jxc_desktop.devices.ports import Delivery, PrinterStatus, never
from jxc_desktop.devices.printer_profile import PRINTER_80_SILENT, PrinterProfile
from jxc_desktop.devices.printer_talk import DEVICE, SLICE_SECONDS, Talk, Waits, trouble_of
from jxc_desktop.domain.errors import DeviceFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class FilePrinter:
    """Appends to a plain file; talks to a device node as to any printer."""

    path: Path
    profile: PrinterProfile = PRINTER_80_SILENT
    waits: Waits = field(default_factory=Waits)

    def send(self, payload: bytes, stopped: Callable[[], bool] = never) -> Delivery:
        """Hand the payload over; see `PrinterPort.send`."""
        if not self._is_node():
            return self._append(payload)
        with closing(self._open()) as node:
            return Talk(_NodeLine(node.fileno()), self.profile, self.waits, stopped).hand_over(
                payload
            )

    def status(self) -> PrinterStatus | None:
        """What the printer behind a node says; a file cannot be asked."""
        if not (self.profile.answers_status and self._is_node()):
            return None
        with closing(self._open()) as node:
            return Talk(_NodeLine(node.fileno()), self.profile, self.waits, never).status()

    def _is_node(self) -> bool:
        """Whether it is no plain file; what is missing in /dev is a printer that is off."""
        try:
            return not stat.S_ISREG(self.path.stat().st_mode)
        except OSError:
            return Path("/dev") in self.path.parents

    def _append(self, payload: bytes) -> Delivery:
        taken = 0
        try:
            file = os.open(self.path, _APPEND, 0o600)
            with closing(os.fdopen(file, "wb", buffering=0)) as written:
                while taken < len(payload):
                    taken += written.write(payload[taken:])
                os.fsync(written.fileno())
        except OSError as error:
            if taken:
                return Delivery.UNKNOWN
            raise DeviceFault(DEVICE, trouble_of(error)) from error
        return Delivery.SENT

    def _open(self) -> BinaryIO:
        """For both ways where the node has two."""
        patient = getattr(os, "O_NONBLOCK", 0)
        if stat.S_ISCHR(self._mode()):
            with suppress(OSError):  # a node for writing only is opened so below
                return os.fdopen(os.open(self.path, os.O_RDWR | patient), "r+b", buffering=0)
        try:
            return os.fdopen(os.open(self.path, os.O_WRONLY | patient), "wb", buffering=0)
        except OSError as error:
            raise DeviceFault(DEVICE, trouble_of(error)) from error

    def _mode(self) -> int:
        try:
            return self.path.stat().st_mode
        except OSError as error:
            raise DeviceFault(DEVICE, trouble_of(error)) from error


@dataclass(frozen=True, slots=True)
class _NodeLine:
    node: int

    def write(self, data: bytes) -> int:
        _read, ready, _wrong = select.select([], [self.node], [], SLICE_SECONDS)
        try:
            return os.write(self.node, data) if ready else 0
        except BlockingIOError:
            return 0

    def read(self) -> bytes:
        ready, _written, _wrong = select.select([self.node], [], [], SLICE_SECONDS)
        try:
            heard = os.read(self.node, 64) if ready else b""
        except BlockingIOError:
            return b""
        if ready and not heard:
            time.sleep(SLICE_SECONDS)  # usblp counts as readable although it has nothing to say
        return heard
