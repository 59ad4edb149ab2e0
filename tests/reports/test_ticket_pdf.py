"""A receipt as PDF: as wide as the paper, the font inside, the same bytes for the same ticket."""

from __future__ import annotations

import base64
import io
import re
import zlib

import pytest
from PIL import Image

from jxc_desktop.app.devices import FONTS
from jxc_desktop.domain.barcode_bars import bars
from jxc_desktop.domain.ticket import Align, Barcode, Cut, Feed, Picture, QrCode, Text, Ticket
from jxc_desktop.reports.ticket_pdf import DOT, ticket_pdf
from jxc_desktop.reports.ticket_picture import qr_modules

MILLIMETRE = 72 / 25.4


def sign() -> bytes:
    file = io.BytesIO()
    Image.new("L", (160, 80), 0).save(file, "PNG")
    return file.getvalue()


TICKET = Ticket(
    "小票 0007",
    (
        Picture(sign()),
        Text("好邻居便利店", Align.CENTER, bold=True, size=2),
        Text("合计 ￥19.80 WWW"),
        Barcode("90010002261124000073"),
        QrCode("https://example.cn/1"),
        Cut(),
    ),
)


def page_size(pdf: bytes) -> tuple[float, float]:
    found = re.search(rb"/MediaBox \[ 0 0 ([0-9.]+) ([0-9.]+) \]", pdf)
    assert found is not None
    return float(found[1]) / MILLIMETRE, float(found[2]) / MILLIMETRE


def drawing(pdf: bytes) -> str:
    """The commands of the page."""
    pages = re.findall(
        rb"/ASCII85Decode /FlateDecode \][^>]*>>\s*stream\n(.*?)endstream", pdf, re.DOTALL
    )
    unpacked = [zlib.decompress(base64.a85decode(page.strip()[:-2])) for page in pages]
    (page,) = [commands for commands in unpacked if b" Tf " in commands]
    return page.decode("latin-1")


@pytest.mark.parametrize(("cells", "millimetres"), [(32, 48 + 8), (48, 72 + 8)])
def test_the_page_is_as_wide_as_the_paper_and_as_long_as_the_receipt(
    cells: int, millimetres: int
) -> None:
    wide, short = page_size(ticket_pdf(Ticket("t", (Text("x"),)), cells, FONTS))
    _wide, long = page_size(ticket_pdf(Ticket("t", (Text("x"), Feed(20))), cells, FONTS))

    assert wide == pytest.approx(millimetres, abs=0.01)
    assert long - short == pytest.approx(20 * 30 / 8, abs=0.01)


def test_the_same_ticket_gives_the_same_bytes_with_its_fonts_inside() -> None:
    pdf = ticket_pdf(TICKET, 48, FONTS)

    assert pdf == ticket_pdf(TICKET, 48, FONTS)
    assert pdf != ticket_pdf(TICKET, 32, FONTS)
    assert pdf.count(b"/FontFile2") == 2
    assert len(pdf) < 60_000, "only the letters in use are inside"


def test_bars_and_modules_have_the_size_that_a_printer_gives_them() -> None:
    black = sum(
        round(float(wide) / DOT)
        for wide in re.findall(
            r"n [0-9.]+ [0-9.]+ ([0-9.]+) [0-9.]+ re f\*?", drawing(ticket_pdf(TICKET, 48, FONTS))
        )
    )

    in_bars = bars(Barcode("90010002261124000073")).count("1") * 3
    in_qr = sum(map(sum, qr_modules("https://example.cn/1"))) * 6
    assert black == in_bars + in_qr


def test_letters_that_are_too_wide_for_their_cell_are_made_narrower() -> None:
    narrowed = drawing(ticket_pdf(Ticket("t", (Text("W"),)), 32, FONTS))
    as_it_is = drawing(ticket_pdf(Ticket("t", (Text("i"),)), 32, FONTS))

    scales = [
        float(scale) for page in (narrowed, as_it_is) for scale in re.findall(r"([0-9.]+) Tz", page)
    ]
    assert len(scales) == 2
    assert scales[0] < 80
    assert scales[1] == 100
