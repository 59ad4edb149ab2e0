"""Who hears a scan: the sheet that is open, else the cover, else the workplace, if it wants to."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jxc_desktop.ui.widgets.sheet import Sheet


@runtime_checkable
class HearsScans(Protocol):
    """A screen or sheet that takes scans wherever the keyboard is has this method."""

    def hear_scan(self, code: str) -> None:
        """A scanner read `code`."""
        ...


def top_sheet(window: QWidget) -> Sheet | None:
    """The sheet that lies over all else in `window`, if one is open."""
    sheets = window.findChildren(Sheet, options=Qt.FindChildOption.FindDirectChildrenOnly)
    open_sheets = [sheet for sheet in sheets if sheet.isVisible()]
    return open_sheets[-1] if open_sheets else None


def scan_ear(window: QWidget, screen: QWidget | None) -> HearsScans | None:
    """Who in `window` takes scans now; `screen` is what is open beneath any sheet."""
    listener = top_sheet(window) or screen
    return listener if isinstance(listener, HearsScans) else None
