"""An open till for the tests of screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shop import Shop
from tests.ui.at_the_till import ApprovalMemory, Counter, shop_with_pins, stand_at


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with shop_with_pins(tmp_path) as open_shop:
        yield open_shop


@pytest.fixture
def counter(shop: Shop) -> Counter:
    """The cashier at the till."""
    return stand_at(shop)


@pytest.fixture
def approval() -> ApprovalMemory:
    return ApprovalMemory()
