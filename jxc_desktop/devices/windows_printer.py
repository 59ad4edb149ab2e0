"""A printer of the Windows spooler, which keeps its own driver and queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from escpos.exceptions import Error as EscposError

from jxc_desktop.devices.ports import Delivery, never
from jxc_desktop.domain.errors import DeviceFault

DEVICE = "receipt_printer"


@dataclass(frozen=True, slots=True)
class WindowsPrinter:
    """`name` as Windows shows it. Raw bytes go to the spooler, which reports no more than that."""

    name: str

    def send(self, payload: bytes, stopped: Callable[[], bool] = never) -> Delivery:  # noqa: ARG002
        """Hand the payload to the spooler, which takes it at once; see `PrinterPort.send`."""
        from escpos.printer import Win32Raw  # noqa: PLC0415 (takes 0.3 s and exists on Windows)

        printer = Win32Raw(self.name)
        try:
            printer.open()
            printer._raw(payload)  # noqa: SLF001 (the library's way to send bytes as they are)
            printer.close()
        except (EscposError, OSError, RuntimeError) as error:
            raise DeviceFault(DEVICE, "unreachable") from error
        return Delivery.SENT

    def status(self) -> None:
        """The spooler is not asked."""
