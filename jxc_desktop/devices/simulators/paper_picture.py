"""A picture of what came out of the printer, drawn from the bytes that it was sent alone.

It shares no code with the preview: tests compare the two.
"""

from __future__ import annotations

import io
from pathlib import Path

import qrcode
from PIL import Image, ImageDraw, ImageFont, ImageOps
from reportlab.graphics.barcode import code128

from jxc_desktop.devices.simulators.printed_paper import (
    PaperCut,
    PaperMoved,
    Part,
    PrintedBarcode,
    PrintedLine,
    PrintedPaper,
    PrintedPicture,
    PrintedQr,
    PrintedRun,
)

_CELL, _HIGH = 12, 24
_CODE_SETS = {b"{A": 103, b"{B": 104, b"{C": 105}
_SWITCHES = {b"{A": 101, b"{B": 100, b"{C": 99}
_STOP = 106
# Widths of space, bar, space, bar for each digit in the left half with odd parity.
_EAN_WIDTHS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
# The places, from 0, of even parity in the left half, by the first digit (ISO/IEC 15420, table 3).
_EAN_EVEN = ("", "245", "235", "234", "145", "125", "123", "135", "134", "124")


def paper_picture(paper: PrintedPaper, width_dots: int, font: Path) -> bytes:
    """The paper from the first line to the last as a PNG; a cut is a dashed line."""
    strips = [_strip(part, width_dots, font) for part in paper.parts]
    sheet = Image.new("L", (width_dots, max(1, sum(strip.height for strip in strips))), 255)
    top = 0
    for strip in strips:
        sheet.paste(strip, (0, top))
        top += strip.height
    file = io.BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()


def _strip(part: Part, width: int, font: Path) -> Image.Image:
    match part:
        case PrintedLine():
            return _line(part, width, font)
        case PrintedBarcode():
            return _placed(_bars(part), part.align, width)
        case PrintedQr():
            return _placed(_qr(part), part.align, width)
        case PrintedPicture():
            inked = Image.frombytes("1", (part.width_dots, part.height_dots), part.dots)
            return _placed(ImageOps.invert(inked.convert("L")), part.align, width)
        case PaperMoved():
            return Image.new("L", (width, part.dots), 255)
        case PaperCut():
            knife = Image.new("L", (width, 3), 255)
            for left in range(0, width, 12):
                knife.paste(0, (left, 1, left + 6, 2))
            return knife


def _placed(image: Image.Image, align: str, width: int) -> Image.Image:
    strip = Image.new("L", (width, image.height), 255)
    room = width - image.width
    strip.paste(image, ({"left": 0, "center": room // 2, "right": room}[align], 0))
    return strip


def _line(line: PrintedLine, width: int, font: Path) -> Image.Image:
    """What is wider than the paper goes on in the next line, as on a printer."""
    boxes = [box for run in line.runs for box in _letters(run, font)]
    rows: list[list[Image.Image]] = [[]]
    for box in boxes:
        if sum(earlier.width for earlier in rows[-1]) + box.width > width:
            rows.append([])
        rows[-1].append(box)
    strip = Image.new("L", (width, line.pitch_dots * len(rows)), 255)
    for number, row in enumerate(rows):
        room = width - sum(box.width for box in row)
        left = {"left": 0, "center": room // 2, "right": room}[line.align]
        for box in row:
            strip.paste(box, (left, number * line.pitch_dots))
            left += box.width
    return strip


def _letters(run: PrintedRun, font: Path) -> list[Image.Image]:
    face = ImageFont.truetype(str(font), 22 * run.size)
    boxes: list[Image.Image] = []
    for letter in run.text:
        cell = (_CELL * (2 if ord(letter) > 0x7F else 1) * run.size, _HIGH * run.size)
        wide = max(cell[0], round(face.getlength(letter)))
        box = Image.new("L", (wide, cell[1]), 255)
        weight = 1 if run.bold else 0
        place = (wide / 2, cell[1] * 0.82)
        ImageDraw.Draw(box).text(place, letter, font=face, fill=0, anchor="ms", stroke_width=weight)
        boxes.append(box.resize(cell) if wide > cell[0] else box)
    return boxes


def _bars(bars: PrintedBarcode) -> Image.Image:
    widths = _ean13_widths(bars.text) if bars.kind == "ean13" else _code128_widths(bars.data)
    image = Image.new("L", (sum(widths) * bars.module_dots, bars.height_dots), 255)
    left = 0
    for place, width in enumerate(widths):
        if place % 2 == 0:
            right = left + width * bars.module_dots
            image.paste(0, (left, 0, right, bars.height_dots))
        left += width * bars.module_dots
    return image


def _code128_widths(data: bytes) -> list[int]:
    """Bar, space, bar, … from the bytes of GS k: the printer adds check and stop."""
    values = [_CODE_SETS[data[:2]]]
    pairs, place = data[:2] == b"{C", 2
    while place < len(data):
        step = data[place : place + 2]
        if step in _SWITCHES:
            values.append(_SWITCHES[step])
            pairs = step == b"{C"
            place += 2
        else:
            values.append(data[place] if pairs else data[place] - 32)
            place += 2 if step == b"{{" else 1
    values.append((values[0] + sum(at * value for at, value in enumerate(values))) % 103)
    spelled = "".join(code128._patterns[value] for value in [*values, _STOP])  # noqa: SLF001
    return ["abcd".index(letter.lower()) + 1 for letter in spelled]


def _ean13_widths(digits: str) -> list[int]:
    """Bar, space, bar, … with the guards; the first digit is in the parity of the others."""
    widths = "111"
    for place, digit in enumerate(digits[1:7]):
        spelled = _EAN_WIDTHS[int(digit)]
        even = str(place) in _EAN_EVEN[int(digits[0])]
        widths += spelled[::-1] if even else spelled
    widths += "11111"
    widths += "".join(_EAN_WIDTHS[int(digit)] for digit in digits[7:])
    return [int(width) for width in widths + "111"]


def _qr(code: PrintedQr) -> Image.Image:
    levels = {
        48: qrcode.constants.ERROR_CORRECT_L,
        49: qrcode.constants.ERROR_CORRECT_M,
        50: qrcode.constants.ERROR_CORRECT_Q,
        51: qrcode.constants.ERROR_CORRECT_H,
    }
    drawing = qrcode.QRCode(
        error_correction=levels[code.level], box_size=code.module_dots, border=0
    )
    drawing.add_data(code.data, optimize=0)
    drawing.make(fit=True)
    file = io.BytesIO()
    drawing.make_image().save(file)
    return Image.open(file).convert("L")
