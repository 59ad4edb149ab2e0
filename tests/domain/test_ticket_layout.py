"""Where things stand on paper: nothing wider than the paper, no figure broken or lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxc_desktop.domain.printable import cells_of, printable
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
from jxc_desktop.domain.ticket_layout import (
    CELL_DOTS,
    QR_QUIET_MODULES,
    Bars,
    Layout,
    Line,
    PlacedPicture,
    QrBlock,
    lay_out,
)
from jxc_desktop.reports.ticket_picture import qr_modules

widths = st.sampled_from([32, 42, 48])
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
names = st.text("可口可乐康师傅牛肉面abc 0123456789¥½", max_size=60)
figures = st.from_regex(r"-?[0-9]{1,12}\.[0-9]{2}", fullmatch=True)


def laid_out(*elements: Element, width: int = 32) -> Layout:
    return lay_out(Ticket("t", elements), width)


def lines(*elements: Element, width: int = 32) -> tuple[str, ...]:
    return laid_out(*elements, width=width).text_lines


def right(text: str, width: int | None = None) -> Cell:
    return Cell(text, width, Align.RIGHT)


@given(words, widths, st.sampled_from([1, 2]), st.sampled_from(Align))
def test_no_letter_of_a_paragraph_is_lost_and_no_line_too_wide(
    text: str, width: int, size: int, align: Align
) -> None:
    layout = laid_out(Text(text, align, size=size), width=width)

    rows = [part for part in layout.parts if isinstance(part, Line)]
    assert all(row.cells <= width for row in rows)
    printed = "".join("".join(row.text for row in rows).split())
    assert printed == "".join(printable(text).split())


@given(names, figures, figures, figures, widths, st.sampled_from([1, 2]))
def test_figures_are_never_broken_never_touch_and_never_vanish(
    name: str, count: str, price: str, amount: str, width: int, size: int
) -> None:
    row = Columns(
        (Cell(name), right(count, 6), right(price, 8), right(amount, 9)), bold=True, size=size
    )

    layout = laid_out(row, width=width)

    rows = [part for part in layout.parts if isinstance(part, Line)]
    assert all(part.cells <= width for part in rows)
    printed = " ".join(part.text for part in rows).split()
    assert printed[-3:] == [count, price, amount]
    assert "".join(printed[:-3]) == "".join(printable(name).split())


def test_a_long_name_stands_above_its_figures() -> None:
    cells = (right("1", 6), right("4.50", 8), right("4.50", 9))

    assert lines(
        Columns((Cell("可乐"), *cells)),
        Columns((Cell("康师傅红烧牛肉面(桶)105g*12"), *cells)),
        Columns((Cell("可口可乐零度无糖汽水经典罐装 330ml"), *cells)),
    ) == (
        "可乐          1    4.50     4.50",
        "康师傅红烧牛肉面(桶)105g*12",
        "              1    4.50     4.50",
        "可口可乐零度无糖汽水经典罐装",
        "330ml         1    4.50     4.50",
    )


def test_a_figure_that_outgrows_its_column_pushes_its_neighbours() -> None:
    assert lines(Columns((Cell("可乐"), right("12", 4), right("1234567.50", 8)))) == (
        "可乐               12 1234567.50",
    )
    assert lines(Columns((Cell("可乐"), right("123456789012", 4), right("12345678901.50", 8)))) == (
        "可乐 123456789012 12345678901.50",
    )


def test_figures_that_do_not_fit_on_one_line_stand_one_below_the_other() -> None:
    assert lines(Columns((Cell("可乐"), right("1" * 16), right("2" * 16)))) == (
        "可乐",
        " " * 16 + "1" * 16,
        " " * 16 + "2" * 16,
    )


def test_a_label_and_its_value_share_the_line() -> None:
    assert lines(Columns((Cell("合计"), right("￥51.57")))) == ("合计" + " " * 21 + "￥51.57",)
    assert lines(Columns((Cell("一个很长很长的标签文字"), right("1.00")))) == (
        "一个很长很长的标签文字" + " " * 6 + "1.00",
    )
    assert lines(Columns((Cell("左", 10), Cell("中", 12, Align.CENTER), right("右", 10)))) == (
        "左" + " " * 13 + "中" + " " * 13 + "右",
    )


def test_a_chinese_letter_at_the_edge_goes_to_the_next_line_whole() -> None:
    assert lines(Text("x" + "汉" * 20)) == ("x" + "汉" * 15, "汉" * 5)
    assert lines(Text("x" + "汉" * 20, size=2)) == ("x" + "汉" * 7, "汉" * 8, "汉" * 5)


def test_words_stay_whole_where_they_can() -> None:
    assert lines(Text("Thank you for shopping with us today")) == (
        "Thank you for shopping with us",
        "today",
    )
    assert lines(Text("https://example.cn/a/very/long/address")) == (
        "https://example.cn/a/very/long/a",
        "ddress",
    )


def test_lines_and_blank_lines_are_kept() -> None:
    assert lines(Text("上\n\n下"), Feed(2), Rule(), Cut()) == ("上", "", "下", "", "", "-" * 32)


def test_a_barcode_that_scanners_could_not_read_is_text() -> None:
    narrow = laid_out(Barcode("SD-2026-11-24-000042"))
    wide = laid_out(Barcode("SD-2026-11-24-000042"), width=48)

    assert narrow.text_lines == ("      SD-2026-11-24-000042",)
    assert [part.module_dots for part in wide.parts if isinstance(part, Bars)] == [2]


@given(st.from_regex(r"[0-9]{1,24}", fullmatch=True), widths)
def test_the_barcode_of_a_receipt_number_fits_on_every_paper(number: str, width: int) -> None:
    (bars,) = [part for part in laid_out(Barcode(number), width=width).parts if type(part) is Bars]

    assert (len(bars.modules) + 20) * bars.module_dots <= width * CELL_DOTS
    assert bars.module_dots >= 2


@given(st.text(min_size=1, max_size=125), widths)
def test_a_qr_code_fits_with_its_white_edge(data: str, width: int) -> None:
    (code,) = laid_out(QrCode(data), width=width).parts

    assert isinstance(code, QrBlock)
    modules = len(qr_modules(data)) + 2 * QR_QUIET_MODULES
    assert modules * code.module_dots <= width * CELL_DOTS
    assert code.module_dots == 6 or (modules + 4) * (code.module_dots + 1) > width * CELL_DOTS


def test_a_long_qr_code_gets_smaller_modules() -> None:
    codes = [laid_out(QrCode("x" * size)).parts[0] for size in (14, 280, 500)]

    assert [code.module_dots for code in codes if isinstance(code, QrBlock)] == [6, 5, 4]


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + width.to_bytes(4) + height.to_bytes(4)


def test_a_sign_that_is_too_wide_is_made_smaller_in_proportion() -> None:
    assert laid_out(Picture(png(768, 100))).parts == (
        PlacedPicture(Picture(png(768, 100)), 384, 50),
    )
    assert laid_out(Picture(png(100, 100))).parts == (
        PlacedPicture(Picture(png(100, 100)), 100, 100),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Text("x", size=3),
        lambda: Cell("x", 0),
        lambda: Columns(()),
        lambda: Barcode(""),
        lambda: Barcode("中文"),
        lambda: Barcode("x" * 81),
        lambda: Barcode("6901234567890", BarcodeKind.EAN13),
        lambda: Barcode("690123456789", BarcodeKind.EAN13),
        lambda: QrCode(""),
        lambda: QrCode("x" * 501),
        lambda: Picture(b"GIF89a"),
        lambda: Picture(png(0, 4)),
        lambda: Feed(0),
    ],
)
def test_a_ticket_refuses_what_no_printer_prints(wrong: Callable[[], Element]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        wrong()


def test_the_width_of_a_line_counts_double_letters_twice() -> None:
    assert cells_of("￥1.50×2") == 9
    assert Line("￥1.50", size=2).cells == 12
