"""The habits of a receipt printer: every model differs, and each difference is a flag here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jxc_desktop.domain.ticket_layout import CELLS_58, CELLS_80


class TextMode(StrEnum):
    """How Chinese reaches the paper."""

    GBK = "gbk"
    """As GBK bytes in Chinese mode: nearly every printer sold in China."""
    GB18030 = "gb18030"
    """As GB18030 bytes, for printers that know the rare characters too."""
    UTF8 = "utf8"
    """As UTF-8 bytes, for the few that want it."""
    RASTER = "raster"
    """As a picture, for printers without a Chinese font: forty times the bytes."""


class HanziSize(StrEnum):
    """The command that enlarges Chinese characters."""

    GS = "gs"
    """GS ! enlarges both kinds of characters (Epson and most others)."""
    FS = "fs"
    """FS ! for Chinese beside ESC ! for Latin characters (old clones)."""


class DrawerKick(StrEnum):
    """The command that opens the drawer."""

    ESC_P = "esc_p"
    """ESC p, held by a printer that is out of paper."""
    DLE_DC4 = "dle_dc4"
    """DLE DC4, at once; clones often lack it."""


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One kind of printer. `width` in cells of 12 dots."""

    name: str
    width: int = CELLS_80
    text_mode: TextMode = TextMode.GBK
    hanzi_size: HanziSize = HanziSize.GS
    drawer: DrawerKick = DrawerKick.ESC_P
    drawer_pin: int = 0
    """0: connector pin 2, 1: connector pin 5."""
    cutter: bool = True
    native_qr: bool = True
    answers_status: bool = True
    """Answers DLE EOT at once. One that does not answer then counts as jammed."""
    confirms: bool = True
    """Answers GS r 1 once everything before it is worked through."""

    @property
    def dots(self) -> int:
        """The printable width in dots."""
        return self.width * 12


PRINTER_58 = PrinterProfile(
    "58 mm", width=CELLS_58, cutter=False, answers_status=False, confirms=False
)
PRINTER_80 = PrinterProfile("80 mm")
PRINTER_80_SILENT = PrinterProfile("80 mm, no status", answers_status=False, confirms=False)
PRINTER_58_RASTER = PrinterProfile(
    "58 mm, no Chinese font",
    width=CELLS_58,
    text_mode=TextMode.RASTER,
    cutter=False,
    native_qr=False,
    answers_status=False,
    confirms=False,
)
PROFILES = {
    "58": PRINTER_58,
    "80": PRINTER_80,
    "80_silent": PRINTER_80_SILENT,
    "58_raster": PRINTER_58_RASTER,
}
"""The presets that the settings offer, by their name there."""
