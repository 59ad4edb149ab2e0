"""A ticket as the bytes of an ESC/POS printer, built whole before the first one is sent.

Sources: Epson's ESC/POS command reference; for Chinese mode and sizes the manuals of common
Chinese printers. python-escpos encodes no text here: it spells ￥ as four bytes that print as
`0 6`, and wraps by characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from jxc_desktop.devices.printer_profile import DrawerKick, HanziSize, PrinterProfile, TextMode
from jxc_desktop.domain.barcode_bars import code128_runs
from jxc_desktop.domain.ticket import Barcode, BarcodeKind, Cut, OpenDrawer, Ticket
from jxc_desktop.domain.ticket_layout import (
    BARCODE_DOTS,
    LINE_DOTS,
    QR_QUIET_MODULES,
    Bars,
    Laid,
    Layout,
    Line,
    PlacedPicture,
    QrBlock,
    lay_out,
)

if TYPE_CHECKING:
    from PIL.Image import Image

Draw = Callable[[Layout], "Image"]
"""Draws a layout, a pixel a dot: for pictures, and for printers without letters or codes."""

ESC, FS, GS, DLE = b"\x1b", b"\x1c", b"\x1d", b"\x10"
PAPER_QUESTION = GS + b"r\x01"
"""Answered when all that stands before it is on paper; a payload that ends in it is confirmed."""
_RESET = ESC + b"@"
_CHINESE_ON = FS + b"&"
_CENTER, _LEFT = ESC + b"a\x01", ESC + b"a\x00"
_BAND_DOTS = 240
_PULSE = 50
"""Of ESC p, in 2 ms: a tenth of a second, and as long a rest after it."""
_REAL_TIME_PULSE = 1
"""Of DLE DC4, in tenths of a second."""
_FEED_LINES = 4
"""At the end, where there is no cutter."""
_INK_BELOW = 128


def encode(ticket: Ticket, profile: PrinterProfile, draw: Draw | None = None) -> bytes:
    """The whole payload. Without `draw`, a ticket that needs a picture is a `ValueError`."""
    layout = lay_out(ticket, profile.width)
    payload = bytearray(_RESET)
    if profile.text_mode is not TextMode.RASTER:
        payload += _CHINESE_ON
    payload += _pitch(LINE_DOTS)
    for parts, drawn in _stretches(layout.parts, profile):
        if drawn:
            payload += _drawn(Layout(layout.width, tuple(parts)), draw)
        else:
            payload += b"".join(_encoded(part, profile) for part in parts)
    if not any(isinstance(part, Cut) for part in layout.parts):
        payload += _end_of_paper(profile)
    if profile.confirms:
        payload += PAPER_QUESTION
    return bytes(payload)


def _stretches(
    parts: Iterable[Laid], profile: PrinterProfile
) -> Iterator[tuple[Iterable[Laid], bool]]:
    """Neighbours that go the same way to the paper, as commands or drawn."""
    for drawn, stretch in groupby(parts, key=lambda part: _is_drawn(part, profile)):
        yield stretch, drawn


def _is_drawn(part: Laid, profile: PrinterProfile) -> bool:
    match part:
        case Cut() | OpenDrawer():
            return False
        case PlacedPicture():
            return True
        case QrBlock():
            return not profile.native_qr
        case Line() | Bars():
            return profile.text_mode is TextMode.RASTER


def drawer_kick(profile: PrinterProfile) -> bytes:
    """The bytes that open the drawer: a payload of their own, ahead of any receipt."""
    if profile.drawer is DrawerKick.DLE_DC4:
        return DLE + b"\x14\x01" + bytes([profile.drawer_pin, _REAL_TIME_PULSE])
    return ESC + b"p" + bytes([profile.drawer_pin, _PULSE, _PULSE])


def _encoded(part: Laid, profile: PrinterProfile) -> bytes:
    match part:
        case Line():
            return _line(part, profile)
        case Bars():
            return _barcode(part)
        case QrBlock():
            return _qr_code(part)
        case Cut():
            return _end_of_paper(profile)
        case OpenDrawer():
            return drawer_kick(profile)
        case PlacedPicture():
            raise AssertionError("pictures are drawn")


def _line(line: Line, profile: PrinterProfile) -> bytes:
    """Every style is taken back at once: what comes next relies on nothing."""
    encoding = {TextMode.GB18030: "gb18030", TextMode.UTF8: "utf-8"}.get(profile.text_mode, "gbk")
    text = line.text.rstrip(" ").encode(encoding) + b"\n"
    if line.size == 2:
        text = _pitch(2 * LINE_DOTS) + _size(profile, 2) + text + _size(profile, 1)
        text += _pitch(LINE_DOTS)
    return ESC + b"E\x01" + text + ESC + b"E\x00" if line.bold else text


def _pitch(dots: int) -> bytes:
    """How far a line end feeds the paper, so that it is as long as its preview."""
    return ESC + b"3" + bytes([dots])


def _size(profile: PrinterProfile, size: int) -> bytes:
    if profile.hanzi_size is HanziSize.GS:
        return GS + b"!" + (b"\x11" if size == 2 else b"\x00")
    latin, hanzi = (b"\x30", b"\x0c") if size == 2 else (b"\x00", b"\x00")
    return ESC + b"!" + latin + FS + b"!" + hanzi


def _barcode(bars: Bars) -> bytes:
    """Function B of GS k, in the middle; its characters are a line of their own."""
    is_ean = bars.barcode.kind is BarcodeKind.EAN13
    data = bars.barcode.data.encode("ascii") if is_ean else _code128(bars.barcode)
    return (
        _CENTER
        + GS + b"h" + bytes([BARCODE_DOTS])
        + GS + b"w" + bytes([bars.module_dots])
        + GS + b"H\x00"
        + GS + b"k" + bytes([67 if is_ean else 73, len(data)]) + data
        + _LEFT
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


def _qr_code(code: QrBlock) -> bytes:
    data = code.data.encode()
    length = len(data) + 3

    def function(number: int, *values: int) -> bytes:
        return GS + b"(k" + bytes([len(values) + 2, 0, 49, number, *values])

    quiet = ESC + b"J" + bytes([QR_QUIET_MODULES * code.module_dots])
    return (
        _CENTER
        + quiet
        + function(65, 50, 0)
        + function(67, code.module_dots)
        + function(69, 49)
        + GS + b"(k" + bytes([length % 256, length // 256, 49, 80, 48]) + data
        + function(81, 48)
        + quiet
        + _LEFT
    )  # fmt: skip


def _drawn(layout: Layout, draw: Draw | None) -> bytes:
    """As GS v 0, in bands that small printers have room for; dark is ink."""
    if draw is None:
        message = "this ticket needs somebody to draw it"
        raise ValueError(message)
    image = draw(layout)
    inked = image.point([255 if tone < _INK_BELOW else 0 for tone in range(256)]).convert("1")
    bands = bytearray()
    for top in range(0, inked.height, _BAND_DOTS):
        high = min(_BAND_DOTS, inked.height - top)
        band = inked.crop((0, top, inked.width, top + high))
        wide = -(-inked.width // 8)
        head = bytes([wide % 256, wide // 256, high % 256, high // 256])
        bands += GS + b"v0\x00" + head + band.tobytes()
    return bytes(bands)


def _end_of_paper(profile: PrinterProfile) -> bytes:
    if profile.cutter:
        return GS + b"VB\x00"
    return ESC + b"d" + bytes([_FEED_LINES])
