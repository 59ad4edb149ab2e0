"""An open till for the tests of screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from jxc_desktop.ui.language import use_language
from jxc_desktop.ui.theme.apply import apply_theme
from jxc_desktop.ui.theme.tokens import Mode
from tests.shop import Shop
from tests.ui.at_the_till import ApprovalMemory, Counter, shop_with_pins, stand_at
from tests.ui_kit.windows import KEPT


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = shop_with_pins(tmp_path)
    yield shop
    shop.store.close()


@pytest.fixture
def counter(shop: Shop) -> Counter:
    """The cashier at the till."""
    return stand_at(shop)


@pytest.fixture
def approval() -> ApprovalMemory:
    return ApprovalMemory()


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in Chinese and in the light theme; its windows live until the test ends."""
    use_language("zh_CN")
    apply_theme(qapp, Mode.LIGHT)
    yield qapp
    KEPT.clear()
