"""Which driver keeps which promise on this machine, as its settings say."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jxc_desktop.app.places import RESOURCES
from jxc_desktop.devices.escpos_encoder import drawer_kick, encode
from jxc_desktop.devices.file_printer import FilePrinter
from jxc_desktop.devices.printer_profile import PROFILES
from jxc_desktop.devices.serial_printer import SerialPrinter
from jxc_desktop.devices.serial_scanner import SerialScanner
from jxc_desktop.devices.tcp_printer import TcpPrinter
from jxc_desktop.devices.windows_printer import WindowsPrinter
from jxc_desktop.domain.machine_settings import MachineSettings, PrinterConnection
from jxc_desktop.reports.ticket_picture import FontFiles, draw_layout
from jxc_desktop.workers.print_spooler import Printing

if TYPE_CHECKING:
    from jxc_desktop.devices.ports import PrinterPort

FONTS = FontFiles(
    RESOURCES / "fonts" / "NotoSansSC-Regular.ttf", RESOURCES / "fonts" / "NotoSansSC-Bold.ttf"
)
"""The fonts of paper: pictures, PDFs and printers without a Chinese font."""


def printing_of(settings: MachineSettings) -> Printing | None:
    """The receipt printer of this machine, or None where there is none."""
    profile = PROFILES[settings.printer_profile]
    port: PrinterPort
    match PrinterConnection(settings.printer):
        case PrinterConnection.NONE:
            return None
        case PrinterConnection.TCP:
            port = TcpPrinter(settings.printer_host, profile, settings.printer_port)
        case PrinterConnection.SERIAL:
            port = SerialPrinter(settings.printer_line, profile, settings.printer_baud)
        case PrinterConnection.WINDOWS:
            port = WindowsPrinter(settings.printer_name)
        case PrinterConnection.FILE:
            port = FilePrinter(Path(settings.printer_file), profile)
    spell = partial(encode, profile=profile, draw=partial(draw_layout, fonts=FONTS))
    return Printing(port, spell, drawer_kick(profile))


def scanner_of(settings: MachineSettings) -> SerialScanner | None:
    """The serial scanner of this machine; None where the scanner types like a keyboard."""
    if not settings.scanner_line:
        return None
    return SerialScanner(settings.scanner_line, settings.scanner_baud)
