"""The one type scale, spacing scale, set of radii and palette that every screen is made of."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum


class Mode(StrEnum):
    """A light shop by day, a dark one by night."""

    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """The till is touched by hurried fingers, the desk is read by somebody who sits."""

    TILL = "till"
    DESK = "desk"


class Space:
    """The only distances between things, in device-independent pixels."""

    HAIR = 4
    SMALL = 8
    MEDIUM = 12
    LARGE = 16
    WIDE = 24
    VAST = 32


class Radius:
    """How round things are: a badge, a control, a card."""

    BADGE = 4
    CONTROL = 8
    CARD = 12


class FontSize:
    """The one type scale, in device-independent pixels."""

    CAPTION = 12
    SMALL = 13
    BODY = 15
    LARGE = 17
    TITLE = 20
    FIGURE = 28
    TOTAL = 52


@dataclass(frozen=True, slots=True)
class Measures:
    """What differs between the till and the desk: how tall things are and how large they speak."""

    control: int
    row: int
    body: int
    detail: int
    icon: int


MEASURES = {
    Density.TILL: Measures(control=48, row=52, body=16, detail=FontSize.SMALL, icon=22),
    Density.DESK: Measures(control=36, row=36, body=14, detail=FontSize.CAPTION, icon=18),
}
TOUCH_TARGET_MIN = 44
"""Nothing that a finger must hit at the till is smaller."""


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour for each job. `on_x` is the ink that is read on `x`, `x_soft` a quiet ground."""

    canvas: str
    surface: str
    sunken: str
    zebra: str
    hover: str
    line: str
    line_strong: str
    ink: str
    ink_muted: str
    rail: str
    on_rail: str
    rail_chosen: str
    on_rail_chosen: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    accent_ink: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_hover: str
    danger_soft: str
    on_danger: str
    focus: str
    shade: str

    def roles(self) -> tuple[str, ...]:
        """The names of all jobs that have a colour."""
        return tuple(field.name for field in fields(self))


LIGHT = Palette(
    canvas="#eff1f1",
    surface="#ffffff",
    sunken="#f5f7f7",
    zebra="#f8f9f9",
    hover="#e9eeef",
    line="#dbe0e1",
    line_strong="#7f8b8f",
    ink="#172125",
    ink_muted="#566368",
    rail="#10313a",
    on_rail="#b9ced3",
    rail_chosen="#1f4c57",
    on_rail_chosen="#ffffff",
    accent="#0b6577",
    accent_hover="#095767",
    accent_pressed="#074855",
    on_accent="#ffffff",
    accent_soft="#dbecf0",
    accent_ink="#0a5a6a",
    success="#1b7042",
    success_soft="#dff1e6",
    warning="#865300",
    warning_soft="#fbedd3",
    danger="#b3261e",
    danger_hover="#96201a",
    danger_soft="#fbe4e1",
    on_danger="#ffffff",
    focus="#1187a1",
    shade="#8c0d1a1e",
)

DARK = Palette(
    canvas="#111719",
    surface="#1a2225",
    sunken="#141b1d",
    zebra="#1d2629",
    hover="#263235",
    line="#2e3a3e",
    line_strong="#748388",
    ink="#e8eef0",
    ink_muted="#a0aeb3",
    rail="#0b1214",
    on_rail="#93a7ad",
    rail_chosen="#1c3c45",
    on_rail_chosen="#e9f7fa",
    accent="#4fb3c6",
    accent_hover="#6ac3d4",
    accent_pressed="#3e9db0",
    on_accent="#06191e",
    accent_soft="#17363e",
    accent_ink="#7fd0df",
    success="#63c48d",
    success_soft="#173425",
    warning="#e3ae55",
    warning_soft="#3a2c12",
    danger="#f2877d",
    danger_hover="#f7a199",
    danger_soft="#452220",
    on_danger="#2a0906",
    focus="#7fd8e8",
    shade="#b3000405",
)

PALETTES = {Mode.LIGHT: LIGHT, Mode.DARK: DARK}


@dataclass(frozen=True, slots=True)
class Pair:
    """An ink and a ground that meet on the screen, and the contrast that they owe the reader."""

    ink: str
    ground: str
    at_least: float = 4.5


_TEXTS = {
    "ink": ("canvas surface sunken zebra hover accent_soft success_soft warning_soft danger_soft"),
    "ink_muted": "canvas surface sunken zebra hover",
    "accent_ink": "canvas surface sunken zebra hover accent_soft",
    "success": "canvas surface zebra success_soft",
    "warning": "canvas surface zebra warning_soft",
    "danger": "canvas surface zebra hover danger_soft",
    "on_accent": "accent accent_hover accent_pressed",
    "on_danger": "danger danger_hover",
    "on_rail": "rail",
    "on_rail_chosen": "rail_chosen",
}
_EDGES = {"line_strong": "canvas surface sunken", "focus": "canvas surface sunken"}
PAIRS = (
    *(Pair(ink, ground) for ink, grounds in _TEXTS.items() for ground in grounds.split()),
    *(Pair(edge, ground, 3.0) for edge, grounds in _EDGES.items() for ground in grounds.split()),
)
"""Every meeting of two colours that the kit paints; a test measures each one in both modes."""
