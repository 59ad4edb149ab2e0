"""A ticket as a picture: what the preview shows is what the printer was sent."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

import qrcode
from PIL import Image, ImageDraw, ImageFont

from jxc_desktop.domain.barcode_bars import bars
from jxc_desktop.domain.ticket import Barcode, Picture, QrCode, Ticket
from jxc_desktop.domain.ticket_layout import Laid, Line, lay_out

CELL_DOTS, LINE_DOTS = 12, 32
"""A cell is 12 dots wide; a line 32 dots high."""
MARGIN_DOTS = 24
_BARCODE_DOTS, _QR_MODULE_DOTS = 72, 6


class FontFiles(NamedTuple):
    """The fonts that reports draw with."""

    regular: Path
    bold: Path


def ticket_picture(ticket: Ticket, width: int, fonts: FontFiles) -> bytes:
    """The ticket on paper `width` cells wide, as a PNG; the same ticket gives the same bytes."""
    strips = [_strip(part, width * CELL_DOTS, fonts) for part in lay_out(ticket, width).parts]
    drawn = [strip for strip in strips if strip is not None]
    height = sum(strip.height for strip in drawn) + 2 * MARGIN_DOTS
    paper = Image.new("L", (width * CELL_DOTS + 2 * MARGIN_DOTS, height), 255)
    top = MARGIN_DOTS
    for strip in drawn:
        paper.paste(strip, (MARGIN_DOTS, top))
        top += strip.height
    page = io.BytesIO()
    paper.save(page, "PNG")
    return page.getvalue()


def _strip(part: Laid, dots: int, fonts: FontFiles) -> Image.Image | None:
    """One part across the paper; None for what leaves no ink."""
    match part:
        case Line():
            return _text(part, dots, fonts)
        case Barcode():
            return _centered(_bars(part, fonts), dots)
        case QrCode():
            return _centered(_qr(part), dots)
        case Picture():
            return _centered(_shrunk(part, dots), dots)
        case _:
            return None


def _text(line: Line, dots: int, fonts: FontFiles) -> Image.Image:
    strip = Image.new("L", (dots, LINE_DOTS * line.size), 255)
    face = ImageFont.truetype(fonts.bold if line.bold else fonts.regular, 23 * line.size)
    pen = ImageDraw.Draw(strip)
    left = 0
    for character in line.text:
        cells = len(character.encode("gbk")) * CELL_DOTS * line.size
        # Each letter stands in the middle of its cells, as on a printer's fixed grid.
        middle = left + cells / 2
        pen.text((middle, LINE_DOTS * line.size / 2), character, font=face, fill=0, anchor="mm")
        left += cells
    return strip


def _bars(barcode: Barcode, fonts: FontFiles) -> Image.Image:
    modules = bars(barcode)
    image = Image.new("L", (len(modules) * 2, _BARCODE_DOTS + LINE_DOTS), 255)
    pen = ImageDraw.Draw(image)
    for place, module in enumerate(modules):
        if module == "1":
            pen.rectangle((place * 2, 4, place * 2 + 1, _BARCODE_DOTS), fill=0)
    face = ImageFont.truetype(fonts.regular, 20)
    below = (image.width / 2, _BARCODE_DOTS + LINE_DOTS / 2)
    pen.text(below, barcode.data, font=face, fill=0, anchor="mm")
    return image


def _qr(code: QrCode) -> Image.Image:
    drawing = qrcode.QRCode(border=2, box_size=_QR_MODULE_DOTS)
    drawing.add_data(code.data.encode())
    drawing.make(fit=True)
    page = io.BytesIO()
    drawing.make_image().save(page)
    return Image.open(page).convert("L")


def _shrunk(picture: Picture, dots: int) -> Image.Image:
    image = Image.open(io.BytesIO(picture.png)).convert("L")
    if image.width <= dots:
        return image
    return image.resize((dots, max(1, image.height * dots // image.width)))


def _centered(image: Image.Image, dots: int) -> Image.Image:
    strip = Image.new("L", (dots, image.height + 8), 255)
    strip.paste(image, ((dots - image.width) // 2, 4))
    return strip
