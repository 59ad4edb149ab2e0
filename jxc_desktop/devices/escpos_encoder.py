"""A ticket as the bytes of an ESC/POS printer, built whole before the first one is sent.

Sources: Epson's ESC/POS command reference; for Chinese mode and sizes the manuals of common
Chinese printers. python-escpos encodes no text here: it spells ￥ as four bytes that print as
`0 6`, and wraps by characters.
"""

from __future__ import annotations

import io

import qrcode
from PIL import Image, ImageDraw, ImageFont

from jxc_desktop.devices.printer_profile import DrawerKick, HanziSize, PrinterProfile, TextMode
from jxc_desktop.domain.barcode_bars import code128_runs
from jxc_desktop.domain.ticket import (
    Barcode,
    BarcodeKind,
    Cut,
    OpenDrawer,
    Picture,
    QrCode,
    Ticket,
)
from jxc_desktop.domain.ticket_layout import Laid, Line, lay_out

ESC, FS, GS, DLE = b"\x1b", b"\x1c", b"\x1d", b"\x10"
_RESET = ESC + b"@"
_CHINESE_ON = FS + b"&"
_CENTER, _LEFT = ESC + b"a\x01", ESC + b"a\x00"
_ASK_PAPER = GS + b"r\x01"
_BARCODE_HEIGHT = 72
_QR_MODULE = 6
_LINE_DOTS, _CELL_DOTS = 30, 12


def encode(ticket: Ticket, profile: PrinterProfile, font: str = "") -> bytes:
    """The whole payload; `font` is the path of a font for printers without a Chinese one."""
    layout = lay_out(ticket, profile.width)
    payload = bytearray(_RESET)
    if profile.chinese_mode:
        payload += _CHINESE_ON
    for part in layout.parts:
        payload += _encoded(part, profile, font)
    if not any(isinstance(part, Cut) for part in layout.parts):
        payload += _end_of_paper(profile)
    if profile.confirms:
        payload += _ASK_PAPER
    return bytes(payload)


def drawer_kick(profile: PrinterProfile) -> bytes:
    """The bytes that open the drawer: a payload of their own, ahead of any receipt."""
    if profile.drawer is DrawerKick.DLE_DC4:
        return DLE + b"\x14\x01" + bytes([profile.drawer_pin, max(1, profile.pulse_ms // 100)])
    pulse = max(1, profile.pulse_ms // 2)
    return ESC + b"p" + bytes([profile.drawer_pin, pulse, pulse])


def _encoded(part: Laid, profile: PrinterProfile, font: str) -> bytes:
    match part:
        case Line():
            return _line(part, profile, font)
        case Barcode():
            return _barcode(part)
        case QrCode():
            return _qr_code(part) if profile.native_qr else _drawn_qr_code(part, profile)
        case Picture():
            return _picture(part, profile)
        case Cut():
            return _end_of_paper(profile)
        case OpenDrawer():
            return drawer_kick(profile)


def _line(line: Line, profile: PrinterProfile, font: str) -> bytes:
    if profile.text_mode is TextMode.RASTER:
        return _raster_line(line, profile, font)
    encoding = {TextMode.GB18030: "gb18030", TextMode.UTF8: "utf-8"}.get(profile.text_mode, "gbk")
    text = line.text.rstrip().encode(encoding)
    bold_on, bold_off = (ESC + b"E\x01", ESC + b"E\x00") if line.bold else (b"", b"")
    large_on, large_off = (_size(profile, 2), _size(profile, 1)) if line.size == 2 else (b"", b"")
    return bold_on + large_on + text + b"\n" + large_off + bold_off


def _size(profile: PrinterProfile, size: int) -> bytes:
    if profile.hanzi_size is HanziSize.GS:
        return GS + b"!" + (b"\x11" if size == 2 else b"\x00")
    latin, hanzi = (b"\x30", b"\x0c") if size == 2 else (b"\x00", b"\x00")
    return ESC + b"!" + latin + FS + b"!" + hanzi


def _barcode(barcode: Barcode) -> bytes:
    """Function B of GS k, in the middle, with its characters below."""
    if barcode.kind is BarcodeKind.EAN13:
        system, data, module = 67, barcode.data.encode("ascii"), 3
    else:
        system, data = 73, _code128(barcode)
        module = 2
    return (
        _CENTER
        + GS + b"h" + bytes([_BARCODE_HEIGHT])
        + GS + b"w" + bytes([module])
        + GS + b"H\x02"
        + GS + b"k" + bytes([system, len(data)]) + data
        + b"\n" + _LEFT
    )  # fmt: skip


def _code128(barcode: Barcode) -> bytes:
    """The data with its code sets named; in set C each byte holds two digits."""
    data = bytearray()
    for run in code128_runs(barcode.data):
        data += b"{" + run.code_set.encode("ascii")
        if run.code_set == "C":
            pairs = zip(run.text[::2], run.text[1::2], strict=True)
            data += bytes(int(first + second) for first, second in pairs)
        else:
            data += run.text.replace("{", "{{").encode("ascii")
    return bytes(data)


def _qr_code(code: QrCode) -> bytes:
    data = code.data.encode()
    length = len(data) + 3

    def function(number: int, *values: int) -> bytes:
        return GS + b"(k" + bytes([len(values) + 2, 0, 49, number, *values])

    return (
        _CENTER
        + function(65, 50, 0)
        + function(67, _QR_MODULE)
        + function(69, 49)
        + GS + b"(k" + bytes([length % 256, length // 256, 49, 80, 48]) + data
        + function(81, 48)
        + _LEFT
    )  # fmt: skip


def _drawn_qr_code(code: QrCode, profile: PrinterProfile) -> bytes:
    """The code as a picture, for printers that cannot draw one."""
    drawing = qrcode.QRCode(border=2, box_size=_QR_MODULE)
    drawing.add_data(code.data.encode())
    drawing.make(fit=True)
    page = io.BytesIO()
    drawing.make_image().save(page)
    return _picture(Picture(page.getvalue()), profile)


def _picture(picture: Picture, profile: PrinterProfile) -> bytes:
    image = Image.open(io.BytesIO(picture.png)).convert("L")
    if image.width > profile.dots:
        height = max(1, image.height * profile.dots // image.width)
        image = image.resize((profile.dots, height))
    return _CENTER + raster(image) + _LEFT


def raster(image: Image.Image) -> bytes:
    """A picture in two tones as GS v 0; black is ink."""
    wide = -(-image.width // 8) * 8
    sheet = Image.new("L", (wide, image.height), 255)
    sheet.paste(image, (0, 0))
    bits = bytes(255 - byte for byte in sheet.convert("1").tobytes())
    width, height = wide // 8, image.height
    head = bytes([width % 256, width // 256, height % 256, height // 256])
    return GS + b"v0\x00" + head + bits


def _raster_line(line: Line, profile: PrinterProfile, font: str) -> bytes:
    text = line.text.rstrip()
    height = _LINE_DOTS * line.size
    if not text:
        return raster(Image.new("L", (8, height), 255))
    drawn = ImageFont.truetype(font, 2 * _CELL_DOTS * line.size)
    image = Image.new("L", (profile.dots, height), 255)
    pen = ImageDraw.Draw(image)
    place = 0
    for character in text:
        weight = 1 if line.bold else 0
        pen.text((place, 0), character, font=drawn, fill=0, stroke_width=weight)
        place += _CELL_DOTS * line.size * len(character.encode("gbk"))
    return raster(image)


def _end_of_paper(profile: PrinterProfile) -> bytes:
    if profile.cutter:
        return GS + b"VB\x00"
    return ESC + b"d" + bytes([profile.feed_lines])
