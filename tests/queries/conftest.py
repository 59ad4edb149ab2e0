"""An open till for the tests of queries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shop import Shop, make_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop with an open shift and 200.00 in the drawer."""
    shop = make_shop(tmp_path)
    shop.open_shift()
    yield shop
    shop.store.close()
