"""A workplace: one entry of the rail and the screen behind it, made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from jxc_desktop.ui.theme.tokens import Density


@dataclass(frozen=True, slots=True)
class Workplace:
    """Whoever composes the window picks those that a person's role may open."""

    id: str
    title: str
    icon: str
    factory: Callable[[], QWidget]
    shortcut: str = ""
    density: Density = Density.TILL
