"""Which mode is on at the moment, asked by everything that paints itself."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from jxc_desktop.ui.theme.tokens import MEASURES, PALETTES, Density, Measures, Mode, Palette


class _InUse:
    mode = Mode.LIGHT


def use_mode(mode: Mode) -> None:
    """Remember `mode`; only `apply_theme` calls this, since everything must be repainted too."""
    _InUse.mode = mode


def mode_in_use() -> Mode:
    """Light or dark."""
    return _InUse.mode


def palette_in_use() -> Palette:
    """The colours of the mode that is on."""
    return PALETTES[_InUse.mode]


def colour(role: str) -> QColor:
    """The colour of a job, such as `ink` or `danger_soft`, in the mode that is on."""
    return QColor(getattr(palette_in_use(), role))


def show_as(widget: QWidget, look: str, value: str) -> None:
    """Dress `widget` in what the style sheet says of `look` being `value`."""
    if widget.property(look) != value:
        widget.setProperty(look, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def set_density(screen: QWidget, density: Density) -> None:
    """Everything inside `screen` is as large as `density` says; call it before the screen shows."""
    screen.setProperty("density", density.value)


def density_of(widget: QWidget) -> Density:
    """The density of the nearest screen around `widget` that has one; a till's if none has."""
    around: QWidget | None = widget
    while around is not None:
        named = around.property("density")
        if named:
            return Density(named)
        around = around.parentWidget()
    return Density.TILL


def measures_of(widget: QWidget) -> Measures:
    """How tall and how large things are where `widget` stands."""
    return MEASURES[density_of(widget)]
