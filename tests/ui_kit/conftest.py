"""Widgets are tried without a screen, in the light theme and in Chinese."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from jxc_desktop.ui.language import use_language
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.tokens import Mode
from tests.ui_kit.windows import KEPT


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme; put back to it afterwards."""
    use_language("zh_CN")
    apply_theme(qapp, Mode.LIGHT)
    yield qapp
    KEPT.clear()
    apply_theme(qapp, Mode.LIGHT)
