"""Putting the theme on: font, palette and style sheet, in one call."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from jxc_desktop.ui.theme.fonts import use_bundled_font
from jxc_desktop.ui.theme.in_use import use_mode
from jxc_desktop.ui.theme.style_sheet import style_sheet
from jxc_desktop.ui.theme.tokens import PALETTES, Mode, Palette

_QT_ROLES = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "zebra",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink_muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "surface",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent_ink",
}


def apply_theme(app: QApplication, mode: Mode) -> None:
    """Dress the whole program in `mode`; what is on the screen repaints itself."""
    use_mode(mode)
    if app.property("jxc_dressed") is None:
        app.setStyle(QStyleFactory.create("Fusion"))
        use_bundled_font(app)
        app.setProperty("jxc_dressed", True)
    palette = PALETTES[mode]
    app.setPalette(_qt_palette(palette))
    app.setStyleSheet(style_sheet(palette))


def _qt_palette(palette: Palette) -> QPalette:
    qt_palette = QPalette()
    for qt_role, role in _QT_ROLES.items():
        qt_palette.setColor(qt_role, QColor(getattr(palette, role)))
    return qt_palette
