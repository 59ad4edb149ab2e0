"""An open till for the tests of commands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shop import Shop, make_shop


@pytest.fixture
def closed_shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop between shifts."""
    shop = make_shop(tmp_path)
    yield shop
    shop.store.close()


@pytest.fixture
def shop(closed_shop: Shop) -> Shop:
    """A shop with an open shift and 200.00 in the drawer."""
    closed_shop.open_shift()
    return closed_shop
