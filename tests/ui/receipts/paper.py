"""The paper of the tests: the fonts that ship with the program."""

from __future__ import annotations

from pathlib import Path

from jxc_desktop.reports.ticket_picture import FontFiles

_FONTS = Path(__file__).parents[3] / "resources" / "fonts"
FONTS = FontFiles(_FONTS / "NotoSansSC-Regular.ttf", _FONTS / "NotoSansSC-Bold.ttf")
