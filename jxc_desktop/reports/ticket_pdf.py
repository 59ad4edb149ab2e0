"""A ticket as a PDF of the paper's width, with the font inside: to send, to file, to print."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.renderPDF import draw
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from jxc_desktop.domain.barcode_bars import bars
from jxc_desktop.domain.ticket import Barcode, Picture, QrCode, Ticket
from jxc_desktop.domain.ticket_layout import Laid, Line, lay_out

if TYPE_CHECKING:
    from jxc_desktop.reports.ticket_picture import FontFiles

CELL = 1.5 * mm
"""The width of a cell: 48 of them are 72 mm, what 80 mm paper prints."""
_LINE = 4 * mm
_MARGIN = 4 * mm
_BARCODE, _QR = 12 * mm, 26 * mm
REGULAR, BOLD = "jxc-regular", "jxc-bold"


def register_fonts(fonts: FontFiles) -> None:
    """Make the fonts known to reportlab; again is harmless."""
    for name, path in ((REGULAR, fonts.regular), (BOLD, fonts.bold)):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(path)))


def ticket_pdf(ticket: Ticket, width: int, fonts: FontFiles) -> bytes:
    """The ticket on one page as long as it needs; the same ticket gives the same bytes."""
    register_fonts(fonts)
    parts = lay_out(ticket, width).parts
    height = sum(map(_height, parts)) + 2 * _MARGIN
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=(width * CELL + 2 * _MARGIN, height), invariant=1)
    canvas.setTitle(ticket.title)
    top = height - _MARGIN
    for part in parts:
        top -= _height(part)
        _draw(canvas, part, top, width * CELL)
    canvas.save()
    return page.getvalue()


def _height(part: Laid) -> float:
    match part:
        case Line():
            return float(_LINE * part.size)
        case Barcode():
            return float(_BARCODE + _LINE)
        case QrCode():
            return float(_QR)
        case Picture():
            return float(part.dots[1] / 8 * mm)
        case _:
            return 0.0


def _draw(canvas: Canvas, part: Laid, bottom: float, width: float) -> None:
    match part:
        case Line():
            _draw_line(canvas, part, bottom)
        case Barcode():
            _draw_bars(canvas, part, bottom, width)
        case QrCode():
            widget = QrCodeWidget(part.data, barWidth=_QR, barHeight=_QR)
            drawing = Drawing(_QR, _QR)
            drawing.add(widget)
            draw(drawing, canvas, _MARGIN + (width - _QR) / 2, bottom)
        case Picture():
            wide, high = (dots / 8 * mm for dots in part.dots)
            left = _MARGIN + (width - wide) / 2
            canvas.drawImage(ImageReader(io.BytesIO(part.png)), left, bottom, wide, high)
        case _:
            pass


def _draw_line(canvas: Canvas, line: Line, bottom: float) -> None:
    canvas.setFont(BOLD if line.bold else REGULAR, 2.85 * mm * line.size)
    left = _MARGIN
    for character in line.text:
        cells = len(character.encode("gbk")) * CELL * line.size
        canvas.drawCentredString(left + cells / 2, bottom + 1 * mm * line.size, character)
        left += cells


def _draw_bars(canvas: Canvas, barcode: Barcode, bottom: float, width: float) -> None:
    modules = bars(barcode)
    module = min(0.25 * mm, width / (len(modules) + 20))
    left = _MARGIN + (width - module * len(modules)) / 2
    for place, black in enumerate(modules):
        if black == "1":
            canvas.rect(left + place * module, bottom + _LINE, module, _BARCODE, stroke=0, fill=1)
    canvas.setFont(REGULAR, 2.6 * mm)
    canvas.drawCentredString(_MARGIN + width / 2, bottom + 1 * mm, barcode.data)
