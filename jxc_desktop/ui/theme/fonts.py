"""The bundled Chinese font, and the few ways in which text is set with it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from jxc_desktop.ui.theme.tokens import FontSize

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
_TABULAR = QFont.Tag("tnum")


@cache
def bundled_family() -> str | None:
    """The family of the font that ships with the program; None where its files are missing."""
    families: list[str] = []
    for path in sorted(FONTS.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else None


def use_bundled_font(app: QApplication) -> None:
    """Everything on the screen is set in the bundled font, so that no sign is ever a box."""
    font = QFont(app.font())
    family = bundled_family()
    if family is not None:
        font.setFamily(family)
    font.setPixelSize(FontSize.BODY)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    app.setFont(font)
    # What was drawn before the program was dressed had the system's font.
    text_font.cache_clear()


@cache
def text_font(size: int, *, bold: bool = False) -> QFont:
    """The font at `size` pixels, with digits of equal width so that columns of amounts stand."""
    font = QFont(QApplication.font())
    font.setPixelSize(size)
    font.setBold(bold)
    font.setFeature(_TABULAR, 1)
    return font
