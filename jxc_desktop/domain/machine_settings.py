"""What one machine is connected to and how its screen looks; the rest of the shop never hears."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jxc_desktop.domain.errors import Refusal

PORT_MAX = 65535
PAPER_WIDTHS = (58, 80)
"""What a person calls the paper, in mm; the printer's profile is what decides."""
SCAN_SIGNS_MAX = 4
BAUD_RATES = (9600, 19200, 38400, 57600, 115200)
PRINTER_PROFILES = ("80", "58", "80_silent", "58_raster")
"""The habits of printers that a person can pick (`devices.printer_profile.PROFILES`)."""


class PrinterConnection(StrEnum):
    """How the receipt printer is reached."""

    NONE = "none"
    TCP = "tcp"
    SERIAL = "serial"
    WINDOWS = "windows"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class MachineSettings:
    """Only the parts that belong to `printer` are looked at; the others wait for another day."""

    printer: str = PrinterConnection.NONE.value
    printer_profile: str = "80"
    printer_host: str = ""
    printer_port: int = 9100
    printer_line: str = ""
    """COM3 or /dev/ttyUSB0."""
    printer_baud: int = 9600
    printer_name: str = ""
    """As Windows shows it."""
    printer_file: str = ""
    scanner_line: str = ""
    """Empty: the scanner types like a keyboard."""
    scanner_baud: int = 9600
    scan_prefix: str = ""
    scan_suffix: str = ""
    language: str = "zh_CN"
    mode: str = "light"


_NEEDED = {
    PrinterConnection.TCP: ("printer_host", "printer_address_needed"),
    PrinterConnection.SERIAL: ("printer_line", "printer_line_needed"),
    PrinterConnection.WINDOWS: ("printer_name", "printer_name_needed"),
    PrinterConnection.FILE: ("printer_file", "printer_file_needed"),
}


def refuse_unfit_machine(settings: MachineSettings) -> MachineSettings:
    """The settings again, or a refusal that names what no machine can work with."""
    known = settings.printer in set(PrinterConnection)
    if not known or settings.printer_profile not in PRINTER_PROFILES:
        raise Refusal("setting_invalid", name="printer", value=settings.printer)
    needed = _NEEDED.get(PrinterConnection(settings.printer))
    if needed is not None and not getattr(settings, needed[0]).strip():
        raise Refusal(needed[1])
    if not 1 <= settings.printer_port <= PORT_MAX:
        raise Refusal("port_range", limit=PORT_MAX)
    if not {settings.printer_baud, settings.scanner_baud} <= set(BAUD_RATES):
        raise Refusal("setting_invalid", name="baud", value=settings.printer_baud)
    for signs in (settings.scan_prefix, settings.scan_suffix):
        if len(signs) > SCAN_SIGNS_MAX or not (signs.isascii() and signs.isprintable()):
            raise Refusal("scan_signs_unfit", limit=SCAN_SIGNS_MAX)
    return settings
