"""A ticket as a PDF of the paper's width, with the font inside: to send, to file, to print."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from jxc_desktop.domain.ticket import Cut, OpenDrawer, Ticket
from jxc_desktop.domain.ticket_layout import (
    BARCODE_DOTS,
    CELL_DOTS,
    LINE_DOTS,
    QR_QUIET_MODULES,
    Bars,
    Laid,
    Line,
    PlacedPicture,
    QrBlock,
    cells_of,
    lay_out,
)
from jxc_desktop.reports.ticket_picture import picture_png, qr_modules

if TYPE_CHECKING:
    from jxc_desktop.reports.ticket_picture import FontFiles

DOT = mm / 8
"""A dot of a receipt printer: 203 to the inch. 48 cells are 72 mm, what 80 mm paper prints."""
_MARGIN = 4 * mm
_LETTER_DOTS = 23
REGULAR, BOLD = "jxc-regular", "jxc-bold"


def register_fonts(fonts: FontFiles) -> None:
    """Make the fonts known to reportlab; again is harmless."""
    for name, path in ((REGULAR, fonts.regular), (BOLD, fonts.bold)):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(path)))


def ticket_pdf(ticket: Ticket, width: int, fonts: FontFiles) -> bytes:
    """The ticket on one page as long as it needs; the same ticket gives the same bytes."""
    register_fonts(fonts)
    layout = lay_out(ticket, width)
    height = sum(map(_height, layout.parts)) * DOT + 2 * _MARGIN
    page = io.BytesIO()
    paper = (layout.dots * DOT + 2 * _MARGIN, height)
    canvas = Canvas(page, pagesize=paper, invariant=1, pageCompression=1)
    canvas.setTitle(ticket.title)
    top = height - _MARGIN
    for part in layout.parts:
        top -= _height(part) * DOT
        _draw(canvas, part, top, _MARGIN + layout.dots * DOT / 2)
    canvas.save()
    return page.getvalue()


def _height(part: Laid) -> int:
    match part:
        case Line():
            return LINE_DOTS * part.size
        case Bars():
            return BARCODE_DOTS
        case QrBlock():
            return (len(qr_modules(part.data)) + 2 * QR_QUIET_MODULES) * part.module_dots
        case PlacedPicture():
            return part.height_dots
        case Cut() | OpenDrawer():
            return 0


def _draw(canvas: Canvas, part: Laid, bottom: float, middle: float) -> None:
    match part:
        case Line():
            _draw_line(canvas, part, bottom)
        case Bars():
            module = part.module_dots * DOT
            left = middle - len(part.modules) * module / 2
            _draw_modules(canvas, part.modules, left, bottom, (module, BARCODE_DOTS * DOT))
        case QrBlock():
            _draw_qr(canvas, part, bottom, middle)
        case PlacedPicture():
            wide, high = part.width_dots * DOT, part.height_dots * DOT
            sign = ImageReader(io.BytesIO(picture_png(part)))
            canvas.drawImage(sign, middle - wide / 2, bottom, wide, high)
        case Cut() | OpenDrawer():
            pass


def _draw_line(canvas: Canvas, line: Line, bottom: float) -> None:
    """Each letter in the middle of its cell, and made narrower when it is wider than that."""
    font, points = BOLD if line.bold else REGULAR, _LETTER_DOTS * DOT * line.size
    pen = canvas.beginText()
    pen.setFont(font, points)
    left = _MARGIN
    for character in line.text.rstrip(" "):
        cell = cells_of(character) * CELL_DOTS * DOT * line.size
        if character != " ":
            wide = pdfmetrics.stringWidth(character, font, points)
            scale = min(1.0, cell / wide) if wide else 1.0
            pen.setHorizScale(100 * scale)
            pen.setTextOrigin(left + (cell - wide * scale) / 2, bottom + 7 * DOT * line.size)
            pen.textOut(character)
        left += cell
    canvas.drawText(pen)


def _draw_modules(
    canvas: Canvas, modules: str, left: float, bottom: float, size: tuple[float, float]
) -> None:
    """Neighbouring black modules as one rectangle: between two, viewers show a hair of white."""
    place = 0
    while (start := modules.find("1", place)) >= 0:
        end = modules.find("0", start)
        place = len(modules) if end < 0 else end
        wide = (place - start) * size[0]
        canvas.rect(left + start * size[0], bottom, wide, size[1], stroke=0, fill=1)


def _draw_qr(canvas: Canvas, code: QrBlock, bottom: float, middle: float) -> None:
    rows = qr_modules(code.data)
    module = code.module_dots * DOT
    left = middle - len(rows) * module / 2
    for up, row in enumerate(reversed(rows), start=QR_QUIET_MODULES):
        modules = "".join("01"[black] for black in row)
        _draw_modules(canvas, modules, left, bottom + up * module, (module, module))
