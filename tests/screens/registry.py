"""Which screens the tour visits: each registers a function that puts it up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from jxc_desktop.ui.theme.tokens import Mode


@dataclass(frozen=True, slots=True)
class Context:
    """What the tour is doing at the moment; a screen may show other rows in English."""

    language: str
    mode: Mode
    width: int
    height: int


Factory = Callable[[Context], QWidget]


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture of the tour. `after_show` brings the screen into the state that matters."""

    name: str
    factory: Factory
    dark: bool
    after_show: Callable[[QWidget], None] | None


STOPS: dict[str, Stop] = {}


def screen(
    name: str, *, dark: bool = False, after_show: Callable[[QWidget], None] | None = None
) -> Callable[[Factory], Factory]:
    """Register the decorated factory as the screen `name`; `dark` also takes it by night."""

    def register(factory: Factory) -> Factory:
        assert name not in STOPS, name
        STOPS[name] = Stop(name, factory, dark, after_show)
        return factory

    return register
