"""The bundled font has every sign that a shop prints, and both screen and paper can use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont
from pytestqt.qtbot import QtBot
from reportlab.pdfbase.ttfonts import TTFont

from tests.tidy.house import ROOT

FONTS = sorted((ROOT / "resources" / "fonts").glob("*.ttf"))
SHOP_SIGNS = "￥¥×÷·—…√●▲▼零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整℃①②③→←↑↓“”‘’【】"
LATIN = "".join(map(chr, range(0x20, 0x7F)))


def gb2312() -> Iterator[str]:
    """Every character of GB2312, which the receipt printers know."""
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                yield bytes([high, low]).decode("gb2312")
            except UnicodeDecodeError:
                continue  # a hole in the standard


def test_there_is_a_regular_and_a_bold_cut() -> None:
    assert [path.stem for path in FONTS] == ["NotoSansSC-Bold", "NotoSansSC-Regular"]


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_no_sign_of_the_shop_shows_as_a_box_on_paper(path: Path) -> None:
    font = TTFont(path.stem, str(path))
    needed = set(gb2312()) | set(SHOP_SIGNS) | set(LATIN)
    assert len(needed) > 7_500
    assert sorted(sign for sign in needed if ord(sign) not in font.face.charToGlyph) == []


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_no_sign_of_the_shop_shows_as_a_box_on_the_screen(qtbot: QtBot, path: Path) -> None:
    number = QFontDatabase.addApplicationFont(str(path))
    assert QFontDatabase.applicationFontFamilies(number) == ["Noto Sans SC"]
    raw = QRawFont(str(path), 16)
    assert [sign for sign in SHOP_SIGNS + LATIN if not raw.supportsCharacter(ord(sign))] == []


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_figures_stand_under_each_other(path: Path) -> None:
    widths = TTFont(path.stem, str(path)).face.charWidths
    assert len({widths[ord(digit)] for digit in "0123456789"}) == 1
