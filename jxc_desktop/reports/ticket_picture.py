"""A ticket as a picture, dot for dot as the printer puts it on paper."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from jxc_desktop.domain.ticket import Cut, OpenDrawer, Ticket
from jxc_desktop.domain.ticket_layout import (
    BARCODE_DOTS,
    CELL_DOTS,
    LINE_DOTS,
    QR_QUIET_MODULES,
    Bars,
    Laid,
    Layout,
    Line,
    PlacedPicture,
    QrBlock,
    cells_of,
    lay_out,
)

MARGIN_DOTS = 24
"""What is left white around a preview; a printer does not print there."""
_LETTER_DOTS = 23
_WHITE, _BLACK = 255, 0


class FontFiles(NamedTuple):
    """The fonts that reports draw with."""

    regular: Path
    bold: Path


def ticket_picture(ticket: Ticket, width: int, fonts: FontFiles) -> bytes:
    """The ticket on paper `width` cells wide, as a PNG; the same ticket gives the same bytes."""
    printed = draw_layout(lay_out(ticket, width), fonts)
    size = (printed.width + 2 * MARGIN_DOTS, printed.height + 2 * MARGIN_DOTS)
    paper = Image.new("L", size, _WHITE)
    paper.paste(printed, (MARGIN_DOTS, MARGIN_DOTS))
    page = io.BytesIO()
    paper.save(page, "PNG")
    return page.getvalue()


def draw_layout(layout: Layout, fonts: FontFiles) -> Image.Image:
    """The printed width of the paper, one pixel a dot; a printer without letters is sent this."""
    strips = [_strip(part, layout.dots, fonts) for part in layout.parts]
    paper = Image.new("L", (layout.dots, max(1, sum(strip.height for strip in strips))), _WHITE)
    top = 0
    for strip in strips:
        paper.paste(strip, ((layout.dots - strip.width) // 2, top))
        top += strip.height
    return paper


def _strip(part: Laid, dots: int, fonts: FontFiles) -> Image.Image:
    """One part, to stand in the middle of the paper."""
    match part:
        case Line():
            return _text(part, dots, fonts)
        case Bars():
            return _bars(part)
        case QrBlock():
            return _qr(part)
        case PlacedPicture():
            return _picture(part)
        case Cut() | OpenDrawer():
            return Image.new("L", (dots, 0))


def _text(line: Line, dots: int, fonts: FontFiles) -> Image.Image:
    strip = Image.new("L", (dots, LINE_DOTS * line.size), _WHITE)
    left = 0
    for character in line.text:
        cell = cells_of(character) * CELL_DOTS * line.size
        if character != " ":
            letter = _letter(character, fonts.bold if line.bold else fonts.regular, line.size)
            strip.paste(_BLACK, (left + (cell - letter.width) // 2, 0), letter)
        left += cell
    return strip


@lru_cache(maxsize=4096)
def _letter(character: str, font: Path, size: int) -> Image.Image:
    """The ink of one letter on a line; one that is wider than its cell is made narrower.

    A printer's letters have one width; in the font, W is twice as wide as the cell of an i.
    """
    face = _face(font, _LETTER_DOTS * size)
    left, _top, right, _bottom = face.getbbox(character, anchor="ls")
    wide = max(1, round(right - left))
    ink = Image.new("L", (wide, LINE_DOTS * size), 0)
    base = round(LINE_DOTS * size * 0.78)
    ImageDraw.Draw(ink).text((-left, base), character, font=face, fill=255, anchor="ls")
    cell = cells_of(character) * CELL_DOTS * size
    return ink if wide <= cell else ink.resize((cell, ink.height))


@lru_cache(maxsize=8)
def _face(font: Path, dots: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font), dots)


def _bars(bars: Bars) -> Image.Image:
    row = Image.new("L", (len(bars.modules), 1))
    row.putdata([_BLACK if module == "1" else _WHITE for module in bars.modules])
    wide = row.width * bars.module_dots
    return row.resize((wide, BARCODE_DOTS), Image.Resampling.NEAREST)


@lru_cache(maxsize=16)
def qr_modules(data: str) -> list[list[bool]]:
    """The modules of a QR code of error correction M, row by row, without the quiet zone."""
    from reportlab.graphics.barcode import qrencoder  # noqa: PLC0415 (0.07 s of the start-up)

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(data.encode()))
    code.make()
    return [[bool(module) for module in row] for row in code.modules]


def _qr(code: QrBlock) -> Image.Image:
    rows = qr_modules(code.data)
    quiet = QR_QUIET_MODULES
    image = Image.new("L", (len(rows) + 2 * quiet,) * 2, _WHITE)
    for down, row in enumerate(rows):
        for across, black in enumerate(row):
            if black:
                image.putpixel((across + quiet, down + quiet), _BLACK)
    wide = image.width * code.module_dots
    return image.resize((wide, wide), Image.Resampling.NEAREST)


def picture_png(placed: PlacedPicture) -> bytes:
    """The picture as it stands on paper."""
    file = io.BytesIO()
    _picture(placed).save(file, "PNG")
    return file.getvalue()


def _picture(placed: PlacedPicture) -> Image.Image:
    """Black and white as on paper; a file that turns out to be damaged is a crossed box."""
    size = (placed.width_dots, placed.height_dots)
    try:
        sign = Image.open(io.BytesIO(placed.picture.png)).convert("RGBA").resize(size)
    except (OSError, SyntaxError, ValueError):  # what Pillow raises for damaged files
        box = Image.new("L", size, _WHITE)
        pen = ImageDraw.Draw(box)
        right, bottom = size[0] - 1, size[1] - 1
        pen.rectangle((0, 0, right, bottom), outline=_BLACK)
        pen.line((0, 0, right, bottom), fill=_BLACK)
        return box
    paper = Image.new("RGBA", size, "white")
    paper.alpha_composite(sign)
    return paper.convert("L").convert("1").convert("L")
