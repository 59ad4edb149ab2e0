"""A made-up shop for the pictures of the back office: real queries, a store in a scratch folder."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from tests.shop import OWNER_ID, Shop
from tests.ui.at_the_till import Counter, shop_with_pins, stand_at

_SCRATCH = tempfile.TemporaryDirectory(prefix="jxc-pictures-")


@lru_cache(maxsize=1)
def _shop() -> Shop:
    # Entered and never left: the scratch folder goes with the program.
    shop = shop_with_pins(Path(_SCRATCH.name)).__enter__()
    shop.edit("setting", 0, shop_name="好邻居便利店", store_name="文三路店", phone="0571-8888 0000")
    shop.edit("setting", 0, address="杭州市西湖区文三路 100 号", terminal_name="1 号收银台")
    return shop


def owner() -> Counter:
    """The owner in the back office."""
    return stand_at(_shop(), OWNER_ID)
