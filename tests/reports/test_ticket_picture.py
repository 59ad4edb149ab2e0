"""The preview is the paper: compared with what came out of the printer for the same ticket."""

from __future__ import annotations

import io
from functools import partial
from itertools import chain, zip_longest

import pytest
import zxingcpp
from PIL import Image

from jxc_desktop.app.devices import FONTS
from jxc_desktop.devices.escpos_encoder import encode
from jxc_desktop.devices.printer_profile import (
    PRINTER_58,
    PRINTER_58_RASTER,
    PRINTER_80,
    PrinterProfile,
)
from jxc_desktop.devices.simulators.escpos_decoder import decode
from jxc_desktop.devices.simulators.paper_picture import paper_picture
from jxc_desktop.devices.simulators.printed_paper import PaperCut, PaperMoved
from jxc_desktop.domain.ticket import (
    Align,
    Barcode,
    BarcodeKind,
    Cell,
    Columns,
    Cut,
    Element,
    Feed,
    Picture,
    QrCode,
    Rule,
    Text,
    Ticket,
)
from jxc_desktop.domain.ticket_layout import CELL_DOTS, LINE_DOTS
from jxc_desktop.reports.ticket_picture import (
    MARGIN_DOTS,
    draw_layout,
    ticket_picture,
)

WIDE_GAP_DOTS, TOLERANCE_DOTS = 50, 10


def sign(size: tuple[int, int] = (200, 60)) -> bytes:
    """A black disc on nothing: transparent as shops' signs often are."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (20, 10, size[0] - 20, size[1] - 10))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


ELEMENTS: tuple[Element, ...] = (
    Picture(sign()),
    Text("好邻居便利店", Align.CENTER, bold=True, size=2),
    Text("WWWW iiii 康师傅红烧牛肉面(桶)超值大礼包 110g×12", size=2),
    Rule(),
    Columns((Cell("可乐"), Cell("2", 6, Align.RIGHT), Cell("￥7.00", 10, Align.RIGHT))),
    Columns((Cell("康师傅红烧牛肉面(桶)超值大礼包 110g×12"), Cell("￥54.00", 10, Align.RIGHT))),
    Text("应收 ￥61.00", Align.RIGHT, bold=True),
    Feed(2),
    Barcode("90010002261124000073"),
    Barcode("6901234567892", BarcodeKind.EAN13),
    QrCode("https://example.cn/小票?id=20261124"),
    Cut(),
)
TICKET = Ticket("t", ELEMENTS)


def came_out(ticket: Ticket, profile: PrinterProfile) -> Image.Image:
    """The paper of the simulated printer, as far as there are rows of the ticket on it."""
    payload = encode(ticket, profile, partial(draw_layout, fonts=FONTS))
    paper = decode(payload)
    assert isinstance(paper.parts[-1], PaperCut | PaperMoved)
    del paper.parts[-1]
    return opened(paper_picture(paper, profile.dots, FONTS.regular))


def preview(ticket: Ticket, profile: PrinterProfile) -> Image.Image:
    shown = opened(ticket_picture(ticket, profile.width, FONTS))
    right, bottom = shown.width - MARGIN_DOTS, shown.height - MARGIN_DOTS
    return shown.crop((MARGIN_DOTS, MARGIN_DOTS, right, bottom))


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("L")


def stretches(image: Image.Image) -> list[list[tuple[int, int]]]:
    """In each line of the paper, from where to where there is ink without a wide gap."""
    found = []
    for top in range(0, image.height, LINE_DOTS):
        band = image.crop((0, top + 4, image.width, top + LINE_DOTS - 4))
        columns = band.convert("L").point([255 * (tone < 128) for tone in range(256)])
        inked = columns.resize((image.width, 1), Image.Resampling.BOX).tobytes()
        row: list[tuple[int, int]] = []
        for place, ink in enumerate(inked):
            if ink and row and place - row[-1][1] < WIDE_GAP_DOTS:
                row[-1] = (row[-1][0], place)
            elif ink:
                row.append((place, place))
        found.append(row)
    return found


def differences(one: Image.Image, other: Image.Image) -> list[int]:
    """The lines of the paper where the ink of the two stands elsewhere."""
    nothing: list[tuple[int, int]] = []
    lines = zip_longest(stretches(one), stretches(other), fillvalue=nothing)
    return [number for number, (mine, yours) in enumerate(lines) if not near(mine, yours)]


def near(mine: list[tuple[int, int]], yours: list[tuple[int, int]]) -> bool:
    edges = zip(chain(*mine), chain(*yours), strict=False)
    return len(mine) == len(yours) and all(abs(a - b) <= TOLERANCE_DOTS for a, b in edges)


def codes(image: Image.Image) -> set[str]:
    framed = Image.new("L", (image.width + 80, image.height + 80), 255)
    framed.paste(image, (40, 40))
    return {code.text for code in zxingcpp.read_barcodes(framed)}


@pytest.mark.parametrize("profile", [PRINTER_58, PRINTER_80, PRINTER_58_RASTER])
def test_the_preview_shows_what_comes_out_of_the_printer(profile: PrinterProfile) -> None:
    """The preview looked right, and the paper wrapped a long name into the next line."""
    shown, printed = preview(TICKET, profile), came_out(TICKET, profile)

    assert shown.size == printed.size
    assert differences(shown, printed) == []


def test_the_comparison_sees_one_letter_too_many() -> None:
    longer = Text("WWWW iiii 康师傅红烧牛肉面(桶)超值大礼包 110g×123", size=2)
    other = Ticket("t", tuple(longer if part == ELEMENTS[2] else part for part in ELEMENTS))

    assert differences(preview(TICKET, PRINTER_58), came_out(other, PRINTER_58)) != []


@pytest.mark.parametrize("profile", [PRINTER_58, PRINTER_80, PRINTER_58_RASTER])
def test_a_scanner_reads_the_codes_on_preview_and_paper(profile: PrinterProfile) -> None:
    wanted = {
        "90010002261124000073",
        "6901234567892",
        "https://example.cn/小票?id=20261124",
    }

    assert codes(preview(TICKET, profile)) == wanted
    assert codes(came_out(TICKET, profile)) == wanted


def test_the_same_ticket_gives_the_same_picture() -> None:
    other = Ticket("t", (Text("好邻居"),))

    assert ticket_picture(TICKET, 32, FONTS) == ticket_picture(TICKET, 32, FONTS)
    assert ticket_picture(other, 32, FONTS) != ticket_picture(TICKET, 32, FONTS)


def test_wide_letters_stay_in_their_cells() -> None:
    drawn = preview(Ticket("t", (Text("W M @"),)), PRINTER_58)

    cells = [drawn.crop((at * CELL_DOTS, 0, (at + 1) * CELL_DOTS, LINE_DOTS)) for at in range(6)]
    assert [cell.point([0] * 200 + [255] * 56).getextrema() for cell in cells] == [
        *[(0, 255), (255, 255)] * 3
    ]


def test_a_transparent_sign_is_black_on_white_and_shrinks_to_the_paper() -> None:
    small = preview(Ticket("t", (Picture(sign()),)), PRINTER_58)
    large = preview(Ticket("t", (Picture(sign((768, 120))),)), PRINTER_58)

    assert (small.getpixel((5, 5)), small.getpixel((192, 30))) == (255, 0)
    assert large.size == (384, 60)


def test_a_damaged_sign_is_a_crossed_box_and_the_receipt_is_printed_all_the_same() -> None:
    broken = Ticket("t", (Picture(sign()[:60]), Text("合计 ￥1.00")))

    drawn = preview(broken, PRINTER_58)
    payload = encode(broken, PRINTER_58, partial(draw_layout, fonts=FONTS))

    assert drawn.getpixel((92, 0)) == 0
    assert decode(payload).lines == ["合计 ￥1.00"]


def test_an_empty_ticket_is_an_empty_paper() -> None:
    assert preview(Ticket("t", ()), PRINTER_58).getextrema() == (255, 255)
