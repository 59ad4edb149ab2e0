"""What comes out of the printer, read back by a decoder that shares no code with the encoder."""

from __future__ import annotations

import io
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jxc_desktop.app.devices import FONTS
from jxc_desktop.devices.escpos_encoder import drawer_kick, encode
from jxc_desktop.devices.printer_profile import (
    PRINTER_58,
    PRINTER_58_RASTER,
    PRINTER_80,
    DrawerKick,
    HanziSize,
    PrinterProfile,
    TextMode,
)
from jxc_desktop.devices.simulators.escpos_decoder import UnknownCommand, decode
from jxc_desktop.devices.simulators.printed_paper import PaperMoved
from jxc_desktop.domain.ticket import (
    Align,
    Barcode,
    BarcodeKind,
    Cell,
    Columns,
    Cut,
    Feed,
    OpenDrawer,
    Picture,
    QrCode,
    Rule,
    Text,
    Ticket,
)
from jxc_desktop.domain.ticket_layout import UNPRINTABLE, Line, lay_out
from jxc_desktop.reports.ticket_picture import draw_layout

DRAW = partial(draw_layout, fonts=FONTS)


def ticket(*elements: object) -> Ticket:
    return Ticket("test", elements)  # type: ignore[arg-type]  # any element


def test_the_yuan_sign_does_not_print_as_0_6() -> None:
    """python-escpos spells ¥ as four GB18030 bytes: `0 6` stood before the price."""
    payload = encode(ticket(Text("合计：¥12.50")), PRINTER_80)

    assert "￥".encode("gbk") in payload
    assert decode(payload).lines == ["合计：￥12.50"]


def test_a_long_name_at_double_size_stays_inside_58_mm_paper() -> None:
    """The preview looked right and the paper wrapped into the next line."""
    long = ticket(Text("康师傅红烧牛肉面(桶)超值大礼包 110g×12", size=2, bold=True))

    paper = decode(encode(long, PRINTER_58))
    preview = lay_out(long, PRINTER_58.width)

    assert all(line.cells <= 32 for line in paper.printed_lines)
    assert paper.lines == list(preview.text_lines)
    assert "".join(paper.lines).replace(" ", "") == "康师傅红烧牛肉面(桶)超值大礼包110g×12"


def test_a_row_keeps_its_figures_in_their_columns() -> None:
    rows = ticket(
        Columns((Cell("可乐"), Cell("2", 6, Align.RIGHT), Cell("￥7.00", 10, Align.RIGHT))),
        Columns(
            (
                Cell("康师傅红烧牛肉面(桶)超值大礼包 110g×12"),
                Cell("12", 6, Align.RIGHT),
                Cell("￥54.00", 10, Align.RIGHT),
            )
        ),
    )

    assert decode(encode(rows, PRINTER_58)).lines == [
        "可乐                 2    ￥7.00",
        "康师傅红烧牛肉面(桶)超值大礼包",
        "110g×12            12   ￥54.00",
    ]


def test_everything_on_a_ticket_reaches_the_paper() -> None:
    sign = io.BytesIO()
    Image.new("L", (40, 16), 0).save(sign, "PNG")
    paper = decode(
        encode(
            ticket(
                Text("好邻居", Align.CENTER, bold=True, size=2),
                Rule(),
                Feed(2),
                Barcode("90010001261124000075"),
                Barcode("6901234567892", BarcodeKind.EAN13),
                Barcode("A{12"),
                QrCode("https://example.cn/小票?id=1"),
                Picture(sign.getvalue()),
                OpenDrawer(),
                Cut(),
            ),
            PRINTER_80,
            DRAW,
        )
    )

    assert paper.barcodes == ["90010001261124000075", "6901234567892", "A{12"]
    assert paper.qr_codes == ["https://example.cn/小票?id=1"]
    assert paper.pictures == [(576, 16)]
    assert (paper.cuts, paper.drawer_kicks, paper.asked) == (1, 1, 1)
    first = paper.printed_lines[0]
    assert (first.text.strip(), first.bold, first.size) == ("好邻居", True, 2)


def test_a_printer_without_a_cutter_feeds() -> None:
    paper = decode(encode(ticket(Text("x"), Cut()), PRINTER_58))

    assert (paper.cuts, paper.asked) == (0, 0)
    assert paper.parts[-1] == PaperMoved(4 * 30)


def test_old_clones_get_their_own_size_commands() -> None:
    clone = PrinterProfile("clone", hanzi_size=HanziSize.FS)

    paper = decode(encode(ticket(Text("合计", size=2), Text("谢谢")), clone))

    assert [line.size for line in paper.printed_lines] == [2, 1]


def test_a_printer_without_a_chinese_font_gets_pictures() -> None:
    elements = ticket(Text("合计", bold=True), Feed(1), QrCode("x"), Picture(_wide_picture()))

    paper = decode(encode(elements, PRINTER_58_RASTER, DRAW))

    assert paper.lines == []
    assert paper.pictures == [(384, 240), (384, 42)]


def _wide_picture() -> bytes:
    page = io.BytesIO()
    Image.new("L", (800, 100), 0).save(page, "PNG")
    return page.getvalue()


def test_other_encodings_are_a_flag_of_the_printer() -> None:
    utf8 = encode(ticket(Text("合计")), PrinterProfile("u", text_mode=TextMode.UTF8))
    gb18030 = encode(ticket(Text("合计")), PrinterProfile("g", text_mode=TextMode.GB18030))

    assert "合计".encode() in utf8
    assert "合计".encode("gb18030") in gb18030


def test_the_drawer_kick_is_a_payload_of_its_own() -> None:
    assert decode(drawer_kick(PRINTER_80)).drawer_kicks == 1
    at_once = PrinterProfile("d", drawer=DrawerKick.DLE_DC4, drawer_pin=1)
    assert drawer_kick(at_once) == b"\x10\x14\x01\x01\x01"
    assert decode(drawer_kick(at_once)).drawer_kicks == 1


def test_the_decoder_refuses_what_it_does_not_know() -> None:
    for wrong in (b"\x1bZ", b"\x1cZ", b"\x1dZ\x00", b"\x10\x05\x01", b"\x80", b"\x1dk\x41\x01x"):
        with pytest.raises(UnknownCommand):
            decode(b"\x1b@" + wrong)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=120),
    st.sampled_from([32, 42, 48]),
    st.sampled_from([1, 2]),
)
def test_no_line_is_wider_than_the_paper_and_no_letter_is_lost(
    text: str, width: int, size: int
) -> None:
    words = ticket(Text(text, size=size), Columns((Cell(text), Cell("9.99", 8, Align.RIGHT))))

    layout = lay_out(words, width)

    assert all(part.cells <= width for part in layout.parts if isinstance(part, Line))
    letters = [c for c in text if (c.isascii() and c.isalnum()) or "一" <= c <= "龥"]
    printed = "".join(layout.text_lines).replace(UNPRINTABLE, "")
    assert all(printed.count(letter) >= letters.count(letter) for letter in set(letters))


def test_rare_letters_are_shown() -> None:
    layout = lay_out(ticket(Text("𠮷野家 é✓½"), Columns((Cell("䶮"), Cell("1", 3)))), 32)

    assert layout.text_lines == ("〓野家 é√ 1/2", "〓                           1")


def test_columns_without_room_share_the_paper() -> None:
    crowded = ticket(Columns(tuple(Cell("一二三四五", 20) for _ in range(4))))

    assert all(part.cells <= 32 for part in lay_out(crowded, 32).parts if isinstance(part, Line))
