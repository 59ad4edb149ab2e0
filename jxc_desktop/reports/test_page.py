"""The printer's test page: what a person checks a new printer's settings with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxc_desktop.domain.ticket import (
    Align,
    Barcode,
    BarcodeKind,
    Cell,
    Columns,
    Cut,
    QrCode,
    Rule,
    Text,
    Ticket,
)

if TYPE_CHECKING:
    from jxc_desktop.domain.words import Words


def test_page(printer: str, width: int, words: Words) -> Ticket:
    """A page for paper `width` cells wide: ruler, letters, sizes, columns, codes."""
    ruler = "".join(str(place % 10) for place in range(1, width + 1))
    return Ticket(
        words("打印机测试页"),
        (
            Text(words("打印机测试页"), Align.CENTER, bold=True, size=2),
            Text(printer, Align.CENTER),
            Rule(),
            Text(words("下面一行数字应刚好占满纸宽：")),
            Text(ruler),
            Text("￥ × ÷ — … ℃ ① Ⅰ ★ □ 、。「」"),
            Text("零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整"),
            Text(words("加粗"), bold=True),
            Text(words("大字"), size=2),
            Columns(
                (Cell(words("左")), Cell("12", 6, Align.RIGHT), Cell("￥3.50", 10, Align.RIGHT))
            ),
            Barcode("6901234567892", BarcodeKind.EAN13),
            QrCode("https://example.cn/?t=test"),
            Rule(),
            Cut(),
        ),
    )
