"""The tour takes a picture in each language and size, and by night where that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from jxc_desktop.ui.language import use_language
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.tokens import Mode
from tests.screens.tour import visit_all


@pytest.fixture
def by_day_in_chinese(qapp: QApplication) -> Iterator[None]:
    yield
    use_language("zh_CN")
    apply_theme(qapp, Mode.LIGHT)


@pytest.mark.usefixtures("by_day_in_chinese")
def test_a_screen_is_pictured_in_both_languages_and_sizes_and_by_night(tmp_path: Path) -> None:
    taken = visit_all(tmp_path / "tour", only="shell-till")
    assert [path.name for path in taken] == [
        "shell-till-zh_CN-light-1366x768.png",
        "shell-till-zh_CN-light-1920x1080.png",
        "shell-till-en-light-1366x768.png",
        "shell-till-en-light-1920x1080.png",
        "shell-till-zh_CN-dark-1366x768.png",
    ]
    pictures = [QImage(str(path)) for path in taken]
    assert [(picture.width(), picture.height()) for picture in pictures[:2]] == [
        (1366, 768),
        (1920, 1080),
    ]
    day, night = pictures[0].pixelColor(700, 30), pictures[-1].pixelColor(700, 30)
    assert day.lightness() > 200
    assert night.lightness() < 60
