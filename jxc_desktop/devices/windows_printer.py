"""A printer of the Windows spooler, which keeps its own driver and queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jxc_desktop.devices.ports import Delivery, never
from jxc_desktop.devices.printer_talk import DEVICE
from jxc_desktop.domain.errors import DeviceFault

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class WindowsPrinter:
    """`name` as Windows shows it. Raw bytes go to the spooler, which reports no more than that.

    Written from the library's and Windows' descriptions; it has not met a real spooler yet.
    """

    name: str

    def send(self, payload: bytes, stopped: Callable[[], bool] = never) -> Delivery:  # noqa: ARG002
        """Hand the payload to the spooler, which takes it at once; see `PrinterPort.send`."""
        # Takes 0.3 s, and is of use on Windows only.
        from escpos.exceptions import Error as EscposError  # noqa: PLC0415
        from escpos.printer import win32raw  # noqa: PLC0415

        if not win32raw.is_usable():
            raise DeviceFault(DEVICE, "not_on_this_system")
        trouble = (EscposError, OSError, win32raw.pywintypes.error)
        printer = win32raw.Win32Raw(self.name)
        try:
            printer.open()
        except trouble as error:
            raise DeviceFault(DEVICE, "unreachable") from error
        try:
            printer._raw(payload)  # noqa: SLF001 (the library's way to send bytes as they are)
            printer.close()
        except trouble:
            return Delivery.UNKNOWN
        return Delivery.SENT

    def status(self) -> None:
        """The spooler is not asked."""
